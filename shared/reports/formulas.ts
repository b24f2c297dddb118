import type { Figure, FollowersThen, Missing, PostFigures } from "./schema.ts";

/** Under this many followers a rate says nothing; interactions are shown alone. */
export const smallAudience = 100;
/** Hours until the counts of a post stand nearly still; younger posts stay out of medians. */
export const settledAfterHours = 48;

type Parts = PostFigures["parts"];

/**
 * Interactions of a post: likes + comments + shares + quotes, as far as the network gives them (Bluesky: likes,
 * replies, reposts, quotes; Instagram and Facebook: reactions, comments, shares). Clicks, views and saves never count.
 * Null when not one of them was read.
 */
export function interactionsOf(parts: Parts): number | null {
  const known = [parts.likes, parts.comments, parts.shares, parts.quotes].filter((count) => count !== null);
  return known.length === 0 ? null : known.reduce((sum, count) => sum + count, 0);
}

/**
 * Engagement rate of a post by followers at posting time, 0..1: interactions / followers when it was published.
 * Socialbakers 2012 ("formulas revealed"), Rival IQ "engagement rate by follower". No followers or none known: n/a.
 */
export function postRate(
  interactions: number | null,
  followers: FollowersThen | null,
): { rate: number; missing: null } | { rate: null; missing: Missing } {
  if (interactions === null) return { rate: null, missing: "no_counts" };
  if (!followers || followers.count <= 0) return { rate: null, missing: "no_followers" };
  if (followers.count < smallAudience) return { rate: null, missing: "small_audience" };
  return { rate: interactions / followers.count, missing: null };
}

/**
 * Value at a share of sorted numbers, between neighbours on a straight line (type 7 of Hyndman & Fan 1996, what
 * spreadsheets call QUARTILE.INC). Null of nothing.
 */
export function quantile(sorted: readonly number[], share: number): number | null {
  if (sorted.length === 0) return null;
  const place = (sorted.length - 1) * share;
  const [low, high] = [sorted[Math.floor(place)] ?? 0, sorted[Math.ceil(place)] ?? 0];
  return low + (high - low) * (place - Math.floor(place));
}

const sortedUp = (numbers: readonly number[]): number[] => [...numbers].sort((a, b) => a - b);

const empty = (id: Figure["id"], unit: Figure["unit"]): Figure => ({
  id,
  unit,
  value: null,
  missing: null,
  numerator: null,
  denominator: null,
  counted: 0,
  spread: null,
  leftOut: [],
  deletedIncluded: 0,
});

type LeftOut = Figure["leftOut"];
const counts = (pairs: [LeftOut[number]["why"], number][]): LeftOut =>
  pairs.flatMap(([why, count]) => (count > 0 ? [{ why, count }] : []));

/** Followers over all channels on the last day of the period that has a reading of each. Unit: people. */
export function followersFigure(last: { count: number; channels: number } | null): Figure {
  const figure = empty("followers", "count");
  if (!last) return { ...figure, missing: "no_followers" };
  return { ...figure, value: last.count, numerator: last.count, counted: last.channels };
}

/** Posts published in the period, deleted ones included and counted apart. */
export function postsFigure(posts: readonly PostFigures[]): Figure {
  const deletedIncluded = posts.filter((post) => post.deleted).length;
  return {
    ...empty("posts", "count"),
    value: posts.length,
    numerator: posts.length,
    counted: posts.length,
    deletedIncluded,
  };
}

/** Interactions to date of the posts published in the period: a sum over posts that were read at least once. */
export function interactionsFigure(posts: readonly PostFigures[]): Figure {
  const figure = empty("interactions", "count");
  const read = posts.filter((post) => post.interactions !== null);
  const leftOut = counts([["no_counts", posts.length - read.length]]);
  if (read.length === 0) return { ...figure, missing: posts.length === 0 ? "no_posts" : "no_counts", leftOut };
  const sum = read.reduce((total, post) => total + (post.interactions ?? 0), 0);
  const deletedIncluded = read.filter((post) => post.deleted).length;
  return { ...figure, value: sum, numerator: sum, counted: read.length, leftOut, deletedIncluded };
}

/**
 * Engagement rate by followers at posting time, median of posts with its quartiles: one viral post does not move it.
 * Posts younger than 48 hours and small audiences stay out. Rival IQ reports medians of the same rate.
 */
export function medianRate(posts: readonly PostFigures[]): Figure {
  const figure = empty("rate-median", "share");
  const { rated, leftOut, missing } = ratedPosts(posts);
  const rates = sortedUp(rated.map((post) => post.rate ?? 0));
  const value = quantile(rates, 0.5);
  if (value === null) return { ...figure, missing, leftOut };
  const spread = { q1: quantile(rates, 0.25) ?? 0, q3: quantile(rates, 0.75) ?? 0 };
  return {
    ...figure,
    value,
    counted: rates.length,
    spread,
    leftOut,
    deletedIncluded: rated.filter((post) => post.deleted).length,
  };
}

/**
 * Engagement rate by followers at posting time, ratio of sums: all interactions / all followers at posting, so what
 * the audience as a whole did. The same posts as in the median; never an average of averages.
 */
export function ratioOfSums(posts: readonly PostFigures[]): Figure {
  const figure = empty("rate-sum", "share");
  const { rated, leftOut, missing } = ratedPosts(posts);
  if (rated.length === 0) return { ...figure, missing, leftOut };
  const numerator = rated.reduce((sum, post) => sum + (post.interactions ?? 0), 0);
  const denominator = rated.reduce((sum, post) => sum + (post.followers?.count ?? 0), 0);
  const deletedIncluded = rated.filter((post) => post.deleted).length;
  return {
    ...figure,
    value: numerator / denominator,
    numerator,
    denominator,
    counted: rated.length,
    leftOut,
    deletedIncluded,
  };
}

function ratedPosts(posts: readonly PostFigures[]): { rated: PostFigures[]; leftOut: LeftOut; missing: Missing } {
  const rated = posts.filter((post) => post.settled && post.rate !== null);
  const without = (missing: Missing) => posts.filter((post) => post.settled && post.missing === missing).length;
  const settling = posts.filter((post) => !post.settled).length;
  const leftOut = counts([
    ["settling", settling],
    ["no_counts", without("no_counts")],
    ["no_followers", without("no_followers")],
    ["small_audience", without("small_audience")],
  ]);
  const why =
    posts.length === 0 ? "no_posts" : settling === posts.length ? "not_settled" : (leftOut.at(-1)?.why ?? "no_counts");
  return { rated, leftOut, missing: why as Missing };
}

/**
 * Response rate, 0..1: threads begun by the community in the period that we answered at least once / all of them.
 * Answers made outside Konak count; deleted threads do not.
 */
export function responseRate(threads: { begun: number; answered: number }): Figure {
  const figure = empty("response-rate", "share");
  if (threads.begun === 0) return { ...figure, missing: "no_threads" };
  const { answered: numerator, begun: denominator } = threads;
  return { ...figure, value: numerator / denominator, numerator, denominator, counted: denominator };
}

/**
 * Time to first answer in seconds: median, with quartiles, of (our first message - the thread's first message) over
 * the answered threads begun in the period, round the clock. An answer in no time at all has no known time (imports
 * without one) and stays out.
 */
export function firstAnswer(seconds: readonly number[]): Figure {
  const figure = empty("first-answer", "seconds");
  const known = sortedUp(seconds.filter((time) => time > 0));
  const leftOut = counts([["no_time", seconds.length - known.length]]);
  const value = quantile(known, 0.5);
  if (value === null) return { ...figure, missing: "no_answers", leftOut };
  const spread = { q1: quantile(known, 0.25) ?? 0, q3: quantile(known, 0.75) ?? 0 };
  return { ...figure, value, counted: known.length, spread, leftOut };
}
