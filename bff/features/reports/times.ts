import { carried, postLines, shownOf } from "#bff/features/reports/line-queries.ts";
import type { Ctx } from "#bff/platform/context.ts";
import { chanceOfBest, hourOfWeek, type TimedRate, timeCells } from "#shared/reports/best-times.ts";
import { quantile } from "#shared/reports/formulas.ts";
import type { PostLine, PostLines, ScreenFilter, Times } from "#shared/reports/screens.ts";

/** Which hours of the week did best, in the brand's time zone: median rate and number of posts of each. */
export async function getTimes(ctx: Ctx, filter: ScreenFilter): Promise<Times> {
  const shown = await shownOf(ctx, filter);
  const posts = await postLines(ctx, shown, filter, filter);
  const timed = timedRates(posts, shown.brand.timeZone);
  const rates = timed.map((post) => post.rate).sort((a, b) => a - b);
  return {
    ...carried(ctx, shown, filter),
    cells: timeCells(timed),
    posts: posts.length,
    rated: timed.length,
    median: quantile(rates, 0.5),
    chance: chanceOfBest(timed),
  };
}

/** The posts of one hour of the week, those without a rate among them. */
export async function getTimePosts(
  ctx: Ctx,
  filter: ScreenFilter & { weekday: number; hour: number },
): Promise<PostLines> {
  const shown = await shownOf(ctx, filter);
  const posts = await postLines(ctx, shown, filter, filter);
  const items = posts.filter((post) => {
    const at = hourOfWeek(shown.brand.timeZone, post.publishedAt);
    return at.weekday === filter.weekday && at.hour === filter.hour;
  });
  return { formula: shown.formula, items: items.slice(0, 200), asOf: ctx.clock.iso() };
}

// A post younger than 48 hours still grows: it would make its hour look bad.
const timedRates = (posts: readonly PostLine[], timeZone: string): TimedRate[] =>
  posts.flatMap((post) =>
    post.settled && post.rate !== null ? [{ ...hourOfWeek(timeZone, post.publishedAt), rate: post.rate }] : [],
  );
