import { followersOf } from "#bff/features/reports/followers-of.ts";
import { carried, postLines, shownOf } from "#bff/features/reports/line-queries.ts";
import type { Ctx } from "#bff/platform/context.ts";
import { periodBefore } from "#shared/reports/days.ts";
import { growthByDay, growthOf } from "#shared/reports/growth.ts";
import { campaignParts, type MixedPost, mixOf, shiftOf } from "#shared/reports/mix.ts";
import type { Mix, PostLine, ScreenFilter } from "#shared/reports/screens.ts";

const mostPosts = 400;

/** How the brand grew from its first follower on, what it posted, and how the mix moved the rate. */
export async function getMix(ctx: Ctx, filter: ScreenFilter): Promise<Mix> {
  const shown = await shownOf(ctx, filter);
  const before = periodBefore(filter);
  const { campaign, network } = filter;
  const all = await postLines(ctx, shown, filter, { network });
  const posts = campaign ? all.filter((post) => post.campaigns.includes(campaign)) : all;
  const postsBefore = await postLines(ctx, shown, before, filter);
  const parts = mixOf(mixed(posts));
  const partsBefore = mixOf(mixed(postsBefore));
  const channels = shown.channels.filter((channel) => !filter.network || channel.network === filter.network);
  const growth = growthByDay(await followersOf(ctx, shown.brand, channels, null, filter.to), filter.to);
  return {
    ...carried(ctx, shown, filter),
    before,
    parts,
    partsBefore,
    shift: shiftOf(partsBefore, parts),
    posts: posts.slice(0, mostPosts),
    byCampaign: campaignParts(all.map((post) => (post.settled ? post : { ...post, rate: null }))),
    growth,
    grown: growthOf(growth, filter.from, filter.to),
    grownBefore: growthOf(growth, before.from, before.to),
  };
}

// Posts younger than 48 hours count in the mix and not in its rates.
const mixed = (posts: readonly PostLine[]): MixedPost[] =>
  posts.map(({ kind, settled, rate, numerator, denominator }) => ({
    kind,
    ...(settled ? { rate, numerator, denominator } : { rate: null, numerator: null, denominator: null }),
  }));
