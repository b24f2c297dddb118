import type { IncomingItem } from "#bff/connectors/incoming.ts";
import { isWhereAsked } from "#bff/features/channels/address-commands.ts";
import { tellStream } from "#bff/features/channels/stream-commands.ts";
import { storeItems } from "#bff/features/inbox/ingest-commands.ts";
import type { App } from "#bff/platform/context.ts";
import type { ChannelTable } from "#bff/platform/db/tables.ts";
import { inTransaction } from "#bff/platform/write.ts";
import { nextReading, type ReadingPace } from "#shared/reports/readings.ts";

export type DuePost = { id: string; externalId: string; publishedAt: string };

/** Posts of a channel whose counts are due, the youngest first: theirs change the most. */
export const duePosts = (app: App, channelId: string, most: number): Promise<DuePost[]> =>
  app.db.write
    .selectFrom("post")
    .select(["id", "externalId", "publishedAt"])
    .where("channelId", "=", channelId)
    .where("countsDueAt", "<=", app.clock.iso())
    .where("deletedAt", "is", null)
    .orderBy("publishedAt", "desc")
    .orderBy("id")
    .limit(most)
    .execute();

/** When the next post of a channel comes due (ISO); null: none will. */
export async function nextDue(app: App, channelId: string): Promise<string | null> {
  const row = await app.db.read
    .selectFrom("post")
    .select("countsDueAt")
    .where("channelId", "=", channelId)
    .where("countsDueAt", "is not", null)
    .where("deletedAt", "is", null)
    .orderBy("countsDueAt")
    .limit(1)
    .executeTakeFirst();
  return row?.countsDueAt ?? null;
}

/**
 * Keeps what the network said of posts that were asked for, and when each is asked for again, in one transaction: also
 * of those it said nothing about, so that no post is asked for twice in a step. False when the channel is at another
 * address since they were asked for; then nothing is kept and they stay due.
 */
export async function storeCounts(
  app: App,
  channel: ChannelTable,
  asked: DuePost[],
  pace: ReadingPace,
  told: { items: IncomingItem[] } | { refused: string },
): Promise<boolean> {
  const changed = await inTransaction(app, async (trx) => {
    if (!(await isWhereAsked(app, trx, channel))) return null;
    const at = app.clock.iso();
    const items = "items" in told ? told.items : [];
    const { added, updated } = await storeItems(app, trx, channel, items, { asked: channel.news ?? 0 });
    for (const post of asked)
      await trx
        .updateTable("post")
        .set({ countsDueAt: nextReading(post.publishedAt, at, pace) })
        .where("id", "=", post.id)
        .execute();
    const news = "items" in told ? { ok: true as const, items } : { ok: false as const, error: told.refused };
    await tellStream(trx, channel.id, "counts", { ...news, at, nextAt: null });
    return added + updated > 0;
  });
  if (changed === null) return false;
  app.live.hint({ workspaceId: channel.workspaceId, slice: "reports" });
  if (changed) app.live.hint({ workspaceId: channel.workspaceId, slice: "inbox" });
  return true;
}

/** Older posts have to wait; why, and until when, stands on the screen. */
export const tellCountsWait = (app: App, channelId: string, error: string, nextAt: string): Promise<void> =>
  inTransaction(app, (trx) => tellStream(trx, channelId, "counts", { ok: false, at: app.clock.iso(), error, nextAt }));
