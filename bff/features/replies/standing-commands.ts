import type { App } from "#bff/platform/context.ts";
import type { Trx } from "#bff/platform/db/open.ts";
import { enqueue } from "#bff/platform/jobs/queue.ts";

type Arrived = { id: string; channelId: string; parentExternalId: string; threadExternalId: string };

/**
 * A reply that arrived where what it answers was gone here by then: the network may have taken it along with that, and
 * would tell nobody of it, so it is looked up once more.
 */
export async function lookWhetherItStands(app: App, trx: Trx, reply: Arrived): Promise<void> {
  const gone = await trx
    .selectFrom("message")
    .select("id")
    .where("channelId", "=", reply.channelId)
    .where("externalId", "in", [reply.parentExternalId, reply.threadExternalId])
    .where("deletedAt", "is not", null)
    .executeTakeFirst();
  if (!gone) return;
  const runAt = app.clock.iso();
  await enqueue(trx, "reply.stands", { replyId: reply.id }, { runAt, uniqueKey: `stands:${reply.id}` });
}

export const replyToRemove = (app: App, replyId: string) =>
  app.db.read
    .selectFrom("reply")
    .innerJoin("thread", "thread.id", "reply.threadId")
    .select(["reply.id", "reply.channelId", "reply.threadId", "reply.externalId", "reply.userId", "reply.workspaceId"])
    .select("thread.externalId as threadExternalId")
    .where("reply.id", "=", replyId)
    .executeTakeFirst();
