import { campaignId, postsUnder } from "#bff/features/reports/campaign-part-queries.ts";
import type { Period, ReportBrand, ReportChannel } from "#bff/features/reports/queries.ts";
import { channelsOf } from "#bff/features/reports/queries.ts";
import { type DayParts, dayParts, type RollBrand } from "#bff/features/reports/raw-queries.ts";
import type { Ctx } from "#bff/platform/context.ts";
import type { PostFigureTable } from "#bff/platform/db/tables-reports.ts";
import type { RateFormula } from "#shared/reports/closed-list.ts";
import { interactionsOf, settledAfterHours } from "#shared/reports/formulas.ts";
import { rateOf } from "#shared/reports/rates.ts";
import type { FollowersThen, PostFigures } from "#shared/reports/schema.ts";

/**
 * The roll-up of brands over a period. Days whose rows changed since it was written are computed from the rows. The
 * marks are read first: a day rolled up meanwhile is then merely computed once more. With `only` the rest is left out.
 */
export async function rolledOf(
  ctx: Ctx,
  brands: readonly RollBrand[],
  period: Period,
  only?: "followers",
): Promise<Map<string, DayParts>> {
  const ids = [...brands.map((brand) => brand.id), ""];
  const marks = await ctx.db.read
    .selectFrom("day_mark")
    .select(["brandId", "day"])
    .distinct()
    .where("brandId", "in", ids)
    .where("day", ">=", period.from)
    .where("day", "<=", period.to)
    .execute();
  const marked = new Set(marks.map((mark) => `${mark.brandId} ${mark.day}`));
  const fresh = <T extends { brandId: string; day: string }>(rows: T[]): T[] =>
    marked.size === 0 ? rows : rows.filter((row) => !marked.has(`${row.brandId} ${row.day}`));
  const rows = (table: "channel_day" | "post_figure") =>
    ctx.db.read
      .selectFrom(table as "channel_day")
      .where("brandId", "in", ids)
      .where("day", ">=", period.from)
      .where("day", "<=", period.to);
  const light = ["brandId", "channelId", "day", "followers"] as const;
  const channelRows = only ? rows("channel_day").select(light) : rows("channel_day").selectAll();
  const days = Map.groupBy(fresh((await channelRows.execute()) as DayParts["channelDays"]), (row) => row.brandId);
  const postRows = only ? [] : ((await rows("post_figure").selectAll().execute()) as unknown[] as PostFigureTable[]);
  const posts = Map.groupBy(fresh(postRows), (row) => row.brandId);
  const parts = new Map<string, DayParts>();
  for (const brand of brands) {
    const ofBrand = { channelDays: days.get(brand.id) ?? [], postFigures: posts.get(brand.id) ?? [] };
    const behind = marks.flatMap((mark) => (mark.brandId === brand.id ? mark.day : []));
    const raw = behind.length > 0 ? await dayParts(ctx.db.read, brand, behind) : null;
    ofBrand.channelDays.push(...(raw?.channelDays ?? []));
    ofBrand.postFigures.push(...(raw?.postFigures ?? []));
    parts.set(brand.id, ofBrand);
  }
  return parts;
}

type Words = { title: string; url: string | null };
const noWords: Words = { title: "", url: null };

/** First line and address of the posts of a period. */
export async function postWords(ctx: Ctx, brandId: string, period: Period): Promise<Map<string, Words>> {
  const rows = await ctx.db.read
    .selectFrom("post")
    .select(["id", "url", (eb) => eb.fn<string>("substr", ["text", eb.val(1), eb.val(400)]).as("text")])
    .where("brandId", "=", brandId)
    .where("day", ">=", period.from)
    .where("day", "<=", period.to)
    .execute();
  return new Map(rows.map(({ id, url, text }) => [id, { title: (text.split("\n")[0] ?? "").slice(0, 120), url }]));
}

type Telling = {
  channels: readonly ReportChannel[];
  words: ReadonlyMap<string, Words>;
  formula: RateFormula;
  now: Date;
};

/** Rolled-up posts as the report shows them, newest first. */
export function toPostFigures(rows: readonly PostFigureTable[], telling: Telling): PostFigures[] {
  const networks = new Map(telling.channels.map((channel) => [channel.id, channel.network]));
  const settledBefore = new Date(telling.now.getTime() - settledAfterHours * 3600_000).toISOString();
  const posts = rows.map((row) => toPost(row, telling, networks.get(row.channelId) ?? "file", settledBefore));
  return posts.sort((a, b) => (a.publishedAt < b.publishedAt ? 1 : a.publishedAt > b.publishedAt ? -1 : 0));
}

function toPost(
  row: PostFigureTable,
  { words, formula }: Telling,
  network: PostFigures["network"],
  settledBefore: string,
): PostFigures {
  const { postId, likes, comments, shares, quotes, reach, impressions, views } = row;
  const parts = { likes, comments, shares, quotes };
  const how = row.followersHow as FollowersThen["how"] | null;
  const followers =
    row.followers === null || how === null ? null : { count: row.followers, readAt: row.followersReadAt ?? "", how };
  const counted = { parts, followers, reach, impressions, views };
  const byReach = rateOf(counted, "reach");
  const { rate, missing } = rateOf(counted, formula);
  return {
    id: postId,
    channelId: row.channelId,
    network,
    ...(words.get(postId) ?? noWords),
    publishedAt: row.publishedAt,
    day: row.day,
    paid: row.paid as PostFigures["paid"],
    deleted: row.deleted === 1,
    settled: row.publishedAt <= settledBefore,
    readAt: row.readAt,
    source: row.source,
    ...counted,
    paidInteractions: row.paidInteractions,
    interactions: interactionsOf(parts),
    rate,
    missing,
    rateByReach: byReach.rate,
  };
}

/** The posts of a period, of one campaign where it names one, newest first, each with its rate by the formula. */
export async function postsOf(
  ctx: Ctx,
  brand: ReportBrand,
  period: Period & { campaign?: string | undefined },
  formula: RateFormula,
): Promise<PostFigures[]> {
  const parts = (await rolledOf(ctx, [brand], period)).get(brand.id);
  const channels = await channelsOf(ctx, brand.id);
  const words = await postWords(ctx, brand.id, period);
  const rows = parts?.postFigures ?? [];
  const telling = { channels, words, formula, now: ctx.clock.now() };
  if (!period.campaign) return toPostFigures(rows, telling);
  const under = await postsUnder(ctx, await campaignId(ctx, brand, period.campaign)).execute();
  const ids = new Set(under.map((row) => row.postId));
  return toPostFigures(
    rows.filter((row) => ids.has(row.postId)),
    telling,
  );
}
