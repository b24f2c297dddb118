import { type Aggregate, type RateFormula, rateParts } from "./closed-list.ts";
import type { Figure, LeftOut, Missing, PostFigures } from "./schema.ts";

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
 * Value at a share of sorted numbers, between neighbours on a straight line (type 7 of Hyndman & Fan 1996, what
 * spreadsheets call QUARTILE.INC). Null of nothing.
 */
export function quantile(sorted: ArrayLike<number>, share: number): number | null {
  if (sorted.length === 0) return null;
  const place = (sorted.length - 1) * share;
  const [low, high] = [sorted[Math.floor(place)] ?? 0, sorted[Math.ceil(place)] ?? 0];
  return low + (high - low) * (place - Math.floor(place));
}

/** Numbers from the smallest up. Sums of rates are taken in this order, so that they are the same on every machine. */
export const sortedUp = (numbers: readonly number[]): number[] => [...numbers].sort((a, b) => a - b);

/** A figure with nothing in it yet. */
export const emptyFigure = (id: Figure["id"], unit: Figure["unit"], formula: Figure["formula"] = null): Figure => ({
  id,
  formula,
  aggregate: null,
  unit,
  value: null,
  missing: null,
  numerator: null,
  denominator: null,
  scale: 1,
  counted: 0,
  spread: null,
  leftOut: [],
  deletedIncluded: 0,
  paidIncluded: 0,
});

/** Reasons with how often they applied, those that never did left away. */
export const leftOutOf = (pairs: [LeftOut["why"], number][]): LeftOut[] =>
  pairs.flatMap(([why, count]) => (count > 0 ? [{ why, count }] : []));

const included = (posts: readonly PostFigures[]) => ({
  deletedIncluded: posts.filter((post) => post.deleted).length,
  paidIncluded: posts.filter((post) => post.paid === "paid" || post.paid === "mixed").length,
});

/** Followers over all channels on the last day of the period that has a reading of each. Unit: people. */
export function followersFigure(last: { count: number; channels: number } | null): Figure {
  const figure = emptyFigure("followers", "count");
  if (!last) return { ...figure, missing: "no_followers" };
  return { ...figure, value: last.count, numerator: last.count, counted: last.channels };
}

/** Posts published in the period, deleted ones included and counted apart. */
export function postsFigure(posts: readonly PostFigures[]): Figure {
  const count = posts.length;
  return { ...emptyFigure("posts", "count"), value: count, numerator: count, counted: count, ...included(posts) };
}

/** Interactions to date of the posts published in the period: a sum over posts that were read at least once. */
export function interactionsFigure(posts: readonly PostFigures[]): Figure {
  const figure = emptyFigure("interactions", "count");
  const read = posts.filter((post) => post.interactions !== null);
  const leftOut = leftOutOf([["no_counts", posts.length - read.length]]);
  if (read.length === 0) return { ...figure, missing: posts.length === 0 ? "no_posts" : "no_counts", leftOut };
  const sum = read.reduce((total, post) => total + (post.interactions ?? 0), 0);
  return { ...figure, value: sum, numerator: sum, counted: read.length, leftOut, ...included(read) };
}

/** What stands behind a rate: the rows that have one, and why the others have none. */
export type RatedRows = {
  rates: readonly { top: number; bottom: number; rate: number }[];
  leftOut: LeftOut[];
  missing: Missing;
  deletedIncluded: number;
  paidIncluded: number;
};

/**
 * The three aggregates of a rate, always over the same rows: the median with its quartiles (Rival IQ; one viral post
 * does not move it), the mean (Socialbakers, Hootsuite; every post weighs the same), and the ratio of sums (what the
 * audience as a whole did). Never an average of averages.
 */
export function rateFigures(formula: RateFormula, rows: RatedRows): [Figure, Figure, Figure] {
  const { unit, scale } = rateParts[formula];
  const { rates, leftOut, missing, deletedIncluded, paidIncluded } = rows;
  const figure = (id: Figure["id"], aggregate: Aggregate): Figure => {
    const empty = { ...emptyFigure(id, unit, formula), aggregate, leftOut };
    return rates.length === 0
      ? { ...empty, missing }
      : { ...empty, counted: rates.length, deletedIncluded, paidIncluded };
  };
  const three = [
    figure("rate-median", "median-of-posts"),
    figure("rate-mean", "mean-of-posts"),
    figure("rate-sum", "ratio-of-sums"),
  ] satisfies [Figure, Figure, Figure];
  if (rates.length === 0) return three;
  const sorted = sortedUp(rates.map((row) => row.rate));
  const spread = { q1: quantile(sorted, 0.25) ?? 0, q3: quantile(sorted, 0.75) ?? 0 };
  const total = sorted.reduce((sum, rate) => sum + rate, 0);
  const top = rates.reduce((sum, row) => sum + row.top, 0);
  const bottom = rates.reduce((sum, row) => sum + row.bottom, 0);
  const [median, mean, sums] = three;
  return [
    { ...median, value: quantile(sorted, 0.5), spread },
    { ...mean, value: total / sorted.length, numerator: total, denominator: sorted.length },
    { ...sums, value: (top * scale) / bottom, numerator: top, denominator: bottom, scale },
  ];
}

/**
 * Response rate, 0..1: threads begun by the community in the period that we answered at least once / all of them.
 * Answers made outside Konak count; deleted threads do not.
 */
export function responseRate(threads: { begun: number; answered: number }): Figure {
  const figure = emptyFigure("response-rate", "share", "response-rate");
  if (threads.begun === 0) return { ...figure, missing: "no_threads" };
  const { answered: numerator, begun: denominator } = threads;
  return { ...figure, value: numerator / denominator, numerator, denominator, counted: denominator };
}

/**
 * Time to first answer in seconds, median with quartiles and 90th percentile: our first message - the thread's first
 * message, within service hours, over the answered threads begun in the period. `known` is sorted; `untimed` are
 * answers whose time nobody knows (imports without one).
 */
export function firstAnswer(known: ArrayLike<number>, untimed: number): [Figure, Figure] {
  const leftOut = leftOutOf([["no_time", untimed]]);
  const figure = (id: "first-answer" | "first-answer-p90", share: number): Figure => {
    const empty = { ...emptyFigure(id, "seconds", "first-answer"), leftOut };
    const value = quantile(known, share);
    return value === null ? { ...empty, missing: "no_answers" } : { ...empty, value, counted: known.length };
  };
  const median = figure("first-answer", 0.5);
  const spread = { q1: quantile(known, 0.25) ?? 0, q3: quantile(known, 0.75) ?? 0 };
  return [known.length > 0 ? { ...median, spread } : median, figure("first-answer-p90", 0.9)];
}

/**
 * Share of voice, 0..1: our interactions / those of us and all chosen competitors, each over the same period. A
 * competitor without counts makes it n/a, because without them our share would look larger than it is.
 */
export function shareOfVoice(ours: number | null, others: readonly { interactions: number | null }[]): Figure {
  const figure = emptyFigure("share-of-voice", "share", "share-of-voice");
  if (others.length === 0) return { ...figure, missing: "no_competitors" };
  if (ours === null) return { ...figure, missing: "no_counts" };
  if (others.some((other) => other.interactions === null)) return { ...figure, missing: "competitor_unread" };
  const denominator = others.reduce((sum, other) => sum + (other.interactions ?? 0), ours);
  if (denominator <= 0) return { ...figure, missing: "no_counts" };
  return { ...figure, value: ours / denominator, numerator: ours, denominator, counted: others.length + 1 };
}
