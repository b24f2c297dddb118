import { describe, expect, it } from "vitest";
import { alone, extremes, gapsOf, type Point } from "./chart-series.ts";

const points = (...values: (number | null)[]): Point[] =>
  values.map((now, at) => ({ day: `2026-11-0${at + 1}`, now, beforeDay: `2026-10-0${at + 1}`, before: null }));

describe("days without a value", () => {
  it("are hatched from the last known day to the next one", () => {
    expect(gapsOf(points(5, null, null, 7))).toEqual([{ from: "2026-11-01", to: "2026-11-04" }]);
  });

  it("are hatched to the edge when nothing follows or precedes", () => {
    expect(gapsOf(points(null, 5, null))).toEqual([
      { from: "2026-11-01", to: "2026-11-02" },
      { from: "2026-11-02", to: "2026-11-03" },
    ]);
  });

  it("are no gap when the value is zero", () => {
    expect(gapsOf(points(5, 0, 7))).toEqual([]);
  });
});

it("finds the values a line cannot draw", () => {
  const some = points(5, null, 7, 8);
  expect([0, 1, 2, 3].map((at) => alone(some, at, "now"))).toEqual([true, false, false, false]);
});

it("says the lowest and the highest value without counting gaps", () => {
  expect(extremes(points(4, null, 9))).toEqual({ low: 4, high: 9, day: "2026-11-03" });
  expect(extremes(points(null))).toBe(null);
});
