import { enqueueDelivery, lockReply } from "#bff/features/replies/commands.ts";
import type { App } from "#bff/platform/context.ts";
import type { Trx } from "#bff/platform/db/open.ts";
import { inTransaction } from "#bff/platform/write.ts";

export type Departing = Awaited<ReturnType<typeof loadDeparting>>;

/** A reply with what its delivery needs to know. */
export async function loadDeparting(trx: Trx, replyId: string) {
  return await trx
    .selectFrom("reply")
    .innerJoin("outbox", (join) => join.onRef("outbox.subjectId", "=", "reply.id").on("outbox.kind", "=", "reply"))
    .innerJoin("thread", "thread.id", "reply.threadId")
    .innerJoin("channel", "channel.id", "reply.channelId")
    .leftJoin("post", "post.id", "thread.postId")
    .selectAll("reply")
    .select([
      "outbox.id as outboxId",
      "outbox.idempotencyKey",
      "outbox.attempts",
      "thread.externalId as threadExternalId",
      "thread.kind as threadKind",
      "post.externalId as postExternalId",
      "channel.health as channelHealth",
      "channel.busyUntil",
      "channel.credentials",
    ])
    .where("reply.id", "=", replyId)
    .executeTakeFirst();
}

/**
 * When to ask again, because the network asked the channel for patience or an earlier reply has not left yet. `turn`: the
 * one before hands over when it is settled (`handOver`), so asking is only for what happens to it otherwise.
 */
export async function waitsFor(
  app: App,
  trx: Trx,
  reply: NonNullable<Departing>,
): Promise<{ after: string; turn: boolean } | null> {
  const now = app.clock.iso();
  if (reply.busyUntil && reply.busyUntil > now && reply.status !== "waiting")
    return { after: reply.busyUntil, turn: false };
  const earlier = await trx
    .selectFrom("reply")
    .innerJoin("outbox", (join) => join.onRef("outbox.subjectId", "=", "reply.id").on("outbox.kind", "=", "reply"))
    .select(["reply.status", "outbox.nextAt"])
    .where("reply.channelId", "=", reply.channelId)
    .where("reply.id", "<", reply.id)
    .where((eb) =>
      eb.or([
        eb("reply.status", "in", ["queued", "sending"]).and("outbox.nextAt", "<=", now),
        eb("reply.threadId", "=", reply.threadId).and("reply.status", "in", ["queued", "sending", "waiting"]),
      ]),
    )
    .orderBy("reply.id", "desc")
    .limit(1)
    .executeTakeFirst();
  if (!earlier) return null;
  const inMs = (ms: number) => new Date(app.clock.now().getTime() + ms).toISOString();
  const soon = inMs(askEvery * (await placeOf(app, trx, reply)));
  const isHeld = earlier.status !== "sending" && earlier.nextAt > soon;
  if (!isHeld) return { after: soon, turn: true };
  // What holds it may be taken back, or leave sooner than it was told.
  const held = inMs(heldAtMost);
  return { after: earlier.nextAt < held ? earlier.nextAt : held, turn: false };
}

const askEvery = 5_000;
const furthest = 100;
const heldAtMost = 20_000;

// The further back a reply stands, the later it asks again: hundreds that all ask at once would take the turns from the
// one whose turn it is.
async function placeOf(app: App, trx: Trx, reply: NonNullable<Departing>): Promise<number> {
  const soon = new Date(app.clock.now().getTime() + askEvery * furthest).toISOString();
  const ahead = await trx
    .selectFrom("reply")
    .innerJoin("outbox", (join) => join.onRef("outbox.subjectId", "=", "reply.id").on("outbox.kind", "=", "reply"))
    .select("reply.id")
    .where("reply.channelId", "=", reply.channelId)
    .where("reply.id", "<", reply.id)
    .where("reply.status", "in", ["queued", "sending"])
    .where("outbox.nextAt", "<=", soon)
    .limit(furthest)
    .execute();
  return Math.max(1, ahead.length);
}

/**
 * It is the next reply's turn on the channel of this one; one that is not due yet may still be taken back. It takes the
 * time it was due at, so that it stands before all that only ask. In a transaction of its own, which holds nothing else.
 */
export function handOver(app: App, { channelId }: { channelId: string }): Promise<void> {
  return inTransaction(app, async (trx) => {
    const next = await trx
      .selectFrom("reply")
      .innerJoin("outbox", (join) => join.onRef("outbox.subjectId", "=", "reply.id").on("outbox.kind", "=", "reply"))
      .select(["reply.id", "outbox.nextAt"])
      .where("reply.channelId", "=", channelId)
      .where("reply.status", "=", "queued")
      .where("outbox.nextAt", "<=", app.clock.iso())
      .orderBy("reply.id")
      .limit(1)
      .executeTakeFirst();
    if (next) await enqueueDelivery(trx, next.id, next.nextAt);
  });
}

/**
 * A person took the reply back or settled it: what of its thread was held behind it is due again, where it can no longer
 * be taken back itself, and the channel's next has its turn.
 */
export async function handOverFrom(app: App, replyId: string): Promise<void> {
  const reply = await inTransaction(app, (trx) => freeBehind(app, trx, replyId));
  if (!reply) return;
  await handOver(app, reply);
  app.wake();
}

async function freeBehind(app: App, trx: Trx, replyId: string): Promise<{ channelId: string } | undefined> {
  const now = app.clock.iso();
  const known = trx.selectFrom("reply").select(["channelId", "threadId"]).where("id", "=", replyId);
  const reply = await known.executeTakeFirst();
  if (!reply) return;
  const held = await trx
    .selectFrom("reply")
    .innerJoin("outbox", (join) => join.onRef("outbox.subjectId", "=", "reply.id").on("outbox.kind", "=", "reply"))
    .select(["reply.id", "outbox.id as outboxId"])
    .where("reply.channelId", "=", reply.channelId)
    .where("reply.threadId", "=", reply.threadId)
    .where("reply.status", "=", "queued")
    .where("reply.undoUntil", "<=", now)
    .where("outbox.nextAt", ">", now)
    .orderBy("reply.id")
    .limit(furthest)
    .execute();
  for (const { id, outboxId } of held) {
    await lockReply(trx, id);
    const due = trx.updateTable("outbox").set({ nextAt: now }).where("id", "=", outboxId);
    await due.where("state", "=", "queued").execute();
  }
  return reply;
}
