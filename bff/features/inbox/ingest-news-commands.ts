import type { Engine, Trx } from "#bff/platform/db/open.ts";

// A sync, a file and an answer that arrived may bring the same message at once; SQLite has but one writer anyway. Rows
// that name the channel hold its key already, and two of them asking for the whole row would wait for each other.
export async function oneAtATime(engine: Engine, trx: Trx, channelId: string): Promise<void> {
  if (engine === "postgres")
    await trx.selectFrom("channel").select("id").where("id", "=", channelId).forNoKeyUpdate().execute();
}

/** Whether news were kept since a channel had `asked` of them; with the channel held, so that none is kept meanwhile. */
export async function isOvertaken(trx: Trx, channelId: string, asked: number): Promise<boolean> {
  const row = await trx.selectFrom("channel").select("news").where("id", "=", channelId).executeTakeFirst();
  return row?.news !== asked;
}

/** Marks that a channel is newer than every page of its past that is on its way. */
export const raiseNews = (trx: Trx, id: string): Promise<unknown> =>
  trx
    .updateTable("channel")
    .set((eb) => ({ news: eb("news", "+", 1) }))
    .where("id", "=", id)
    .execute();
