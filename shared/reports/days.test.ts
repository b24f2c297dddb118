import { describe, expect, it } from "vitest";
import { type DayReadings, pairDays, periodBefore } from "./days.ts";
import type { PostFigures } from "./schema.ts";

const on = (day: string, interactions: number | null) => ({ day, interactions }) as PostFigures;
const nothing: DayReadings = { posts: [], followers: new Map(), received: new Map() };
const week = { from: "2026-03-05", to: "2026-03-08" };

it("takes as the period before the same number of days right before it, over months and leap years", () => {
  expect(periodBefore(week)).toEqual({ from: "2026-03-01", to: "2026-03-04" });
  expect(periodBefore({ from: "2028-03-01", to: "2028-03-01" })).toEqual({ from: "2028-02-29", to: "2028-02-29" });
  expect(periodBefore({ from: "2026-10-22", to: "2026-11-18" })).toEqual({ from: "2026-09-24", to: "2026-10-21" });
});

describe("the days of the charts", () => {
  it("pair each day with the day at its place, whatever is missing before it", () => {
    const now = { ...nothing, posts: [on("2026-03-08", 7)], followers: new Map([["2026-03-06", 120]]) };
    const before = { ...nothing, posts: [on("2026-03-04", 3)], followers: new Map([["2026-03-02", 90]]) };
    const days = pairDays(week, now, before);
    expect(days.map(({ day, beforeDay }) => [day, beforeDay])).toEqual([
      ["2026-03-05", "2026-03-01"],
      ["2026-03-06", "2026-03-02"],
      ["2026-03-07", "2026-03-03"],
      ["2026-03-08", "2026-03-04"],
    ]);
    expect(days.map(({ interactions }) => interactions)).toEqual([null, null, null, 7]);
    expect(days.map(({ interactionsBefore }) => interactionsBefore)).toEqual([null, null, null, 3]);
    expect(days.map(({ followers, followersBefore }) => [followers, followersBefore])[1]).toEqual([120, 90]);
    expect(days.map(({ followers }) => followers)).toEqual([null, 120, null, null]);
  });

  it("add up the posts of a day, and make no 0 of posts that were never read", () => {
    const posts = [on("2026-03-05", 4), on("2026-03-05", null), on("2026-03-05", 6), on("2026-03-06", null)];
    const [first, second, third] = pairDays(week, { ...nothing, posts }, nothing);
    expect(first).toMatchObject({ interactions: 10, posts: 3 });
    expect(second).toMatchObject({ interactions: null, posts: 1 });
    expect(third).toMatchObject({ interactions: null, posts: 0 });
  });

  it("count messages as none where none came", () => {
    const received = new Map([["2026-03-07", 12]]);
    const days = pairDays(week, { ...nothing, received }, { ...nothing, received: new Map([["2026-03-01", 2]]) });
    expect(days.map((day) => day.received)).toEqual([0, 0, 12, 0]);
    expect(days.map((day) => day.receivedBefore)).toEqual([2, 0, 0, 0]);
  });
});
