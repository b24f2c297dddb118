import { describe, expect, it } from "vitest";
import type { PostFigures } from "#shared/reports/schema.ts";
import { bestAndWorst, sortBy, sortPosts } from "./sort.ts";

const post = (id: string, rate: number | null, day: string, settled = true): PostFigures => ({
  id,
  channelId: "c",
  network: "bluesky",
  title: id,
  url: null,
  publishedAt: `${day}T09:00:00.000Z`,
  day,
  paid: "organic",
  deleted: false,
  settled,
  readAt: null,
  source: null,
  parts: { likes: null, comments: null, shares: null, quotes: null },
  interactions: null,
  followers: null,
  rate,
  missing: rate === null ? "no_counts" : null,
  reach: null,
  impressions: null,
  views: null,
  paidInteractions: null,
  rateByReach: null,
});
const posts = [
  post("none-old", null, "2026-11-01"),
  post("low", 0.001, "2026-11-02"),
  post("high", 0.09, "2026-11-03"),
  post("none-new", null, "2026-11-04"),
  post("zero", 0, "2026-11-05"),
];
const ids = (some: PostFigures[]) => some.map((one) => one.id);

describe("the table of posts", () => {
  it("keeps posts without the number last in both directions, and a zero is a number", () => {
    const down = sortPosts(posts, { by: "rate", direction: "descending" });
    const up = sortPosts(posts, { by: "rate", direction: "ascending" });
    expect(ids(down)).toEqual(["high", "low", "zero", "none-new", "none-old"]);
    expect(ids(up)).toEqual(["zero", "low", "high", "none-new", "none-old"]);
  });

  it("turns the direction of a column that is sorted already", () => {
    const once = sortBy({ by: "published", direction: "descending" }, "rate");
    expect(once).toEqual({ by: "rate", direction: "descending" });
    expect(sortBy(once, "rate").direction).toBe("ascending");
  });

  it("leaves the order it was given untouched", () => {
    const before = ids(posts);
    sortPosts(posts, { by: "rate", direction: "descending" });
    expect(ids(posts)).toEqual(before);
  });
});

describe("best and worst posts", () => {
  it("leave out posts that settle or have no rate, and never name one twice", () => {
    const { best, worst } = bestAndWorst([...posts, post("young", 0.5, "2026-11-18", false)]);
    expect(ids(best)).toEqual(["high"]);
    expect(ids(worst)).toEqual(["zero"]);
  });

  it("say nothing of a single post", () => {
    expect(bestAndWorst([post("only", 0.01, "2026-11-02")])).toEqual({ best: [], worst: [] });
  });
});
