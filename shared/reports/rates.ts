import { postFormula, type RateFormula, rateParts } from "./closed-list.ts";
import { interactionsOf, leftOutOf, type RatedRows, smallAudience } from "./formulas.ts";
import type { Missing, PostFigures } from "./schema.ts";

type Counted = Pick<PostFigures, "parts" | "followers" | "reach" | "impressions" | "views">;
type Rate = { top: number; bottom: number; rate: number; missing: null };
type NoRate = { rate: null; missing: Missing };

/**
 * The rate of one post by a formula. A formula of days has no rate for a post and falls back on followers at posting
 * time. What the network does not give, or gives as 0 below the line, makes it n/a, never 0 or infinite.
 */
export function rateOf(post: Counted, asked: RateFormula): Rate | NoRate {
  const { top: what, bottom: by, scale } = rateParts[postFormula(asked)];
  const top = topOf(post.parts, what);
  if (top === null) return { rate: null, missing: what === "interactions" ? "no_counts" : "not_given" };
  if (by === "one") return { top, bottom: 1, rate: top, missing: null };
  if (by === "followers-then" || by === "followers-of-day") {
    const followers = post.followers?.count ?? 0;
    if (followers <= 0) return { rate: null, missing: "no_followers" };
    if (followers < smallAudience) return { rate: null, missing: "small_audience" };
    return { top, bottom: followers, rate: (top * scale) / followers, missing: null };
  }
  const bottom = post[by];
  if (bottom === null || bottom <= 0) return { rate: null, missing: `no_${by}` };
  return { top, bottom, rate: (top * scale) / bottom, missing: null };
}

function topOf(parts: PostFigures["parts"], what: "interactions" | "shares" | "likes" | "comments"): number | null {
  if (what === "interactions") return interactionsOf(parts);
  if (what === "shares") return interactionsOf({ ...parts, likes: null, comments: null });
  return parts[what];
}

const reasons = [
  "no_counts",
  "not_given",
  "no_followers",
  "small_audience",
  "no_reach",
  "no_impressions",
  "no_views",
] as const;

const isPaid = (post: PostFigures): boolean => post.paid === "paid" || post.paid === "mixed";

/** The settled posts that have a rate, and why the others have none. Posts younger than 48 hours stay out. */
export function ratedPosts(posts: readonly PostFigures[], formula: RateFormula): RatedRows {
  const rates: RatedRows["rates"][number][] = [];
  const counts = new Map<Missing, number>();
  let [settling, deletedIncluded, paidIncluded] = [0, 0, 0];
  for (const post of posts) {
    const rate = post.settled ? rateOf(post, formula) : null;
    if (!rate) settling++;
    else if (rate.rate === null) counts.set(rate.missing, (counts.get(rate.missing) ?? 0) + 1);
    else {
      rates.push(rate);
      if (post.deleted) deletedIncluded++;
      if (isPaid(post)) paidIncluded++;
    }
  }
  return { rates, deletedIncluded, paidIncluded, ...whyNot(posts.length, settling, counts) };
}

type DayRate = { day: string; top: number; bottom: number; rate: number };
type JudgedDay = { of: readonly PostFigures[]; settling: boolean; missing: Missing | null; rate: DayRate };

/**
 * The days of a period judged: interactions of all posts published on the day / followers of all channels on it. A day
 * with a post that is still settling has no rate, as has one without a follower reading of every channel.
 */
function judgedDays(posts: readonly PostFigures[], followers: ReadonlyMap<string, number>): JudgedDay[] {
  return [...Map.groupBy(posts, (post) => post.day)].map(([day, ofDay]) => {
    const read = ofDay.filter((post) => post.interactions !== null);
    const bottom = followers.get(day) ?? 0;
    const missing =
      read.length === 0 ? "no_counts" : bottom <= 0 ? "no_followers" : bottom < smallAudience ? "small_audience" : null;
    const top = read.reduce((sum, post) => sum + (post.interactions ?? 0), 0);
    const settling = ofDay.some((post) => !post.settled);
    return { of: read, settling, missing, rate: { day, top, bottom, rate: top / bottom } };
  });
}

/** The days that have a rate, as rows behind the figure. */
export const ratedDayRows = (posts: readonly PostFigures[], followers: ReadonlyMap<string, number>): DayRate[] =>
  judgedDays(posts, followers).flatMap(({ settling, missing, rate }) => (settling || missing ? [] : rate));

function ratedDays(posts: readonly PostFigures[], followers: ReadonlyMap<string, number>): RatedRows {
  const days = judgedDays(posts, followers);
  const settling = days.filter((day) => day.settling).length;
  const counts = new Map<Missing, number>();
  const rated = days.filter((day) => !day.settling && !day.missing);
  for (const { settling: young, missing } of days)
    if (!young && missing) counts.set(missing, (counts.get(missing) ?? 0) + 1);
  const counted = rated.flatMap((day) => day.of);
  return {
    rates: rated.map((day) => day.rate),
    deletedIncluded: counted.filter((post) => post.deleted).length,
    paidIncluded: counted.filter(isPaid).length,
    ...whyNot(days.length, settling, counts),
  };
}

/** The rows of a rate: days for a formula of days, posts for every other. */
export const ratedRows = (
  posts: readonly PostFigures[],
  formula: RateFormula,
  followers: ReadonlyMap<string, number>,
): RatedRows => (rateParts[formula].per === "day" ? ratedDays(posts, followers) : ratedPosts(posts, formula));

function whyNot(
  all: number,
  settling: number,
  counts: ReadonlyMap<Missing, number>,
): Pick<RatedRows, "leftOut" | "missing"> {
  const leftOut = leftOutOf([
    ["settling", settling],
    ...reasons.map((why) => [why, counts.get(why) ?? 0] as [typeof why, number]),
  ]);
  const last = leftOut.at(-1)?.why ?? "no_counts";
  const missing = all === 0 ? "no_posts" : settling === all ? "not_settled" : last;
  return { leftOut, missing: missing as Missing };
}
