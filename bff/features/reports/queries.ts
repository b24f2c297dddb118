import { assertBrand, type Ctx } from "#bff/platform/context.ts";
import type { Network } from "#shared/channel.ts";
import { DomainError } from "#shared/errors.ts";
import { type FollowerReading, followersAtPosting } from "#shared/reports/followers.ts";
import { interactionsOf, postRate, settledAfterHours } from "#shared/reports/formulas.ts";
import type { PostFigures, ReportFilter } from "#shared/reports/schema.ts";

export type ReportBrand = { id: string; slug: string; name: string; timeZone: string };
/** `isRead`: Konak goes on reading it; an import is not, nor is a disconnected one. */
export type ReportChannel = { id: string; network: Network; name: string; removedAt: string | null; isRead: boolean };
export type Period = Pick<ReportFilter, "from" | "to">;

export async function brandOf(ctx: Ctx, slug: string): Promise<ReportBrand> {
  const brand = await ctx.db.read
    .selectFrom("brand")
    .select(["id", "slug", "name", "timeZone"])
    .where("workspaceId", "=", ctx.actor.workspaceId)
    .where("slug", "=", slug)
    .executeTakeFirst();
  if (!brand) throw new DomainError("not_found", "There is no such brand.", {});
  assertBrand(ctx.actor, brand.id);
  return brand;
}

export async function channelsOf(ctx: Ctx, brandId: string): Promise<ReportChannel[]> {
  const rows = await ctx.db.read
    .selectFrom("channel")
    .select(["id", "network", "name", "removedAt", "settings"])
    .where("brandId", "=", brandId)
    .orderBy("createdAt")
    .execute();
  return rows.map(({ settings, ...row }) => {
    const network = row.network as Network;
    return { ...row, network, isRead: !row.removedAt && ctx.connectorFor(network, JSON.parse(settings)) !== null };
  });
}

/** Every follower reading of the channels, oldest first, by channel. */
export async function followerReadings(
  ctx: Ctx,
  channelIds: string[],
): Promise<Map<string, (FollowerReading & { day: string })[]>> {
  const rows = await ctx.db.read
    .selectFrom("follower_reading")
    .select(["channelId", "at", "day", "count"])
    .where("channelId", "in", [...channelIds, ""])
    .orderBy("at")
    .execute();
  const byChannel = new Map<string, (FollowerReading & { day: string })[]>();
  for (const { channelId, ...reading } of rows) {
    const readings = byChannel.get(channelId);
    if (readings) readings.push(reading);
    else byChannel.set(channelId, [reading]);
  }
  return byChannel;
}

/** The posts of a period with their newest reading and their rates. */
export async function postsOf(
  ctx: Ctx,
  brandId: string,
  period: Period,
  followers: Map<string, FollowerReading[]>,
): Promise<PostFigures[]> {
  const rows = await ctx.db.read
    .selectFrom("post")
    .innerJoin("channel", "channel.id", "post.channelId")
    .leftJoin("post_reading as reading", (join) =>
      join.onRef("reading.postId", "=", "post.id").on("reading.at", "=", (eb) =>
        eb
          .selectFrom("post_reading as newest")
          .select((one) => one.fn.max("newest.at").as("at"))
          .whereRef("newest.postId", "=", "post.id"),
      ),
    )
    .select([
      "post.id",
      "post.channelId",
      "channel.network",
      "post.text",
      "post.url",
      "post.publishedAt",
      "post.day",
      "post.paid",
      "post.deletedAt",
      "reading.at as readAt",
      "reading.source",
      "reading.likes",
      "reading.comments",
      "reading.shares",
      "reading.quotes",
      "reading.reach",
    ])
    .where("post.brandId", "=", brandId)
    .where("post.day", ">=", period.from)
    .where("post.day", "<=", period.to)
    .orderBy("post.publishedAt", "desc")
    .execute();
  const settledBefore = new Date(ctx.clock.now().getTime() - settledAfterHours * 3600_000).toISOString();
  return rows.map((row) => toPostFigures(row, followers.get(row.channelId) ?? [], row.publishedAt <= settledBefore));
}

type PostRow = {
  id: string;
  channelId: string;
  network: string;
  text: string;
  url: string | null;
  publishedAt: string;
  day: string;
  paid: string;
  deletedAt: string | null;
  readAt: string | null;
  source: string | null;
  likes: number | null;
  comments: number | null;
  shares: number | null;
  quotes: number | null;
  reach: number | null;
};

function toPostFigures(row: PostRow, readings: FollowerReading[], settled: boolean): PostFigures {
  const { likes, comments, shares, quotes, reach, text, deletedAt, network, paid, ...rest } = row;
  const parts = { likes, comments, shares, quotes };
  const interactions = interactionsOf(parts);
  const followers = followersAtPosting(readings, row.publishedAt);
  return {
    ...rest,
    network: network as Network,
    paid: paid as PostFigures["paid"],
    title: (text.split("\n")[0] ?? "").slice(0, 120),
    deleted: deletedAt !== null,
    settled,
    parts,
    interactions,
    followers,
    ...postRate(interactions, followers),
    reach,
    rateByReach: interactions !== null && reach ? interactions / reach : null,
  };
}

/** Threads the community began in the period: how many, how many we answered, and after how many seconds. */
export async function answersOf(
  ctx: Ctx,
  brandId: string,
  period: Period,
): Promise<{ begun: number; seconds: number[] }> {
  const threads = ctx.db.read
    .selectFrom("thread")
    .where("brandId", "=", brandId)
    .where("day", ">=", period.from)
    .where("day", "<=", period.to)
    .where("deletedAt", "is", null);
  const { count } = await threads.select((eb) => eb.fn.countAll<number>().as("count")).executeTakeFirstOrThrow();
  const answered = await threads
    .select(["firstMessageAt", "firstAnswerAt"])
    .where("firstAnswerAt", "is not", null)
    .execute();
  return { begun: count, seconds: answered.map((row) => secondsBetween(row.firstMessageAt, row.firstAnswerAt ?? "")) };
}

export const secondsBetween = (from: string, to: string): number =>
  Math.max(0, Math.round((Date.parse(to) - Date.parse(from)) / 1000));

/** Messages from outside by day. */
export async function receivedByDay(ctx: Ctx, channelIds: string[], period: Period): Promise<Map<string, number>> {
  const rows = await ctx.db.read
    .selectFrom("message")
    .select(["day", (eb) => eb.fn.countAll<number>().as("count")])
    .where("channelId", "in", [...channelIds, ""])
    .where("author", "!=", "brand")
    .where("day", ">=", period.from)
    .where("day", "<=", period.to)
    .groupBy("day")
    .execute();
  return new Map(rows.map((row) => [row.day, row.count]));
}
