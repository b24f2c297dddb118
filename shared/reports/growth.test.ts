import { expect, it } from "vitest";
import { growthByDay, growthOf } from "./growth.ts";

const readings = new Map([
  ["2027-12-30", 100],
  ["2027-12-31", 130],
  ["2028-01-01", 120],
  ["2028-01-04", 150],
  ["2028-01-05", 155],
]);

it("begins with the first follower and leaves a change empty wherever one of its two days is not known", () => {
  expect(
    growthByDay(readings, "2028-01-06").map(({ day, followers, change }) => [day.slice(5), followers, change]),
  ).toEqual([
    ["12-30", 100, null],
    ["12-31", 130, 30],
    ["01-01", 120, -10],
    ["01-02", null, null],
    ["01-03", null, null],
    ["01-04", 150, null],
    ["01-05", 155, 5],
    ["01-06", null, null],
  ]);
  expect(growthByDay(new Map(), "2028-01-06")).toEqual([]);
  expect(growthByDay(readings, "2027-01-01")).toEqual([]);
});

it("tells the growth of a period over its gaps, and gains and losses only of the days it knows", () => {
  const points = growthByDay(readings, "2028-01-06");
  expect(growthOf(points, "2027-12-31", "2028-01-06")).toEqual({
    ...{ net: 55, fromDay: "2027-12-30", fromCount: 100, toDay: "2028-01-05", toCount: 155 },
    ...{ gains: 35, losses: -10, daysKnown: 3, daysWithout: 4 },
  });
});

it("begins at the first day inside when nothing is known before, and has no net of a single day", () => {
  const points = growthByDay(readings, "2028-01-06");
  expect(growthOf(points, "2027-12-01", "2027-12-31")).toMatchObject({ net: 30, fromDay: "2027-12-30" });
  expect(growthOf(points, "2027-12-01", "2027-12-30")).toMatchObject({ net: null, toCount: 100 });
  expect(growthOf(points, "2026-01-01", "2026-02-01")).toMatchObject({ net: null, toDay: null, daysKnown: 0 });
});
