import type { App } from "#bff/platform/context.ts";
import { insertMany } from "#bff/platform/db/insert-many.ts";
import type { ReplyLookTable } from "#bff/platform/db/tables-checks.ts";
import { enqueue } from "#bff/platform/jobs/queue.ts";
import { inTransaction } from "#bff/platform/write.ts";

const columns: (keyof ReplyLookTable)[] = [
  "messageId",
  "brandId",
  "userId",
  "threadId",
  "day",
  "sentAt",
  "similarity",
  "nearestId",
  "takesUp",
  "answers",
  "language",
];

/** Keeps how replies look back, and how far the walk is, in one transaction: it goes on where it was stopped. */
export function keepLooks(
  app: App,
  looks: ReplyLookTable[],
  cursor: { brandId: string; seenSeq: number; doneTo: string },
): Promise<void> {
  return inTransaction(app, async (trx) => {
    const ids = looks.map((look) => look.messageId);
    if (ids.length > 0) await trx.deleteFrom("reply_look").where("messageId", "in", ids).execute();
    await insertMany(app.db.engine, trx, "reply_look", columns, looks);
    const { seenSeq, doneTo } = cursor;
    await trx
      .insertInto("look_cursor")
      .values(cursor)
      .onConflict((conflict) => conflict.column("brandId").doUpdateSet({ seenSeq, doneTo }))
      .execute();
  });
}

/** Makes sure the one job that looks back exists. */
export const ensureLookJob = (app: App): Promise<void> =>
  inTransaction(app, (trx) => enqueue(trx, "replies.look", {}, { runAt: app.clock.iso(), uniqueKey: "replies.look" }));
