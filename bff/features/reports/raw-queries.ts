import { sql } from "kysely";
import { withGivenApart } from "#bff/features/reports/given-apart-queries.ts";
import type { Reader, Trx } from "#bff/platform/db/open.ts";
import type { ChannelDayTable, PostFigureTable } from "#bff/platform/db/tables-reports.ts";
import { type FollowerReading, followersAtPosting } from "#shared/reports/followers.ts";
import { interactionsOf } from "#shared/reports/formulas.ts";
import { type ServiceHours, serviceClock } from "#shared/team/service-clock.ts";

/** What of a brand decides how its rows become a roll-up. */
export type RollBrand = { id: string; timeZone: string; serviceHours: ServiceHours | null };
export type DayParts = { channelDays: ChannelDayTable[]; postFigures: PostFigureTable[] };

const most = 200;

/** Days of a brand computed from the rows themselves; the roll-up is exactly this, written down. */
export async function dayParts(db: Reader | Trx, brand: RollBrand, days: readonly string[]): Promise<DayParts> {
  const reader = db as Reader;
  const parts: DayParts = { channelDays: [], postFigures: [] };
  const channels = await reader.selectFrom("channel").select("id").where("brandId", "=", brand.id).execute();
  const ids = channels.map((channel) => channel.id);
  for (let at = 0; at < days.length; at += most) {
    const some = days.slice(at, at + most);
    parts.channelDays.push(...(await channelDays(reader, brand, ids, some)));
    parts.postFigures.push(...(await postFigures(reader, brand, some)));
  }
  return parts;
}

async function channelDays(db: Reader, brand: RollBrand, ids: string[], days: string[]): Promise<ChannelDayTable[]> {
  const found = new Map<string, Omit<ChannelDayTable, "seconds"> & { seconds: number[] }>();
  const rowOf = (channelId: string, day: string) => {
    const key = `${channelId} ${day}`;
    const row = found.get(key) ?? {
      ...{ brandId: brand.id, day, channelId, followers: null, received: 0, begun: 0, answered: 0, untimed: 0 },
      seconds: [],
    };
    found.set(key, row);
    return row;
  };
  for (const reading of await lastReadings(db, ids, days))
    rowOf(reading.channelId, reading.day).followers = reading.count;
  for (const { channelId, day, count } of await receivedOn(db, ids, days)) rowOf(channelId, day).received = count;
  const secondsBetween = serviceClock(brand.serviceHours, brand.timeZone);
  for (const thread of await threadsOn(db, brand.id, days)) {
    const row = rowOf(thread.channelId, thread.day);
    row.begun++;
    if (!thread.firstAnswerAt) continue;
    row.answered++;
    if (thread.firstAnswerAt <= thread.firstMessageAt) row.untimed++;
    else row.seconds.push(secondsBetween(thread.firstMessageAt, thread.firstAnswerAt));
  }
  return [...found.values()].map((row) => ({ ...row, seconds: JSON.stringify(row.seconds.sort((a, b) => a - b)) }));
}

// Oldest first, so the last one of a day is what stays.
const lastReadings = (db: Reader, ids: string[], days: string[]) =>
  db
    .selectFrom("follower_reading")
    .select(["channelId", "day", "count"])
    .where("channelId", "in", [...ids, ""])
    .where("day", "in", days)
    .orderBy("at")
    .execute();

const receivedOn = (db: Reader, ids: string[], days: string[]) =>
  db
    .selectFrom("message")
    .select(["channelId", "day", (eb) => eb.fn.countAll<number>().as("count")])
    .where("channelId", "in", [...ids, ""])
    .where("day", "in", days)
    .where("author", "!=", "brand")
    .groupBy(["channelId", "day"])
    .execute();

/**
 * A thread of which nothing but our own words is left was begun by nobody. One that was answered or waits has words of
 * theirs; only for the others the messages are asked, because a reply on its way ends the waiting before it is there.
 */
export const begunOutside = sql<boolean>`("thread"."firstAnswerAt" is not null or "thread"."waitingSince" is not null
  or exists (select 1 from "message" as "theirs" where "theirs"."threadId" = "thread"."id"
    and "theirs"."author" <> 'brand' and "theirs"."deletedAt" is null))`;

const threadsOn = (db: Reader, brandId: string, days: string[]) =>
  db
    .selectFrom("thread")
    .select(["channelId", "day", "firstMessageAt", "firstAnswerAt"])
    .where("brandId", "=", brandId)
    .where("day", "in", days)
    .where("deletedAt", "is", null)
    .where(begunOutside)
    .execute();

async function postFigures(db: Reader, brand: RollBrand, days: string[]): Promise<PostFigureTable[]> {
  const rows = await withGivenApart(db, brand.id, days, await newestReadings(db, brand.id, days));
  const followers = await readingsAround(db, rows);
  return rows.map(({ deletedAt, paidCounts, mix: _, ...row }) => {
    const then = followersAtPosting(followers.get(row.channelId) ?? [], row.publishedAt);
    return {
      ...row,
      brandId: brand.id,
      deleted: deletedAt === null ? 0 : 1,
      paidInteractions: paidCounts ? interactionsOf(JSON.parse(paidCounts)) : null,
      followers: then?.count ?? null,
      followersHow: then?.how ?? null,
      followersReadAt: then?.readAt ?? null,
    };
  });
}

const newestReadings = (db: Reader, brandId: string, days: string[]) =>
  db
    .selectFrom("post")
    .leftJoin("post_reading as reading", (join) =>
      join.onRef("reading.postId", "=", "post.id").on("reading.at", "=", (eb) =>
        eb
          .selectFrom("post_reading as newest")
          .select((one) => one.fn.max("newest.at").as("at"))
          .whereRef("newest.postId", "=", "post.id"),
      ),
    )
    .select(["post.id as postId", "post.channelId", "post.day", "post.publishedAt", "post.paid", "post.deletedAt"])
    .select(["reading.at as readAt", "reading.source", "reading.likes", "reading.comments", "reading.shares"])
    .select(["reading.quotes", "reading.reach", "reading.impressions", "reading.views"])
    .select(["reading.paidCounts", "reading.mix"])
    .where("post.brandId", "=", brandId)
    .where("post.day", "in", days)
    .execute();

type Placed = { channelId: string; publishedAt: string };

// Only the readings that can matter for these posts: from the last one before the first post to the next after the last.
async function readingsAround(db: Reader, posts: readonly Placed[]): Promise<Map<string, FollowerReading[]>> {
  const found = new Map<string, FollowerReading[]>();
  for (const [channelId, ofChannel] of Map.groupBy(posts, (post) => post.channelId)) {
    const times = ofChannel.map((post) => post.publishedAt).sort();
    const [first = "", last = ""] = [times[0], times.at(-1)];
    const readings = () => db.selectFrom("follower_reading").select(["at", "count"]).where("channelId", "=", channelId);
    const before = await readings().where("at", "<=", first).orderBy("at", "desc").limit(1).execute();
    const between = await readings().where("at", ">", first).where("at", "<=", last).orderBy("at").execute();
    const after = await readings().where("at", ">", last).orderBy("at").limit(1).execute();
    found.set(channelId, [...before, ...between, ...after]);
  }
  return found;
}
