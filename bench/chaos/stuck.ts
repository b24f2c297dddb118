import type { App } from "#bff/platform/context.ts";

/** What is still on its way when nothing should be: the first few, with their jobs. */
export async function showStuck(app: App): Promise<void> {
  const { db } = app;
  const replies = await db.write
    .selectFrom("reply")
    .innerJoin("outbox", "outbox.subjectId", "reply.id")
    .select(["reply.id", "reply.channelId", "reply.status", "reply.reason", "outbox.attempts", "outbox.nextAt"])
    .where("reply.status", "in", ["queued", "waiting", "sending", "unknown"])
    .orderBy("reply.id")
    .limit(10)
    .execute();
  const keys = replies.map((reply) => `deliver:${reply.id}`);
  const jobs = await db.write
    .selectFrom("job")
    .select(["uniqueKey", "runAt", "lockedUntil", "attempts", "error"])
    .where("uniqueKey", "in", [...keys, ""])
    .execute();
  const channels = await db.write.selectFrom("channel").select(["id", "health", "healthReason", "busyUntil"]).execute();
  console.error(JSON.stringify({ now: app.clock.iso(), replies, jobs, channels }, null, 1));
}
