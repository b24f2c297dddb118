import type { Counts, IncomingFollowers, IncomingPost } from "#bff/connectors/incoming.ts";
import { insertMany } from "#bff/platform/db/insert-many.ts";
import type { Engine, Trx } from "#bff/platform/db/open.ts";
import type { ChannelTable } from "#bff/platform/db/tables.ts";
import { newId } from "#bff/platform/ids.ts";
import { interactionsOf } from "#shared/reports/formulas.ts";
import { nextReading, type ReadingPace, readingDue } from "#shared/reports/readings.ts";
import { dayIn } from "#shared/time.ts";

/** Where readings come from: asked of the network, or a file somebody imported. */
export type Source = "network" | "file";

/** When, from where, and how often a network's posts are read again; `overtaken`: newer words of them may be here. */
type StoredAt = { now: string; source: Source; pace: ReadingPace; overtaken: boolean };

export type StoredPosts = {
  added: number;
  already: number;
  updated: number;
  ids: Map<string, string>;
  fresh: string[];
  /** days whose posts, counts or followers at posting changed */
  days: Set<string>;
  /** posts that now have fewer interactions than their reading before said */
  lower: string[];
};

/**
 * Stores posts and a dated reading of their counts; a reading equal to the one before it is not kept again. Posts of a
 * network are read again by their age; only a file's ids may be nobody's, so those are never asked for.
 */
export async function storePosts(
  engine: Engine,
  trx: Trx,
  channel: ChannelTable,
  timeZone: string,
  posts: IncomingPost[],
  at: StoredAt,
): Promise<StoredPosts> {
  const newest = new Map(posts.map((post) => [post.externalId, post]));
  const dayOf = new Map<string, string>();
  const known = await knownPosts(trx, channel.id, [...newest.keys()]);
  const result: StoredPosts = {
    added: 0,
    already: posts.length - newest.size,
    updated: 0,
    ids: new Map(),
    fresh: [],
    days: new Set(),
    lower: [],
  };
  const fresh: Record<string, unknown>[] = [];
  for (const [externalId, post] of newest) {
    const before = known.get(externalId);
    if (before) {
      result.ids.set(externalId, before.id);
      dayOf.set(before.id, before.day);
      const changed = !at.overtaken && (before.text !== post.text || before.deletedAt !== null);
      if (changed) await changePost(trx, before.id, post);
      if (before.countsDueAt === null) await beginCounting(trx, before.id, dueOf(post, at));
      if (changed) result.days.add(before.day);
      result[changed ? "updated" : "already"]++;
    } else {
      const row = postRow(channel, timeZone, post, at);
      result.ids.set(externalId, row.id);
      fresh.push(row);
      result.days.add(row.day);
      result.fresh.push(externalId);
      result.added++;
    }
  }
  await insertMany(
    engine,
    trx,
    "post",
    [
      "id",
      "brandId",
      "channelId",
      "externalId",
      "text",
      "url",
      "lang",
      "paid",
      "publishedAt",
      "day",
      "ad",
      "createdAt",
      "countsDueAt",
    ],
    fresh,
  );
  const readings = await storeReadings(engine, trx, [...newest.values()], result.ids, at);
  for (const postId of readings.changed) result.days.add(dayOf.get(postId) ?? "");
  result.days.delete("");
  result.lower = readings.lower;
  return result;
}

type KnownPost = { id: string; text: string; deletedAt: string | null; day: string; countsDueAt: string | null };

async function knownPosts(trx: Trx, channelId: string, externalIds: string[]): Promise<Map<string, KnownPost>> {
  const known = new Map<string, KnownPost>();
  for (let at = 0; at < externalIds.length; at += 500)
    for (const row of await trx
      .selectFrom("post")
      .select(["id", "externalId", "text", "deletedAt", "day", "countsDueAt"])
      .where("channelId", "=", channelId)
      .where("externalId", "in", externalIds.slice(at, at + 500))
      .execute())
      known.set(row.externalId, row);
  return known;
}

const changePost = (trx: Trx, id: string, post: IncomingPost): Promise<unknown> =>
  trx.updateTable("post").set({ text: post.text, deletedAt: null }).where("id", "=", id).execute();

/** A post told without its counts is asked for at once. */
const dueOf = (post: IncomingPost, { now, source, pace }: StoredAt): string | null =>
  source === "file" ? null : post.counts ? nextReading(post.publishedAt, now, pace) : now;

const beginCounting = async (trx: Trx, id: string, countsDueAt: string | null): Promise<void> => {
  if (countsDueAt !== null) await trx.updateTable("post").set({ countsDueAt }).where("id", "=", id).execute();
};

const postRow = (channel: ChannelTable, timeZone: string, post: IncomingPost, at: StoredAt) => ({
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
  ad: post.ad ? JSON.stringify(post.ad) : null,
  createdAt: at.now,
  countsDueAt: dueOf(post, at),
});

const countNames = ["likes", "comments", "shares", "quotes", "reach", "impressions", "views"] as const;
type CountName = (typeof countNames)[number];

type Kept = Counts & { id: string; at: string; mix: string | null; paidCounts: string | null };

const lastReading = (trx: Trx, postId: string): Promise<Kept | undefined> =>
  trx
    .selectFrom("post_reading")
    .select(["id", "at", "mix", "paidCounts", ...countNames])
    .where("postId", "=", postId)
    .orderBy("at", "desc")
    .limit(1)
    .executeTakeFirst();

/**
 * Keeps the counts of posts as dated readings, one a step of the schedule; gives the posts whose newest one changed, and
 * those whose interactions fell. What a file lowers stays beside it: the file may be older than what was known.
 */
async function storeReadings(
  engine: Engine,
  trx: Trx,
  posts: IncomingPost[],
  ids: Map<string, string>,
  at: { now: string; source: Source },
): Promise<{ changed: string[]; lower: string[] }> {
  const rows: Record<string, unknown>[] = [];
  const changed: string[] = [];
  const lower: string[] = [];
  for (const post of posts) {
    const postId = ids.get(post.externalId);
    if (!post.counts || !postId) continue;
    const last = await lastReading(trx, postId);
    const values = valuesOf(post.counts, last);
    if (last && sameCounts(last, values) && last.paidCounts === values.paidCounts) continue;
    changed.push(postId);
    const fell = last !== undefined && (interactionsOf(values) ?? 0) < (interactionsOf(last) ?? 0);
    if (fell) lower.push(postId);
    const apart = fell && at.source === "file" && last.at < at.now;
    // Within one step of the schedule the newest counts stand for it, so the trail stays short and its end exact.
    if (last && !apart && (post.counts.part === "paid" || !readingDue(post.publishedAt, last.at, at.now)))
      await trx
        .updateTable("post_reading")
        .set({ ...values, at: at.now, source: at.source })
        .where("id", "=", last.id)
        .execute();
    else rows.push({ id: newId(), postId, at: at.now, ...values, source: at.source, call: post.counts.call ?? null });
  }
  const columns = ["id", "postId", "at", ...countNames, "source", "mix", "paidCounts", "call"] as const;
  await insertMany(engine, trx, "post_reading", [...columns], rows);
  return { changed, lower };
}

// Counts of advertising alone stand beside the others and are never added to them.
function valuesOf(counts: Counts, last: Kept | undefined) {
  const given = Object.fromEntries(countNames.map((name) => [name, counts[name]])) as Pick<Counts, CountName>;
  if (counts.part !== "paid") return { ...given, mix: counts.part ?? null, paidCounts: last?.paidCounts ?? null };
  const none = Object.fromEntries(countNames.map((name) => [name, last?.[name] ?? null])) as Pick<Counts, CountName>;
  return { ...none, mix: last?.mix ?? null, paidCounts: JSON.stringify(given) };
}

const sameCounts = (a: Pick<Counts, CountName>, b: Pick<Counts, CountName>): boolean =>
  countNames.every((name) => a[name] === b[name]);

/** Keeps follower numbers as dated readings. Gives the days on which a number, or that of a post, may have changed. */
export async function storeFollowers(
  engine: Engine,
  trx: Trx,
  channel: ChannelTable,
  timeZone: string,
  readings: IncomingFollowers[],
  source: Source,
): Promise<string[]> {
  if (readings.length === 0) return [];
  await insertMany(
    engine,
    trx,
    "follower_reading",
    ["id", "channelId", "at", "day", "count", "source", "call"],
    readings.map((reading) => ({
      id: newId(),
      channelId: channel.id,
      at: reading.at,
      day: dayIn(timeZone, reading.at),
      count: reading.count,
      source,
      call: reading.call ?? null,
    })),
  );
  const days = readings.map((reading) => dayIn(timeZone, reading.at));
  return [...days, ...(await daysJudgedBy(trx, channel.id, readings))];
}

// A post takes its followers from the readings around it, so a new one reaches from its neighbour to its neighbour.
async function daysJudgedBy(trx: Trx, channelId: string, readings: IncomingFollowers[]): Promise<string[]> {
  const times = readings.map((reading) => reading.at).sort();
  const [first = "", last = ""] = [times[0], times.at(-1)];
  const neighbour = (side: "<" | ">", at: string) =>
    trx
      .selectFrom("follower_reading")
      .select("at")
      .where("channelId", "=", channelId)
      .where("at", side, at)
      .orderBy("at", side === "<" ? "desc" : "asc")
      .limit(1)
      .executeTakeFirst();
  const [before, after] = [await neighbour("<", first), await neighbour(">", last)];
  let posts = trx.selectFrom("post").select("day").distinct().where("channelId", "=", channelId);
  if (before) posts = posts.where("publishedAt", ">=", before.at);
  if (after) posts = posts.where("publishedAt", "<", after.at);
  return (await posts.execute()).map((post) => post.day);
}
