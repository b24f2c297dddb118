import type { Outcome, SentReply } from "#bff/connectors/connector.ts";
import { type Broken, breakChannel } from "#bff/features/channels/break-commands.ts";
import { patience } from "#bff/features/channels/budget-commands.ts";
import { tellProblem } from "#bff/features/channels/problem-commands.ts";
import { tellStream } from "#bff/features/channels/stream-commands.ts";
import { lockRow } from "#bff/features/channels/sync-commands.ts";
import { storeItems } from "#bff/features/inbox/ingest-commands.ts";
import { enqueueDelivery, lockReply, settle } from "#bff/features/replies/commands.ts";
import { lookWhetherItStands } from "#bff/features/replies/standing-commands.ts";
import { type Departing, loadDeparting, waitsFor } from "#bff/features/replies/turn-commands.ts";
import type { App } from "#bff/platform/context.ts";
import type { Trx } from "#bff/platform/db/open.ts";
import { newId } from "#bff/platform/ids.ts";
import { enqueue } from "#bff/platform/jobs/queue.ts";
import { inTransaction } from "#bff/platform/write.ts";
import { stopsSending } from "#shared/channels/stops.ts";
import type { Audience } from "#shared/inbox/audience.ts";

/** What may be done with a reply whose turn has come: sent, or asked again at `after`, or nothing more by itself. */
export type Departure = { reply: NonNullable<Departing>; again: boolean } | { after: string } | null;

/**
 * Takes a reply out for delivery: marks it sending and counts the attempt. `again` says that an earlier attempt may
 * have reached the network (we died, or it was silent), so its fate has to be looked up before anything is sent.
 * Replies of a channel leave in the order they were written; on a channel that may not send they wait where they are.
 */
export async function depart(app: App, replyId: string): Promise<Departure> {
  const departure = await tryDeparting(app, replyId);
  return departure === "stopped" ? await holdBack(app, replyId) : departure;
}

const mayDepart = ({ status }: NonNullable<Departing>): boolean =>
  ["queued", "waiting", "sending", "unknown"].includes(status);

function tryDeparting(app: App, replyId: string): Promise<Departure | "stopped"> {
  return inTransaction(app, async (trx) => {
    await lockReply(trx, replyId);
    const reply = await loadDeparting(trx, replyId);
    if (!reply || !mayDepart(reply)) return null;
    if (stopsSending(reply.channelHealth)) return "stopped";
    const wait = await waitsFor(app, trx, reply);
    if (wait) {
      // Whoever comes later sees that this one is not due, and does not wait for it in vain.
      if (!wait.turn)
        await trx.updateTable("outbox").set({ nextAt: wait.after }).where("id", "=", reply.outboxId).execute();
      return { after: wait.after };
    }
    const told = await trx.selectFrom("delivery").select("outcome").where("outboxId", "=", reply.outboxId).execute();
    // Once in doubt, always looked up: a later "wait" may have been the answer to the look-up, not to the sending.
    const again = told.length < reply.attempts || told.some((one) => one.outcome === "unknown");
    await settle(trx, replyId, "sending", null);
    await trx
      .updateTable("outbox")
      .set({ attempts: reply.attempts + 1 })
      .where("id", "=", reply.outboxId)
      .execute();
    return { reply, again };
  });
}

// The new key, or the person who resumes, sets it on its way again; one that comes right now is waited for, because it
// takes along only what it sees waiting. The channel is locked before the reply, as there.
function holdBack(app: App, replyId: string): Promise<Departure> {
  return inTransaction(app, async (trx) => {
    const known = await loadDeparting(trx, replyId);
    if (!known) return null;
    await lockRow(trx, known.channelId);
    await lockReply(trx, replyId);
    const reply = await loadDeparting(trx, replyId);
    if (!reply || !mayDepart(reply)) return null;
    const reason = stopsSending(reply.channelHealth);
    if (!reason) return { after: app.clock.iso() };
    await settle(trx, reply.id, "waiting", reason);
    await tellProblem(trx, reply.threadId);
    return null;
  });
}

/** Writes down what the network said to one attempt. */
export function record(app: App, reply: NonNullable<Departing>, outcome: Outcome<SentReply>): Promise<void> {
  return inTransaction(app, async (trx) => {
    const at = app.clock.iso();
    await trx
      .insertInto("delivery")
      .values({
        id: newId(),
        outboxId: reply.outboxId,
        subjectId: reply.id,
        attempt: reply.attempts + 1,
        at,
        outcome: outcome.kind,
        detail: outcome.kind === "ok" ? outcome.value.externalId : outcome.reason,
      })
      .execute();
    if (outcome.kind === "ok") {
      await arrived(app, trx, reply, outcome.value);
      await tellStream(trx, reply.channelId, "send", { ok: true, at });
    } else if (outcome.kind === "wait") await waits(app, trx, reply, outcome);
    else if (outcome.kind === "reconnect" || outcome.kind === "narrowed") await stopped(app, trx, reply, outcome);
    else {
      await settle(trx, reply.id, outcome.kind === "refused" ? "failed" : "unknown", outcome.reason);
      await tellStream(trx, reply.channelId, "send", { ok: false, at, error: outcome.reason });
      if (outcome.kind === "unknown") await lookLater(app, trx, reply.id, 0);
    }
    await tellProblem(trx, reply.threadId);
  });
}

type Waits = { until: string; reason: string };

// The rest of the channel's queue waits along for a minute at most: then it finds out for itself.
async function waits(app: App, trx: Trx, reply: NonNullable<Departing>, told: Waits): Promise<void> {
  const { reason } = told;
  const until = patience(app, told.until);
  await settle(trx, reply.id, "waiting", reason);
  await trx.updateTable("outbox").set({ nextAt: until }).where("id", "=", reply.outboxId).execute();
  const minute = new Date(app.clock.now().getTime() + 60_000).toISOString();
  const busyUntil = until < minute ? until : minute;
  await trx.updateTable("channel").set({ busyUntil }).where("id", "=", reply.channelId).execute();
  await tellStream(trx, reply.channelId, "send", { ok: false, at: app.clock.iso(), error: reason, nextAt: until });
}

// A key that was replaced while we were sending has not been tried: the reply goes again with the new one.
async function stopped(app: App, trx: Trx, reply: NonNullable<Departing>, broken: Broken): Promise<void> {
  const channel = { id: reply.channelId, credentials: reply.credentials };
  if (await breakChannel(app, trx, channel, broken, "send"))
    await settle(trx, reply.id, "waiting", broken.kind === "reconnect" ? "channel_reconnect" : "channel_narrowed");
  else {
    await settle(trx, reply.id, "queued", null);
    await enqueueDelivery(trx, reply.id, app.clock.iso());
  }
}

const lookAfter = [5_000, 30_000, 120_000];

/** Looks a reply without an answer up again a few times; what is not found by then stays before a person. */
export async function lookLater(app: App, trx: Trx, replyId: string, turn: number): Promise<void> {
  const delay = lookAfter[turn];
  if (delay === undefined) return;
  const runAt = new Date(app.clock.now().getTime() + delay).toISOString();
  await enqueue(trx, "reply.lookUp", { replyId, turn }, { runAt, uniqueKey: `look:${replyId}:${turn}` });
}

/** A reply that is still unknown, or sent, as it would be sent. */
export const replyThatIs = (app: App, replyId: string, status: "unknown" | "sent"): Promise<Departing> =>
  inTransaction(app, async (trx) => {
    const reply = await loadDeparting(trx, replyId);
    return reply?.status === status ? reply : undefined;
  });

/** Writes down what a look-up told: found, or not yet. */
export function recordLook(
  app: App,
  reply: NonNullable<Departing>,
  outcome: Outcome<SentReply | null>,
  turn: number,
): Promise<void> {
  return inTransaction(app, async (trx) => {
    await lockReply(trx, reply.id);
    const now = await loadDeparting(trx, reply.id);
    if (now?.status !== "unknown") return;
    if (outcome.kind === "ok" && outcome.value) await arrived(app, trx, reply, outcome.value);
    else await lookLater(app, trx, reply.id, turn + 1);
    await tellProblem(trx, reply.threadId);
  });
}

// The reply becomes the message it is over there, through the same door the sync would bring it by.
async function arrived(app: App, trx: Trx, reply: NonNullable<Departing>, sent: SentReply): Promise<void> {
  await settle(trx, reply.id, "sent", null);
  const { sentAt, externalId, url } = sent;
  await trx.updateTable("reply").set({ sentAt, externalId, url }).where("id", "=", reply.id).execute();
  const channel = await trx
    .selectFrom("channel")
    .selectAll()
    .where("id", "=", reply.channelId)
    .executeTakeFirstOrThrow();
  const author = { externalId: channel.externalId, handle: channel.handle, displayName: null, url: null };
  await storeItems(
    app,
    trx,
    channel,
    [
      {
        type: "message",
        externalId,
        threadExternalId: reply.threadExternalId,
        parentExternalId: reply.parentExternalId,
        postExternalId: reply.postExternalId,
        kind: reply.threadKind as "comment",
        byBrand: true,
        author,
        text: reply.text,
        lang: reply.lang,
        sentAt,
        editedAt: null,
        url,
        ...(await asPublicAs(trx, reply)),
      },
    ],
    { ownReply: true },
  );
  await trx
    .updateTable("message")
    .set({ userId: reply.userId, replyId: reply.id })
    .where("channelId", "=", channel.id)
    .where("externalId", "=", externalId)
    .execute();
  await lookWhetherItStands(app, trx, reply);
}

// An answer goes to those who may read what it answers.
async function asPublicAs(trx: Trx, reply: { channelId: string; parentExternalId: string }) {
  const parent = await trx
    .selectFrom("message")
    .select("audience")
    .where("channelId", "=", reply.channelId)
    .where("externalId", "=", reply.parentExternalId)
    .executeTakeFirst();
  return parent?.audience ? { audience: parent.audience as Audience } : {};
}

/** Takes a reply that was removed on the network out of the thread. */
export function markRemoved(app: App, reply: { channelId: string; externalId: string }): Promise<void> {
  return inTransaction(app, async (trx) => {
    const channel = await trx
      .selectFrom("channel")
      .selectAll()
      .where("id", "=", reply.channelId)
      .executeTakeFirstOrThrow();
    await storeItems(app, trx, channel, [{ type: "deletion", externalId: reply.externalId, at: app.clock.iso() }]);
  });
}

/** Says in the thread's history that the network would not take a reply away. */
export function tellNotRemoved(app: App, reply: { threadId: string; userId: string }, reason: string): Promise<void> {
  return inTransaction(app, async (trx) => {
    const detail = JSON.stringify({ reason });
    await trx
      .insertInto("thread_event")
      .values({ id: newId(), threadId: reply.threadId, kind: "not_removed", userId: null, at: app.clock.iso(), detail })
      .execute();
  });
}

export const channelOf = (app: App, channelId: string) =>
  app.db.read.selectFrom("channel").selectAll().where("id", "=", channelId).executeTakeFirst();
