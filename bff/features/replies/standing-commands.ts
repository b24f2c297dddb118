import type { App } from "#bff/platform/context.ts";
import type { Trx } from "#bff/platform/db/open.ts";
import { newId } from "#bff/platform/ids.ts";
import { enqueue } from "#bff/platform/jobs/queue.ts";
import { inTransaction } from "#bff/platform/write.ts";

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

const quarter = 900_000;
const askedAtMost = 20;

/**
 * The network would not say whether a reply stands (`turn`: how often by now): asked again every quarter of an hour for
 * five hours, then the thread's history says so, for a person to look.
 */
export function askAgainWhetherItStands(
  app: App,
  { id: replyId, threadId }: { id: string; threadId: string },
  turn: number,
  reason: string,
): Promise<void> {
  return inTransaction(app, async (trx) => {
    const now = app.clock.now().getTime();
    if (turn < askedAtMost) {
      const runAt = new Date(now + quarter).toISOString();
      await enqueue(trx, "reply.stands", { replyId, turn }, { runAt, uniqueKey: `stands:${replyId}:${turn}` });
      return;
    }
    const [at, detail] = [app.clock.iso(), JSON.stringify({ reason })];
    await trx
      .insertInto("thread_event")
      .values({ id: newId(), threadId, kind: "stands_unknown", userId: null, at, detail })
      .execute();
    await trx
      .updateTable("thread")
      .set((eb) => ({ version: eb("version", "+", 1) }))
      .where("id", "=", threadId)
      .execute();
  });
}

export const replyToRemove = (app: App, replyId: string) =>
  app.db.read
    .selectFrom("reply")
    .innerJoin("thread", "thread.id", "reply.threadId")
    .select(["reply.id", "reply.channelId", "reply.threadId", "reply.externalId", "reply.userId", "reply.workspaceId"])
    .select("thread.externalId as threadExternalId")
    .where("reply.id", "=", replyId)
    .executeTakeFirst();
