import { describe, expect, it } from "vitest";
import { toCsv } from "./csv.ts";
import { pairDays, periodBefore } from "./days.ts";
import { followersAtPosting } from "./followers.ts";
import {
  firstAnswer,
  interactionsFigure,
  interactionsOf,
  medianRate,
  postRate,
  quantile,
  ratioOfSums,
  responseRate,
} from "./formulas.ts";
import type { PostFigures } from "./schema.ts";

const post = (more: Partial<PostFigures>): PostFigures => {
  const interactions = more.interactions ?? null;
  const followers =
    more.followers === undefined
      ? { count: 1000, readAt: "2026-11-01T00:00:00.000Z", how: "reading" as const }
      : more.followers;
  return {
    id: "p",
    channelId: "c",
    network: "bluesky",
    title: "",
    url: null,
    publishedAt: "2026-11-01T00:00:00.000Z",
    day: "2026-11-01",
    paid: "organic",
    deleted: false,
    settled: true,
    readAt: null,
    source: null,
    parts: { likes: interactions, comments: null, shares: null, quotes: null },
    reach: null,
    rateByReach: null,
    ...postRate(interactions, followers),
    ...more,
    interactions,
    followers,
  };
};

describe("interactions", () => {
  it("add up what the network gives, and are missing, not 0, when it gives nothing", () => {
    expect(interactionsOf({ likes: 3, comments: 2, shares: 0, quotes: null })).toBe(5);
    expect(interactionsOf({ likes: null, comments: null, shares: null, quotes: null })).toBeNull();
    expect(interactionsFigure([post({}), post({})])).toMatchObject({ value: null, missing: "no_counts" });
    expect(interactionsFigure([])).toMatchObject({ value: null, missing: "no_posts" });
  });
});

describe("followers at posting time", () => {
  const readings = [
    { at: "2026-11-01T00:00:00.000Z", count: 1000 },
    { at: "2026-11-11T00:00:00.000Z", count: 2000 },
  ];
  it("take the nearest reading of the 48 hours before", () => {
    expect(followersAtPosting(readings, "2026-11-03T00:00:00.000Z")).toEqual({
      count: 1000,
      readAt: readings[0]?.at,
      how: "reading",
    });
  });
  it("else lie on the line between two readings", () => {
    expect(followersAtPosting(readings, "2026-11-06T00:00:00.000Z")).toMatchObject({
      count: 1500,
      how: "interpolated",
    });
  });
  it("else are the nearest there is, marked", () => {
    expect(followersAtPosting(readings, "2026-10-01T00:00:00.000Z")).toMatchObject({ count: 1000, how: "nearest" });
    expect(followersAtPosting(readings, "2026-12-01T00:00:00.000Z")).toMatchObject({ count: 2000, how: "nearest" });
    expect(followersAtPosting([], "2026-12-01T00:00:00.000Z")).toBeNull();
  });
});

describe("engagement rate by followers at posting time", () => {
  it("is n/a without followers and for a small audience", () => {
    expect(postRate(5, null)).toEqual({ rate: null, missing: "no_followers" });
    expect(postRate(5, { count: 0, readAt: "", how: "reading" })).toEqual({ rate: null, missing: "no_followers" });
    expect(postRate(5, { count: 99, readAt: "", how: "reading" })).toEqual({ rate: null, missing: "small_audience" });
    expect(postRate(5, { count: 100, readAt: "", how: "reading" })).toEqual({ rate: 0.05, missing: null });
  });
  it("median and ratio of sums differ as they should, and leave out the same posts", () => {
    const followers = (count: number) => ({ count, readAt: "", how: "reading" as const });
    const posts = [
      post({ interactions: 10, followers: followers(1000) }),
      post({ interactions: 40, followers: followers(2000) }),
      post({ interactions: 900, followers: followers(3000) }),
      post({ interactions: 999, settled: false }),
      post({ interactions: 999, followers: followers(50) }),
      post({}),
    ];
    const leftOut = [
      { why: "settling", count: 1 },
      { why: "no_counts", count: 1 },
      { why: "small_audience", count: 1 },
    ];
    expect(medianRate(posts)).toMatchObject({ value: 0.02, counted: 3, spread: { q1: 0.015, q3: expect.closeTo(0.16) }, leftOut });
    expect(ratioOfSums(posts)).toMatchObject({
      value: 950 / 6000,
      numerator: 950,
      denominator: 6000,
      counted: 3,
      leftOut,
    });
  });
  it("is held down by followers of today on a page that grows (500 to 46,000 in 180 days)", () => {
    const days = Array.from({ length: 180 }, (_, day) => 500 * (46_000 / 500) ** (day / 179));
    const interactions = days.map((count) => Math.round(8 * Math.sqrt(count)));
    const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
    const then = mean(days.map((count, day) => (interactions[day] ?? 0) / count));
    const now = mean(interactions.map((count) => count / 46_000));
    expect(then / now).toBeGreaterThan(2);
  });
  it("says that all posts are still settling", () => {
    expect(medianRate([post({ interactions: 1, settled: false })])).toMatchObject({
      value: null,
      missing: "not_settled",
    });
  });
});

describe("answers", () => {
  it("rate is answered by begun, n/a without threads", () => {
    expect(responseRate({ begun: 863, answered: 812 })).toMatchObject({
      value: 812 / 863,
      numerator: 812,
      denominator: 863,
    });
    expect(responseRate({ begun: 0, answered: 0 })).toMatchObject({ value: null, missing: "no_threads" });
  });
  it("time leaves out answers without a known time", () => {
    expect(firstAnswer([0, 60, 120, 600])).toMatchObject({
      value: 120,
      counted: 3,
      leftOut: [{ why: "no_time", count: 1 }],
    });
    expect(firstAnswer([0])).toMatchObject({ value: null, missing: "no_answers" });
  });
});

it("quantiles lie between neighbours, as in a spreadsheet", () => {
  expect(quantile([1, 2, 3, 4], 0.25)).toBe(1.75);
  expect(quantile([1, 2, 3, 4], 0.5)).toBe(2.5);
  expect(quantile([], 0.5)).toBeNull();
});

describe("days", () => {
  const none = { posts: [], followers: new Map<string, number>(), received: new Map<string, number>() };
  it("the period before has the same length and ends the day before", () => {
    expect(periodBefore({ from: "2026-03-01", to: "2026-03-31" })).toEqual({ from: "2026-01-29", to: "2026-02-28" });
  });
  it("are paired by their place, and a missing day stays a gap", () => {
    const before = {
      ...none,
      followers: new Map([
        ["2026-10-30", 5],
        ["2026-11-01", 7],
      ]),
    };
    const days = pairDays({ from: "2026-11-02", to: "2026-11-04" }, none, before);
    expect(days.map((day) => [day.day, day.beforeDay, day.followersBefore])).toEqual([
      ["2026-11-02", "2026-10-30", 5],
      ["2026-11-03", "2026-10-31", null],
      ["2026-11-04", "2026-11-01", 7],
    ]);
  });
});

it("CSV quotes what needs it and runs nothing in a spreadsheet", () => {
  expect(toCsv([['a "b", c', "=1+1", null, 0.5]])).toBe('"a ""b"", c",\'=1+1,,0.5\r\n');
});
