import { describe, expect, it } from "vitest";
import { type RateFormula, rateFormulaIds, rateParts } from "./closed-list.ts";
import { rateFigures } from "./formulas.ts";
import { ratedDayRows, ratedRows, rateOf } from "./rates.ts";
import type { PostFigures } from "./schema.ts";

const parts = { likes: 70, comments: 20, shares: 8, quotes: 2 };
const then = { count: 4000, readAt: "2026-11-01T00:00:00.000Z", how: "reading" as const };
const full = { parts, followers: then, reach: 2000, impressions: 5000, views: 1000 };
const none = { likes: null, comments: null, shares: null, quotes: null };

function post(day: string, more: Partial<PostFigures> = {}): PostFigures {
  return {
    ...{ id: day, channelId: "c", network: "bluesky", title: "", url: null, publishedAt: `${day}T09:00:00.000Z`, day },
    ...{ paid: "organic", deleted: false, settled: true, readAt: null, source: null, interactions: 100 },
    ...{ ...full, paidInteractions: null, rate: null, missing: null, rateByReach: null, ...more },
  };
}

describe("the rate of a post", () => {
  it.each<[RateFormula, number]>([
    ["followers", 100 / 4000],
    ["followers-day", 100 / 4000],
    ["reach", 100 / 2000],
    ["impressions", 100 / 5000],
    ["views", 100 / 1000],
    ["per-1000", 25],
    ["amplification", 10],
    ["applause", 70],
    ["conversation", 20],
  ])("by %s is what its definition says", (formula, rate) => {
    expect(rateOf(full, formula)).toMatchObject({ rate, missing: null });
  });

  it("is missing and says which half is, never 0 or infinite", () => {
    const without = { ...full, reach: null, impressions: 0, views: -1, followers: null };
    expect(rateOf(without, "reach")).toEqual({ rate: null, missing: "no_reach" });
    expect(rateOf(without, "impressions")).toEqual({ rate: null, missing: "no_impressions" });
    expect(rateOf(without, "views")).toEqual({ rate: null, missing: "no_views" });
    expect(rateOf(without, "per-1000")).toEqual({ rate: null, missing: "no_followers" });
    const unread = { ...full, parts: none };
    for (const formula of rateFormulaIds)
      expect(rateOf(unread, formula).missing).toBe(
        rateParts[formula].top === "interactions" ? "no_counts" : "not_given",
      );
    const small = { ...full, followers: { ...then, count: 99 } };
    expect(rateOf(small, "per-1000")).toEqual({ rate: null, missing: "small_audience" });
    expect(rateOf(small, "reach")).toMatchObject({ rate: 0.05 });
  });

  it("may be below 0 where a network takes likes back", () => {
    expect(rateOf({ ...full, parts: { ...none, likes: -4 } }, "followers").rate).toBe(-0.001);
  });
});

describe("the rate by day", () => {
  const followers = new Map([
    ["2026-11-01", 10_000],
    ["2026-11-02", 20_000],
    ["2026-11-05", 50],
  ]);
  const posts = [
    post("2026-11-01"),
    post("2026-11-01", { interactions: 50, deleted: true }),
    post("2026-11-02", { interactions: 40, paid: "paid" }),
    post("2026-11-03"),
    post("2026-11-04", { interactions: null }),
    post("2026-11-05"),
    post("2026-11-06", { settled: false }),
  ];

  it("divides what the posts of a day got by the followers of the day, and leaves days out that lack a half", () => {
    expect(ratedDayRows(posts, followers)).toEqual([
      { day: "2026-11-01", top: 150, bottom: 10_000, rate: 0.015 },
      { day: "2026-11-02", top: 40, bottom: 20_000, rate: 0.002 },
    ]);
    const rows = ratedRows(posts, "followers-day", followers);
    expect(rows).toMatchObject({ deletedIncluded: 1, paidIncluded: 1 });
    expect(rows.leftOut).toEqual([
      { why: "settling", count: 1 },
      { why: "no_counts", count: 1 },
      { why: "no_followers", count: 1 },
      { why: "small_audience", count: 1 },
    ]);
  });

  it("has three aggregates of days", () => {
    const [median, mean, sum] = rateFigures("followers-day", ratedRows(posts, "followers-day", followers));
    expect(median).toMatchObject({ value: 0.0085, counted: 2, formula: "followers-day" });
    expect(mean.value).toBe(0.0085);
    expect(sum).toMatchObject({ numerator: 190, denominator: 30_000 });
  });
});

it("gives interactions per 1,000 followers as thousand times the rate by followers, at every aggregate", () => {
  const posts = [post("2026-11-01"), post("2026-11-02", { followers: { ...then, count: 1000 } })];
  const [share, thousand] = (["followers", "per-1000"] as const).map((formula) =>
    rateFigures(formula, ratedRows(posts, formula, new Map())),
  );
  share?.forEach((figure, at) => {
    expect(thousand?.[at]?.value).toBeCloseTo((figure.value ?? 0) * 1000, 9);
  });
  expect(thousand?.[2]).toMatchObject({ numerator: 200, denominator: 5000, scale: 1000, value: 40 });
});
