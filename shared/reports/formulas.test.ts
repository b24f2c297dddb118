import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  firstAnswer,
  followersFigure,
  interactionsFigure,
  interactionsOf,
  postsFigure,
  quantile,
  rateFigures,
  responseRate,
  shareOfVoice,
} from "./formulas.ts";
import { ratedPosts, rateOf } from "./rates.ts";
import type { FollowersThen, PostFigures } from "./schema.ts";

const none = { likes: null, comments: null, shares: null, quotes: null };

const three = (posts: readonly PostFigures[]) => rateFigures("followers", ratedPosts(posts, "followers"));
const medianRate = (posts: readonly PostFigures[]) => three(posts)[0];
const meanRate = (posts: readonly PostFigures[]) => three(posts)[1];
const ratioOfSums = (posts: readonly PostFigures[]) => three(posts)[2];

function postRate(interactions: number | null, followers: FollowersThen | null) {
  const parts = { ...none, likes: interactions };
  const { rate, missing } = rateOf({ parts, followers, reach: null, impressions: null, views: null }, "followers");
  return { rate, missing };
}

function post(interactions: number | null, followers: number | null, more: Partial<PostFigures> = {}): PostFigures {
  const then =
    followers === null ? null : { count: followers, readAt: "2026-11-01T00:00:00.000Z", how: "reading" as const };
  return {
    id: "p",
    channelId: "c",
    network: "bluesky",
    title: "",
    url: null,
    publishedAt: "2026-11-01T09:00:00.000Z",
    day: "2026-11-01",
    paid: "organic",
    deleted: false,
    settled: true,
    readAt: null,
    source: null,
    parts: { ...none, likes: interactions },
    interactions,
    followers: then,
    ...postRate(interactions, then),
    reach: null,
    impressions: null,
    views: null,
    paidInteractions: null,
    rateByReach: null,
    ...more,
  };
}

describe("interactions of a post", () => {
  it("add up what the network gives and leave out what it does not", () => {
    expect(interactionsOf({ likes: 1284, comments: 96, shares: 41, quotes: null })).toBe(1421);
    expect(interactionsOf({ likes: 5, comments: 4, shares: 3, quotes: 2 })).toBe(14);
  });

  it("are 0 when 0 was read and missing when nothing was", () => {
    expect(interactionsOf({ ...none, likes: 0 })).toBe(0);
    expect(interactionsOf(none)).toBe(null);
  });

  it("may fall below nothing: a network that takes back likes says so", () => {
    expect(interactionsOf({ ...none, likes: -2, comments: 1 })).toBe(-1);
  });
});

describe("the rate of a post", () => {
  const then = (count: number) => ({ count, readAt: "2026-11-17T06:00:00.000Z", how: "reading" as const });

  it("divides by the followers it had then", () => {
    const { rate } = postRate(1421, then(45_902));
    expect(rate).toBeCloseTo(0.030_957, 6);
  });

  it("is missing, never 0 or infinite, without followers, counts or an audience", () => {
    expect(postRate(10, then(0))).toEqual({ rate: null, missing: "no_followers" });
    expect(postRate(10, null)).toEqual({ rate: null, missing: "no_followers" });
    expect(postRate(null, then(500))).toEqual({ rate: null, missing: "no_counts" });
    expect(postRate(10, then(99))).toEqual({ rate: null, missing: "small_audience" });
    expect(postRate(10, then(100))).toEqual({ rate: 0.1, missing: null });
  });

  it("is 0 when nobody did anything: that is a reading, not a gap", () => {
    expect(postRate(0, then(500)).rate).toBe(0);
  });
});

describe("quantiles", () => {
  it("lie where a spreadsheet's QUARTILE.INC puts them", () => {
    expect(quantile([1, 2, 3, 4], 0.5)).toBe(2.5);
    expect(quantile([1, 2, 3, 4], 0.25)).toBe(1.75);
    expect(quantile([6, 7, 15, 36, 39, 40, 41, 42, 43, 47, 49], 0.75)).toBe(42.5);
    expect(quantile([7], 0.9)).toBe(7);
    expect(quantile([], 0.5)).toBe(null);
  });

  it("are in order and never outside the numbers", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 1 }), (numbers) => {
        const sorted = [...numbers].sort((a, b) => a - b);
        const [low, q1, middle, q3, high] = [0, 0.25, 0.5, 0.75, 1].map(
          (share) => quantile(sorted, share) ?? Number.NaN,
        );
        expect(low).toBe(sorted[0]);
        expect(high).toBe(sorted.at(-1));
        expect([q1, middle, q3]).toEqual([q1, middle, q3].sort((a, b) => (a ?? 0) - (b ?? 0)));
      }),
    );
  });
});

describe("the engagement rate of a period", () => {
  // 10/1000 = 1 %, 4/2000 = 0.2 %, 90/3000 = 3 %
  const posts = [post(10, 1000), post(4, 2000), post(90, 3000)];

  it("is a median with its quartiles, and beside it a ratio of sums", () => {
    expect(medianRate(posts)).toMatchObject({ value: 0.01, counted: 3, missing: null });
    expect(medianRate(posts).spread?.q1).toBeCloseTo(0.006, 12);
    expect(medianRate(posts).spread?.q3).toBeCloseTo(0.02, 12);
    expect(ratioOfSums(posts)).toMatchObject({ numerator: 104, denominator: 6000, value: 104 / 6000, counted: 3 });
  });

  it("has a mean in which every post weighs the same", () => {
    expect(meanRate(posts)).toMatchObject({ counted: 3, denominator: 3, scale: 1 });
    expect(meanRate(posts).value).toBeCloseTo(0.014, 12);
    expect(meanRate(posts).value).toBe((meanRate(posts).numerator ?? 0) / 3);
  });

  it("does not move the median for one viral post, but the ratio of sums", () => {
    const viral = [posts[0] as PostFigures, posts[1] as PostFigures, post(9000, 3000)];
    expect(medianRate(viral).value).toBe(0.01);
    expect(ratioOfSums(viral).value).toBeCloseTo(9014 / 6000, 12);
  });

  it("says which posts it left out and why, and takes the same posts in both formulas", () => {
    const mixed = [...posts, post(500, 1000, { settled: false }), post(null, 900), post(3, null), post(3, 12)];
    const leftOut = [
      { why: "settling", count: 1 },
      { why: "no_counts", count: 1 },
      { why: "no_followers", count: 1 },
      { why: "small_audience", count: 1 },
    ];
    expect(medianRate(mixed)).toMatchObject({ value: 0.01, counted: 3, leftOut });
    expect(ratioOfSums(mixed)).toMatchObject({ numerator: 104, counted: 3, leftOut });
  });

  it("keeps deleted posts and counts them", () => {
    const withDeleted = [...posts, post(20, 1000, { deleted: true })];
    expect(medianRate(withDeleted)).toMatchObject({ counted: 4, value: 0.015, deletedIncluded: 1 });
    expect(ratioOfSums(withDeleted)).toMatchObject({ counted: 4, numerator: 124, deletedIncluded: 1 });
    expect(postsFigure(withDeleted)).toMatchObject({ value: 4, deletedIncluded: 1 });
    expect(interactionsFigure(withDeleted)).toMatchObject({ value: 124, deletedIncluded: 1 });
  });

  it("names the reason when there is no value", () => {
    for (const formula of [medianRate, ratioOfSums]) {
      expect(formula([])).toMatchObject({ value: null, missing: "no_posts" });
      expect(formula([post(5, 1000, { settled: false })])).toMatchObject({ value: null, missing: "not_settled" });
      expect(formula([post(5, 40)])).toMatchObject({ value: null, missing: "small_audience" });
      expect(formula([post(null, 400)])).toMatchObject({ value: null, missing: "no_counts" });
      expect(formula([post(5, null)])).toMatchObject({ value: null, missing: "no_followers" });
    }
  });
});

/**
 * Rule A3.4's page that grows 500 -> 46,000 over 180 days, a post a day. The source does not say how its interactions
 * grow; 0.1627 x followers^0.6817 is fitted to its mean. What followers-now does to it hangs on the growth alone.
 */
describe("a page that grows from 500 to 46,000 followers in 180 days", () => {
  const growing = Array.from({ length: 180 }, (_, day) => {
    const followers = 500 + (45_500 * day) / 180;
    return post(0.1627 * followers ** 0.6817, followers);
  });
  const percent = (share: number) => Number((share * 100).toFixed(3));

  it("has a ratio of sums of 0.635 %, and half of it by the followers of today", () => {
    expect(percent(ratioOfSums(growing).value ?? 0)).toBe(0.635);
    const byNow = growing.map(({ interactions }) => post(interactions, 46_000));
    expect(percent(ratioOfSums(byNow).value ?? 0)).toBe(0.319);
  });

  it("has a median below the mean of its posts, 0.760 %, which its small early audience pulls up", () => {
    const mean = meanRate(growing).value ?? 0;
    expect(percent(mean)).toBe(0.76);
    expect(medianRate(growing).value).toBeLessThan(mean);
  });
});

describe("the plain counts of a period", () => {
  it("are 0 posts when there were none, but no interactions then", () => {
    expect(postsFigure([])).toMatchObject({ value: 0, missing: null });
    expect(interactionsFigure([])).toMatchObject({ value: null, missing: "no_posts" });
    expect(interactionsFigure([post(null, 900)])).toMatchObject({ value: null, missing: "no_counts" });
  });

  it("sum what was read and say what was not", () => {
    const figure = interactionsFigure([post(7, 900), post(null, 900), post(0, 900)]);
    expect(figure).toMatchObject({ value: 7, counted: 2, leftOut: [{ why: "no_counts", count: 1 }] });
  });

  it("have no followers without a day on which every channel was read", () => {
    expect(followersFigure(null)).toMatchObject({ value: null, missing: "no_followers" });
    expect(followersFigure({ count: 102_712, channels: 5 })).toMatchObject({ value: 102_712, counted: 5 });
  });
});

describe("answers", () => {
  it("are a share of the threads begun, and no share of none", () => {
    expect(responseRate({ begun: 863, answered: 812 })).toMatchObject({ numerator: 812, denominator: 863 });
    expect(responseRate({ begun: 863, answered: 812 }).value).toBeCloseTo(0.9409, 4);
    expect(responseRate({ begun: 4, answered: 0 }).value).toBe(0);
    expect(responseRate({ begun: 0, answered: 0 })).toMatchObject({ value: null, missing: "no_threads" });
  });

  it("take their median time, which one answer after a week does not move, and the time nine in ten waited at most", () => {
    const [median, p90] = firstAnswer([60, 120, 600], 0);
    expect(median).toMatchObject({ value: 120, counted: 3, spread: { q1: 90, q3: 360 } });
    expect(p90).toMatchObject({ id: "first-answer-p90", counted: 3, spread: null });
    expect(p90.value).toBeCloseTo(504, 9);
    expect(firstAnswer([60, 120, 604_800], 0)[0].value).toBe(120);
  });

  it("count those that came and were answered outside service hours as answered at once", () => {
    expect(firstAnswer([0, 0, 300], 0)[0]).toMatchObject({ value: 0, counted: 3 });
  });

  it("leave out those whose time is not known", () => {
    const [figure] = firstAnswer([300], 2);
    expect(figure).toMatchObject({ value: 300, counted: 1, leftOut: [{ why: "no_time", count: 2 }] });
    for (const one of firstAnswer([], 1)) expect(one).toMatchObject({ value: null, missing: "no_answers" });
    expect(firstAnswer([], 0)[0]).toMatchObject({ value: null, missing: "no_answers", leftOut: [], spread: null });
  });
});

describe("share of voice", () => {
  it("is our part of everybody's interactions", () => {
    const figure = shareOfVoice(250, [{ interactions: 500 }, { interactions: 250 }]);
    expect(figure).toMatchObject({ value: 0.25, numerator: 250, denominator: 1000, counted: 3 });
  });

  it("is missing without competitors, and while one of them was not read", () => {
    expect(shareOfVoice(250, [])).toMatchObject({ value: null, missing: "no_competitors" });
    const unread = shareOfVoice(250, [{ interactions: 500 }, { interactions: null }]);
    expect(unread).toMatchObject({ value: null, missing: "competitor_unread" });
    expect(shareOfVoice(null, [{ interactions: 500 }])).toMatchObject({ value: null, missing: "no_counts" });
    expect(shareOfVoice(0, [{ interactions: 0 }])).toMatchObject({ value: null, missing: "no_counts" });
  });
});
