import type { Counts, IncomingFollowers, IncomingItem, IncomingPost } from "#bff/connectors/incoming.ts";
import { insertMany } from "#bff/platform/db/insert-many.ts";
import type { Engine, Trx } from "#bff/platform/db/open.ts";
import type { ChannelTable } from "#bff/platform/db/tables.ts";
import { newId } from "#bff/platform/ids.ts";
import { dayIn } from "#shared/time.ts";

/** Where readings come from: asked of the network, or a file somebody imported. */
export type Source = "network" | "file";

export type StoredPosts = {
  added: number;
  already: number;
  updated: number;
  ids: Map<string, string>;
  fresh: string[];
};

/** Stores posts and a dated reading of their counts; a reading equal to the one before it is not kept again. */
export async function storePosts(
  engine: Engine,
  trx: Trx,
  channel: ChannelTable,
  timeZone: string,
  posts: IncomingPost[],
  at: { now: string; source: Source },
): Promise<StoredPosts> {
  const newest = new Map(posts.map((post) => [post.externalId, post]));
  const known = await knownPosts(trx, channel.id, [...newest.keys()]);
  const result: StoredPosts = { added: 0, already: posts.length - newest.size, updated: 0, ids: new Map(), fresh: [] };
  const fresh: Record<string, unknown>[] = [];
  for (const [externalId, post] of newest) {
    const before = known.get(externalId);
    if (before) {
      result.ids.set(externalId, before.id);
      const changed = before.text !== post.text || before.deletedAt !== null;
      if (changed) await changePost(trx, before.id, post);
      result[changed ? "updated" : "already"]++;
    } else {
      const row = postRow(channel, timeZone, post, at.now);
      result.ids.set(externalId, row.id);
      fresh.push(row);
      result.fresh.push(externalId);
      result.added++;
    }
  }
  await insertMany(
    engine,
    trx,
    "post",
    ["id", "brandId", "channelId", "externalId", "text", "url", "lang", "paid", "publishedAt", "day", "createdAt"],
    fresh,
  );
  await storeReadings(engine, trx, [...newest.values()], result.ids, at);
  return result;
}

async function knownPosts(
  trx: Trx,
  channelId: string,
  externalIds: string[],
): Promise<Map<string, { id: string; text: string; deletedAt: string | null }>> {
  const known = new Map<string, { id: string; text: string; deletedAt: string | null }>();
  for (let at = 0; at < externalIds.length; at += 500)
    for (const row of await trx
      .selectFrom("post")
      .select(["id", "externalId", "text", "deletedAt"])
      .where("channelId", "=", channelId)
      .where("externalId", "in", externalIds.slice(at, at + 500))
      .execute())
      known.set(row.externalId, row);
  return known;
}

const changePost = (trx: Trx, id: string, post: IncomingPost): Promise<unknown> =>
  trx.updateTable("post").set({ text: post.text, deletedAt: null }).where("id", "=", id).execute();

const postRow = (channel: ChannelTable, timeZone: string, post: IncomingPost, now: string) => ({
  id: newId(),
  brandId: channel.brandId,
  channelId: channel.id,
  externalId: post.externalId,
  text: post.text,
  url: post.url,
  lang: post.lang,
  paid: post.paid,
  publishedAt: post.publishedAt,
  day: dayIn(timeZone, post.publishedAt),
  createdAt: now,
});

const countNames = ["likes", "comments", "shares", "quotes", "reach", "impressions", "views"] as const;

async function storeReadings(
  engine: Engine,
  trx: Trx,
  posts: IncomingPost[],
  ids: Map<string, string>,
  at: { now: string; source: Source },
): Promise<void> {
  const rows: Record<string, unknown>[] = [];
  for (const post of posts) {
    const postId = ids.get(post.externalId);
    if (!post.counts || !postId) continue;
    const last = await trx
      .selectFrom("post_reading")
      .select(countNames)
      .where("postId", "=", postId)
      .orderBy("at", "desc")
      .limit(1)
      .executeTakeFirst();
    if (last && sameCounts(last, post.counts)) continue;
    rows.push({ id: newId(), postId, at: at.now, ...post.counts, source: at.source });
  }
  await insertMany(engine, trx, "post_reading", ["id", "postId", "at", ...countNames, "source"], rows);
}

const sameCounts = (a: Counts, b: Counts): boolean => countNames.every((name) => a[name] === b[name]);

/** Keeps follower numbers as dated readings. Gives how many were new. */
export async function storeFollowers(
  engine: Engine,
  trx: Trx,
  channel: ChannelTable,
  timeZone: string,
  readings: IncomingFollowers[],
  source: Source,
): Promise<void> {
  await insertMany(
    engine,
    trx,
    "follower_reading",
    ["id", "channelId", "at", "day", "count", "source"],
    readings.map((reading) => ({
      id: newId(),
      channelId: channel.id,
      at: reading.at,
      day: dayIn(timeZone, reading.at),
      count: reading.count,
      source,
    })),
  );
}

/** Keeps what could not be read, raw, to be tried again after an update. */
export async function setAside(trx: Trx, channelId: string, items: IncomingItem[], now: string): Promise<void> {
  for (const item of items)
    if (item.type === "unreadable")
      await trx
        .insertInto("set_aside")
        .values({ id: newId(), channelId, externalId: item.externalId, raw: item.raw, error: item.error, at: now })
        .execute();
}
