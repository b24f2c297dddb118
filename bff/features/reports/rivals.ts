import { followersOf } from "#bff/features/reports/followers-of.ts";
import { carried, postLines, type Shown, shownOf } from "#bff/features/reports/line-queries.ts";
import { brandOf } from "#bff/features/reports/queries.ts";
import { rivalNetworks, rivalReadings, rivalsOf } from "#bff/features/reports/rivals-queries.ts";
import { isWhole, rivalSum } from "#bff/features/reports/voice.ts";
import type { Ctx } from "#bff/platform/context.ts";
import type { Network } from "#shared/channel.ts";
import { type BenchmarkDenominator, benchmarksFor } from "#shared/reports/benchmarks.ts";
import { rateParts } from "#shared/reports/closed-list.ts";
import { quantile } from "#shared/reports/formulas.ts";
import { publicRate, type RivalSum, ranksOf } from "#shared/reports/rivals.ts";
import type { RivalLine, Rivals } from "#shared/reports/rivals-schema.ts";
import type { PostLine, ScreenFilter } from "#shared/reports/screens.ts";
import { daysBetween } from "#shared/time.ts";

/**
 * The brand among its competitors, all by public counts of the same networks and days, and published rates. Of one
 * campaign only the brand's own line can be told: its rate a post compares, its sums and the share of voice do not.
 */
export async function getRivals(ctx: Ctx, filter: ScreenFilter): Promise<Rivals> {
  const shown = await shownOf(ctx, filter);
  const known = await rivalsOf(ctx, shown.brand.id, filter);
  const networks = await rivalNetworks(ctx, shown.brand.id);
  const compared = filter.network ? [filter.network] : networks;
  const posts = await postLines(ctx, shown, filter, { campaign: filter.campaign });
  const days = daysBetween(filter.from, filter.to).length;
  const own = await ownSum(ctx, shown, posts, compared, filter);
  const lines = [lineOf({ id: null, name: shown.brand.name }, own, compared, days)];
  for (const rival of known) lines.push(lineOf(rival, rivalSum(rival, compared, filter), compared, days));
  return {
    ...carried(ctx, shown, filter),
    days,
    networks,
    network: filter.network ?? null,
    lines: ranked(lines, filter.campaign !== undefined),
    voice: filter.campaign ? ofNobody(own) : voiceOf(lines),
    ...(filter.campaign && { campaign: filter.campaign }),
    published: publishedBeside(posts, shown),
  };
}

type Sum = RivalSum & { leftOut: number };

// The brand's own counts the way a stranger would read them: every post of the period on these networks, to date.
async function ownSum(
  ctx: Ctx,
  shown: Shown,
  posts: readonly PostLine[],
  compared: Network[],
  period: { from: string; to: string },
): Promise<Sum> {
  const channels = shown.channels.filter((channel) => compared.includes(channel.network));
  const followers = await followersOf(ctx, shown.brand, channels, period.from, period.to);
  const own = posts.filter((post) => compared.includes(post.network));
  const days = daysBetween(period.from, period.to).length;
  return {
    followers: [...followers].at(-1)?.[1] ?? null,
    posts: own.length,
    interactions: own.reduce((sum, post) => sum + (post.interactions ?? 0), 0),
    networks: [...new Set(channels.map((channel) => channel.network))].sort().map((network) => ({ network, days })),
    leftOut: own.filter((post) => post.interactions === null).length,
  };
}

function lineOf(who: { id: string | null; name: string }, sum: Sum, compared: Network[], days: number): RivalLine {
  const empty = sum.networks.length === 0;
  return {
    id: who.id,
    name: who.name,
    followers: sum.followers,
    posts: empty ? null : sum.posts,
    interactions: empty ? null : sum.interactions,
    rate: publicRate(sum),
    ranks: { rate: null, interactions: null, followers: null },
    networks: sum.networks,
    leftOut: sum.leftOut,
    whole: isWhole(sum, compared, days),
  };
}

function ranked(lines: RivalLine[], rateAlone: boolean): RivalLine[] {
  const ranks = {
    rate: ranksOf(lines.map((line) => line.rate)),
    interactions: ranksOf(lines.map((line) => (rateAlone && line.id === null ? null : line.interactions))),
    followers: ranksOf(lines.map((line) => line.followers)),
  };
  return lines.map((line, at) => ({
    ...line,
    ranks: {
      rate: ranks.rate[at] ?? null,
      interactions: ranks.interactions[at] ?? null,
      followers: ranks.followers[at] ?? null,
    },
  }));
}

const ofNobody = (own: Sum): Rivals["voice"] => ({
  value: null,
  numerator: own.interactions,
  denominator: null,
  unknown: [],
});

/** A competitor unknown on some day makes the share n/a: the others' parts would only look larger than they are. */
function voiceOf(lines: readonly RivalLine[]): Rivals["voice"] {
  const unknown = lines.filter((line) => line.id !== null && !line.whole).map((line) => line.name);
  const own = lines.find((line) => line.id === null)?.interactions ?? null;
  const denominator = lines.reduce((sum, line) => sum + (line.interactions ?? 0), 0);
  const none = own === null || lines.length < 2 || unknown.length > 0 || denominator === 0;
  if (none) return { value: null, numerator: own, denominator: null, unknown };
  return { value: own / denominator, numerator: own, denominator, unknown };
}

const denominators: Partial<Record<(typeof rateParts)[keyof typeof rateParts]["bottom"], BenchmarkDenominator>> = {
  "followers-then": "followers",
  reach: "reach",
  impressions: "impressions",
  views: "views",
};

/** The brand's own median rate of each network; a published rate stands beside it only with the same denominator and unit. */
function publishedBeside(posts: readonly PostLine[], shown: Shown): Rivals["published"] {
  const { bottom, top, unit } = rateParts[shown.formula];
  const denominator = top === "interactions" && unit === "share" ? denominators[bottom] : undefined;
  const networks = [...new Set(posts.map((post) => post.network))].sort();
  return networks.map((network) => {
    const rates = posts
      .filter((post) => post.network === network && post.settled && post.rate !== null)
      .map((post) => post.rate ?? 0)
      .sort((a, b) => a - b);
    const benchmarks = denominator ? benchmarksFor(network, denominator) : [];
    return { network, value: quantile(rates, 0.5), counted: rates.length, benchmarks };
  });
}

/** The readings behind one competitor's numbers, or behind nobody's when it belongs to another brand. */
export async function getRivalReadings(ctx: Ctx, input: ScreenFilter & { rivalId: string }) {
  const brand = await brandOf(ctx, input.brand);
  const items = await rivalReadings(ctx, brand.id, input.rivalId, input);
  return { items: items.filter((row) => !input.network || row.network === input.network), asOf: ctx.clock.iso() };
}
