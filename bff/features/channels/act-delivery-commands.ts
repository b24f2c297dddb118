import type { Acted, Outcome, OutgoingAct } from "#bff/connectors/connector.ts";
import type { IncomingMessage } from "#bff/connectors/incoming.ts";
import { breakChannel } from "#bff/features/channels/break-commands.ts";
import { patience } from "#bff/features/channels/budget-commands.ts";
import { tellProblem } from "#bff/features/channels/problem-commands.ts";
import { tellStream } from "#bff/features/channels/stream-commands.ts";
import { lockRow } from "#bff/features/channels/sync-commands.ts";
import { storeItems } from "#bff/features/inbox/ingest-commands.ts";
import { raiseNews } from "#bff/features/inbox/ingest-news-commands.ts";
import type { App } from "#bff/platform/context.ts";
import type { Trx } from "#bff/platform/db/open.ts";
import type { ChannelTable } from "#bff/platform/db/tables.ts";
import type { ActTable } from "#bff/platform/db/tables-channels.ts";
import { newId } from "#bff/platform/ids.ts";
import { enqueue } from "#bff/platform/jobs/queue.ts";
import { inTransaction } from "#bff/platform/write.ts";
import { type MessageAction, outdatedBy } from "#shared/channels/acts.ts";
import { isOnceOnly } from "#shared/channels/once-only.ts";

/** Sends an act off at `runAt`; a second job is the first one, sooner. */
export const queueDelivery = (trx: Trx, actId: string, runAt: string): Promise<void> =>
  enqueue(trx, "act.deliver", { actId }, { runAt, uniqueKey: `act:${actId}` });

export type DepartingAct = {
  act: ActTable;
  message: {
    externalId: string;
    authorExternalId: string | null;
    threadExternalId: string;
    postExternalId: string | null;
  };
  attempts: number;
  outboxId: string;
};

/** Takes an act out for delivery and counts the attempt; null when it is settled or its message is gone. */
export function departAct(app: App, actId: string): Promise<DepartingAct | "later" | null> {
  return inTransaction(app, async (trx) => {
    const act = await lockAct(trx, actId);
    if (!act || !["queued", "waiting", "sending"].includes(act.status)) return null;
    if (await earlierAct(trx, act)) return "later";
    if (await isOutdated(trx, act)) {
      await settleAct(trx, actId, "cancelled", null);
      await tellProblem(trx, act.threadId);
      return null;
    }
    if (act.status === "sending" && isOnceOnly(act.action as MessageAction)) {
      await settleAct(
        trx,
        actId,
        "unknown",
        "It was on its way when Konak stopped, so nobody knows whether it arrived.",
      );
      await tellProblem(trx, act.threadId);
      return null;
    }
    const message = await trx
      .selectFrom("message")
      .innerJoin("thread", "thread.id", "message.threadId")
      .leftJoin("identity", "identity.id", "message.identityId")
      .leftJoin("post", "post.id", "thread.postId")
      .select(["message.externalId", "identity.externalId as authorExternalId"])
      .select(["thread.externalId as threadExternalId", "post.externalId as postExternalId"])
      .where("message.id", "=", act.messageId)
      .executeTakeFirst();
    const outbox = await trx
      .selectFrom("outbox")
      .select(["id", "attempts"])
      .where("subjectId", "=", actId)
      .where("kind", "=", "act")
      .executeTakeFirst();
    if (!message || !outbox) return null;
    await settleAct(trx, actId, "sending", null);
    await trx
      .updateTable("outbox")
      .set({ attempts: outbox.attempts + 1 })
      .where("id", "=", outbox.id)
      .execute();
    return { act, message, attempts: outbox.attempts, outboxId: outbox.id };
  });
}

// Hiding and showing again come one after the other, as they were asked for.
const earlierAct = (trx: Trx, act: ActTable): Promise<{ id: string } | undefined> =>
  onSameMessage(trx, act)
    .where((eb) => eb(eb.refTuple("createdAt", "id"), "<", eb.tuple(act.createdAt, act.id)))
    .where("status", "in", ["queued", "sending"])
    .limit(1)
    .executeTakeFirst();

// One that waited or may have been done, and whose opposite or whose newer words came since, would undo those. Where none
// of them has left yet, each has its turn.
async function isOutdated(trx: Trx, act: ActTable): Promise<boolean> {
  const left = ["sending", "waiting", "done", "unknown"];
  const later = await onSameMessage(trx, act)
    .where((eb) => eb(eb.refTuple("createdAt", "id"), ">", eb.tuple(act.createdAt, act.id)))
    .where("action", "in", [...outdatedBy(act.action as MessageAction), ""])
    .where("status", "in", act.status === "queued" ? left : [...left, "queued"])
    .limit(1)
    .executeTakeFirst();
  return later !== undefined;
}

const onSameMessage = (trx: Trx, { threadId, messageId }: ActTable) =>
  trx.selectFrom("act").select("id").where("threadId", "=", threadId).where("messageId", "=", messageId);

/** An act with its row held, so that on PostgreSQL taking it back, trying it again and sending it off come one after the other. */
export const lockAct = (trx: Trx, id: string): Promise<ActTable | undefined> =>
  trx
    .updateTable("act")
    .set((eb) => ({ status: eb.ref("status") }))
    .where("id", "=", id)
    .returningAll()
    .executeTakeFirst();

/** What the port wants to know of an act. */
export const outgoingAct = ({ act, message }: DepartingAct): OutgoingAct => ({
  action: act.action as OutgoingAct["action"],
  idempotencyKey: `act-${act.id}`,
  externalId: message.externalId,
  authorExternalId: message.authorExternalId,
  threadExternalId: message.threadExternalId,
  postExternalId: message.postExternalId,
  text: act.text,
});

/** Where an act stands, with its outbox row. */
export async function settleAct(trx: Trx, id: string, status: string, reason: string | null): Promise<void> {
  await trx.updateTable("act").set({ status, reason }).where("id", "=", id).execute();
  await trx
    .updateTable("outbox")
    .set({ state: status })
    .where("subjectId", "=", id)
    .where("kind", "=", "act")
    .execute();
}

/**
 * Leaves an act waiting for a person, without the network being asked, for what was `seen` of its channel. False where a
 * new key came or somebody resumed the channel meanwhile, who takes along only what was waiting already: then the act
 * goes on by itself.
 */
export const holdAct = (
  app: App,
  { id, channelId, threadId }: Pick<ActTable, "id" | "channelId" | "threadId">,
  reason: string,
  seen: Pick<ChannelTable, "health" | "credentials"> | null,
): Promise<boolean> =>
  inTransaction(app, async (trx) => {
    const now = await lockRow(trx, channelId);
    const isGone = !now || now.removedAt !== null;
    const asSeen = isGone || (now.health === seen?.health && now.credentials === seen.credentials);
    await settleAct(trx, id, asSeen ? "waiting" : "queued", asSeen ? reason : null);
    await tellProblem(trx, threadId);
    return asSeen;
  });

/** Writes down what the network said to an act, and what it changed here. */
export function recordAct(
  app: App,
  departing: DepartingAct,
  channel: ChannelTable,
  outcome: Outcome<Acted | null>,
): Promise<void> {
  const { act, outboxId, attempts } = departing;
  return inTransaction(app, async (trx) => {
    const at = app.clock.iso();
    const detail = outcome.kind === "ok" ? (outcome.value?.externalId ?? null) : outcome.reason;
    const told = { id: newId(), outboxId, subjectId: act.id, attempt: attempts + 1, at, outcome: outcome.kind, detail };
    await trx.insertInto("delivery").values(told).execute();
    await settleOutcome(app, trx, departing, channel, outcome);
    await tellProblem(trx, act.threadId);
  });
}

async function settleOutcome(
  app: App,
  trx: Trx,
  departing: DepartingAct,
  channel: ChannelTable,
  outcome: Outcome<Acted | null>,
): Promise<void> {
  const { act } = departing;
  const at = app.clock.iso();
  if (outcome.kind === "ok") {
    await settleAct(trx, act.id, "done", null);
    await trx
      .updateTable("act")
      .set({ doneAt: at, externalId: outcome.value?.externalId ?? null })
      .where("id", "=", act.id)
      .execute();
    await showAct(app, trx, departing, channel, at);
    if (outcome.value?.shown) await showAnswer(app, trx, departing, channel, outcome.value.shown);
    await tellStream(trx, channel.id, "send", { ok: true, at });
    return;
  }
  if (outcome.kind === "wait") {
    const nextAt = patience(app, outcome.until);
    await trx.updateTable("outbox").set({ nextAt }).where("id", "=", departing.outboxId).execute();
    return settleAct(trx, act.id, "waiting", outcome.reason);
  }
  if (outcome.kind === "reconnect" || outcome.kind === "narrowed") {
    const marked = await breakChannel(app, trx, channel, outcome, "send");
    const words = outcome.kind === "reconnect" ? "channel_reconnect" : "channel_narrowed";
    if (marked) return settleAct(trx, act.id, "waiting", words);
    // Somebody brought a new key meanwhile, which has not been tried.
    await settleAct(trx, act.id, "queued", null);
    return queueDelivery(trx, act.id, at);
  }
  if (
    outcome.kind === "unknown" &&
    !isOnceOnly(act.action as MessageAction) &&
    (await silences(trx, departing)) <= 20
  ) {
    const again = new Date(app.clock.now().getTime() + 30_000).toISOString();
    await trx.updateTable("outbox").set({ nextAt: again }).where("id", "=", departing.outboxId).execute();
    await settleAct(trx, act.id, "waiting", outcome.reason);
    return queueDelivery(trx, act.id, again);
  }
  await settleAct(trx, act.id, outcome.kind === "unknown" ? "unknown" : "failed", outcome.reason);
}

// A private answer that stands among the others: it is ours, from here, and leaves the thread's status to its sender.
async function showAnswer(app: App, trx: Trx, { act }: DepartingAct, channel: ChannelTable, shown: IncomingMessage) {
  await storeItems(app, trx, channel, [shown], { ownReply: true });
  await trx
    .updateTable("message")
    .set({ userId: act.userId })
    .where("channelId", "=", channel.id)
    .where("externalId", "=", shown.externalId)
    .execute();
}

// How often the network said nothing to it; limits that were met before do not count.
async function silences(trx: Trx, { outboxId }: DepartingAct): Promise<number> {
  const rows = await trx
    .selectFrom("delivery")
    .select("id")
    .where("outboxId", "=", outboxId)
    .where("outcome", "=", "unknown")
    .execute();
  return rows.length;
}

// What was done shows at once; the next reading would tell the same.
async function showAct(
  app: App,
  trx: Trx,
  { act, message }: DepartingAct,
  channel: ChannelTable,
  at: string,
): Promise<void> {
  const { externalId } = message;
  const action = act.action as MessageAction;
  if (action === "hide" || action === "unhide")
    await storeItems(app, trx, channel, [{ type: "visibility", externalId, hidden: action === "hide", at }]);
  if (action === "removeTheirs" || action === "removeOurs")
    await storeItems(app, trx, channel, [{ type: "deletion", externalId, at }]);
  if (action === "edit" && act.text !== null) {
    await raiseNews(trx, channel.id);
    await trx.updateTable("message").set({ text: act.text, editedAt: at }).where("id", "=", act.messageId).execute();
  }
  await trx
    .updateTable("thread")
    .set((eb) => ({ version: eb("version", "+", 1) }))
    .where("id", "=", act.threadId)
    .execute();
}
