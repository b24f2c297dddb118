import { describe, expect, it } from "vitest";
import { readRivals } from "./rival-rows.ts";
import { overlaps, publicRate, ranksOf, sumOfRival } from "./rivals.ts";

const reading = (from: string, to: string, more = {}) => ({
  ...{ network: "instagram" as const, from, to, followers: 1000, posts: 2, interactions: 40 },
  ...more,
});

describe("a competitor's period", () => {
  it("adds what lies within and leaves out what reaches beyond, because it cannot be cut", () => {
    const sum = sumOfRival(
      [
        reading("2026-10-26", "2026-11-01"),
        reading("2026-11-02", "2026-11-08", { followers: 1100 }),
        reading("2026-11-09", "2026-11-15", { followers: null, posts: 3, interactions: 5 }),
        reading("2026-11-02", "2026-11-08", { network: "x", followers: 50, posts: 1, interactions: 1 }),
        reading("2027-01-01", "2027-01-02"),
      ],
      "2026-11-01",
      "2026-11-15",
    );
    expect(sum).toEqual({
      followers: 1150,
      posts: 6,
      interactions: 46,
      networks: [
        { network: "instagram", days: 14 },
        { network: "x", days: 7 },
      ],
      leftOut: 1,
    });
  });

  it("has no follower number when one of its networks gave none", () => {
    const without = [
      reading("2026-11-02", "2026-11-02"),
      reading("2026-11-02", "2026-11-02", { network: "x", followers: null }),
    ];
    expect(sumOfRival(without, "2026-11-01", "2026-11-08").followers).toBeNull();
    expect(sumOfRival([], "2026-11-01", "2026-11-08").followers).toBeNull();
  });

  it("has a rate by posts and followers, and none without either or for a small audience", () => {
    expect(publicRate({ followers: 46_000, posts: 20, interactions: 5240 })).toBeCloseTo(0.005_695_65, 8);
    expect(publicRate({ followers: null, posts: 20, interactions: 5 })).toBeNull();
    expect(publicRate({ followers: 0, posts: 20, interactions: 5 })).toBeNull();
    expect(publicRate({ followers: 99, posts: 20, interactions: 5 })).toBeNull();
    expect(publicRate({ followers: 500, posts: 0, interactions: 0 })).toBeNull();
  });

  it("shares a rank between equals and gives none without a number", () => {
    expect(ranksOf([0.2, null, 0.5, 0.2, 0.1])).toEqual([2, null, 1, 2, 4]);
  });

  it("knows two periods that would count a day twice, and that the same period comes again", () => {
    expect(overlaps({ from: "2026-10-01", to: "2026-10-31" }, { from: "2026-10-31", to: "2026-11-06" })).toBe(true);
    expect(overlaps({ from: "2026-10-01", to: "2026-10-31" }, { from: "2026-10-01", to: "2026-10-31" })).toBe(false);
    expect(overlaps({ from: "2026-10-01", to: "2026-10-31" }, { from: "2026-11-01", to: "2026-11-06" })).toBe(false);
  });
});

describe("a file of competitors", () => {
  const head = ["Page", "Platform", "Date", "Fans", "Posts", "Total interactions"];
  it("knows days, months and thousands as other tools write them", () => {
    const { rows, rejected } = readRivals([
      head,
      ["Kattila", "Instagram", "2026-11-02", "46,000", "2", "1.204"],
      ["Kattila", "facebook", "2026-02", "n/a", "12", "0"],
    ]);
    expect(rejected).toEqual([]);
    expect(rows).toEqual([
      {
        line: 2,
        name: "Kattila",
        network: "instagram",
        from: "2026-11-02",
        to: "2026-11-02",
        followers: 46_000,
        posts: 2,
        interactions: 1204,
      },
      {
        line: 3,
        name: "Kattila",
        network: "facebook",
        from: "2026-02-01",
        to: "2026-02-28",
        followers: null,
        posts: 12,
        interactions: 0,
      },
    ]);
  });

  it.each([
    [["", "x", "2026-11-02", "1", "1", "1"], /no name/],
    [["A", "myspace", "2026-11-02", "1", "1", "1"], /not a network/],
    [["A", "x", "02.11.2026", "1", "1", "1"], /not a day/],
    [["A", "x", "2026-11-31", "1", "1", "1"], /dates or counts/],
    [["A", "x", "2026-11-02", "1", "-1", "1"], /whole numbers/],
    [["A", "x", "2026-11-02", "1", "1.5", "1"], /whole numbers/],
    [["A", "x", "2026-11-02", "1", "", "1"], /both needed/],
  ])("refuses %j by its line", (line, reason) => {
    const { rows, rejected } = readRivals([head, line]);
    expect(rows).toEqual([]);
    expect(rejected).toEqual([{ line: 2, reason: expect.stringMatching(reason) }]);
  });

  it("says which columns are missing instead of refusing every line", () => {
    expect(
      readRivals([
        ["name", "posts"],
        ["A", "1"],
        ["B", "2"],
      ]).rejected,
    ).toEqual([{ line: 1, reason: "There is no column for network, from, interactions." }]);
  });
});
