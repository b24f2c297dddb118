import type { App } from "#bff/platform/context.ts";

/** A message that has another id over there than the ones it had before (`formerIds`). */
export type Renamed = { messageId: string; formerIds: string[] };

/**
 * Replies follow a message to the id it has by now: those that answer it, and the one that it is. Row by row and with
 * nothing else held, because whoever settles a reply holds it and wants its thread and channel too.
 */
export async function followRenamed(app: App, { messageId, formerIds }: Renamed): Promise<void> {
  const db = app.db.write;
  const message = await db
    .selectFrom("message")
    .select(["externalId", "threadId", "replyId"])
    .where("id", "=", messageId)
    .executeTakeFirst();
  if (!message) return;
  const { externalId, threadId, replyId } = message;
  const answers = await db
    .selectFrom("reply")
    .select("id")
    .where("threadId", "=", threadId)
    .where("parentExternalId", "in", [...formerIds, ""])
    .execute();
  for (const { id } of answers)
    await db.updateTable("reply").set({ parentExternalId: externalId }).where("id", "=", id).execute();
  if (replyId) await db.updateTable("reply").set({ externalId }).where("id", "=", replyId).execute();
}
