import type { Outcome, SentReply } from "#bff/connectors/connector.ts";
import { storeItems } from "#bff/features/inbox/ingest-commands.ts";
import { lockReply, settle, tellProblem } from "#bff/features/replies/commands.ts";
import type { App } from "#bff/platform/context.ts";
import type { Trx } from "#bff/platform/db/open.ts";
import { newId } from "#bff/platform/ids.ts";
import { inTransaction } from "#bff/platform/write.ts";

export type Departing = Awaited<ReturnType<typeof loadDeparting>>;

async function loadDeparting(trx: Trx, replyId: string) {
  return await trx
    .selectFrom("reply")
    .innerJoin("outbox", (join) => join.onRef("outbox.subjectId", "=", "reply.id").on("outbox.kind", "=", "reply"))
    .innerJoin("thread", "thread.id", "reply.threadId")
    .leftJoin("post", "post.id", "thread.postId")
    .selectAll("reply")
    .select([
      "outbox.id as outboxId",
      "outbox.idempotencyKey",
      "outbox.attempts",
      "thread.externalId as threadExternalId",
      "thread.kind as threadKind",
      "post.externalId as postExternalId",
    ])
    .where("reply.id", "=", replyId)
    .executeTakeFirst();
}

/**
 * Takes a reply out for delivery: marks it sending and counts the attempt. `again` says that an earlier attempt may
 * have reached the network (we died, or it was silent), so its fate has to be looked up before anything is sent.
 */
export function depart(app: App, replyId: string): Promise<{ reply: NonNullable<Departing>; again: boolean } | null> {
  return inTransaction(app, async (trx) => {
    await lockReply(trx, replyId);
    const reply = await loadDeparting(trx, replyId);
    if (!reply || !["queued", "waiting", "sending", "unknown"].includes(reply.status)) return null;
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
    if (outcome.kind === "ok") await arrived(app, trx, reply, outcome.value);
    else if (outcome.kind === "wait") await settle(trx, reply.id, "waiting", outcome.reason);
    else if (outcome.kind === "reconnect") {
      await settle(trx, reply.id, "waiting", "channel_reconnect");
      await trx
        .updateTable("channel")
        .set({ health: "reconnect", healthReason: outcome.reason, healthAt: at })
        .where("id", "=", reply.channelId)
        .execute();
    } else await settle(trx, reply.id, outcome.kind === "refused" ? "failed" : "unknown", outcome.reason);
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

export const replyToRemove = (app: App, replyId: string) =>
  app.db.read
    .selectFrom("reply")
    .select(["id", "channelId", "threadId", "externalId", "userId", "workspaceId"])
    .where("id", "=", replyId)
    .executeTakeFirst();

export const channelOf = (app: App, channelId: string) =>
  app.db.read.selectFrom("channel").selectAll().where("id", "=", channelId).executeTakeFirst();
