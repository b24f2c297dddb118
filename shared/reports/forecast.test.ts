import { describe, expect, it } from "vitest";
import { addDays } from "../time.ts";
import { forecastOf, leastDays } from "./forecast.ts";
import { methodNames, methods } from "./forecast-methods.ts";

const daysOf = (values: readonly (number | null)[], from = "2026-01-01") =>
  values.map((value, at) => ({ day: addDays(from, at), value }));

/** Numbers between 0 and 1, the same in every run. */
function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1664525 + 1013904223) % 4294967296;
    return state / 4294967296;
  };
}
const noise = (next: () => number) => next() + next() + next() - 1.5;

describe("the methods", () => {
  const weeks = Array.from({ length: 42 }, (_, at) => [10, 20, 30, 40, 50, 5, 0][at % 7] ?? 0);
  it("say nothing below zero and as many days as asked, whatever the history", () => {
    for (const name of methodNames)
      for (const history of [[3], [0, 0, 0], [9, 6, 3, 0], weeks]) {
        const said = methods[name](history, 10);
        expect(said, name).toHaveLength(10);
        expect(
          said.every((value) => Number.isFinite(value) && value >= 0),
          name,
        ).toBe(true);
      }
  });

  it("find the weekday a week that repeats exactly is on", () => {
    for (const name of ["last-week", "weekly-median", "weekly-level"] as const)
      methods[name](weeks, 9).forEach((value, at) => {
        expect(value, name).toBeCloseTo([10, 20, 30, 40, 50, 5, 0, 10, 20][at] ?? -1, 6);
      });
  });

  it("go on along a straight line, or flatten it", () => {
    const line = Array.from({ length: 50 }, (_, at) => 100 + 10 * at);
    expect(methods.drift(line, 3)).toEqual([600, 610, 620]);
    const damped = methods.holt(line, 200);
    expect(damped[0]).toBeGreaterThan(595);
    expect((damped[199] ?? 0) - (damped[198] ?? 0)).toBeLessThan(0.01);
  });
});

describe("a forecast", () => {
  it("is not made under 21 known days, however long the calendar", () => {
    const short = Array.from({ length: leastDays - 1 }, (_, at) => at);
    expect(forecastOf("received", daysOf(short), 7)).toMatchObject({ missing: "too_short", known: 20, ahead: [] });
    const holes = short.flatMap((value) => [value, null]);
    expect(forecastOf("received", daysOf(holes), 7).missing).toBe("too_short");
    expect(forecastOf("received", daysOf([]), 7)).toMatchObject({ missing: "too_short", history: [] });
    const sparse = Array.from({ length: 90 }, (_, at) => (at % 4 === 0 ? at : null));
    expect(forecastOf("received", daysOf(sparse), 7).missing).toBe("too_many_gaps");
  });

  it("says so when nothing ever moves, since no error can be compared", () => {
    expect(forecastOf("received", daysOf(Array(60).fill(4)), 7)).toMatchObject({ missing: "stands_still" });
  });

  it("begins with the first known day and looks ahead from the newest one", () => {
    const values = [null, null, ...Array.from({ length: 40 }, (_, at) => (at * 7) % 5), null];
    const made = forecastOf("received", daysOf(values), 7);
    expect(made.history[0]?.day).toBe("2026-01-03");
    expect(made.ahead.map((one) => one.day)).toEqual([12, 13, 14, 15, 16, 17, 18].map((day) => `2026-02-${day}`));
  });

  it("says that nothing beats last week where every weekday goes its own way from week to week", () => {
    const next = dice(7);
    const values: number[] = [];
    for (let at = 0; at < 210; at++) values.push(Math.max(0, (values[at - 7] ?? 500) + 60 * noise(next)));
    const made = forecastOf("received", daysOf(values), 7);
    expect(made).toMatchObject({ nothingBetter: true, method: "last-week" });
    expect(Math.min(...made.tests.map((one) => one.againstLastWeek))).toBeGreaterThan(0.95);
  });

  it("takes a method that beats last week on noise around a fixed week, and its bands keep their word", () => {
    const next = dice(3);
    const values = Array.from({ length: 240 }, (_, at) =>
      Math.max(0, Math.round(60 + 40 * Math.sin((at * 2 * Math.PI) / 7) + 20 * noise(next))),
    );
    const made = forecastOf("received", daysOf(values), 14);
    const winner = made.tests.find((one) => one.name === made.method);
    expect(made.nothingBetter).toBe(false);
    expect(winner?.againstLastWeek).toBeLessThan(0.95);
    expect(made.coverage80?.share).toBeGreaterThan(0.72);
    expect(made.coverage80?.share).toBeLessThan(0.88);
    expect(made.coverage95?.share).toBeGreaterThan(0.9);
    const added = made.ahead.slice(0, 7).reduce((sum, day) => sum + day.value, 0);
    expect(Math.abs((made.week?.value ?? 0) / added - 1)).toBeLessThan(0.1);
    expect(made.week?.coverage.share).toBeGreaterThan(0.7);
    const [low, high] = [made.week?.low80 ?? 0, made.week?.high80 ?? 0];
    const days = (edge: "low80" | "high80") => made.ahead.slice(0, 7).reduce((sum, day) => sum + day[edge], 0);
    expect(high - low).toBeLessThan(days("high80") - days("low80"));
    for (const day of made.ahead) {
      expect(day.low95).toBeLessThanOrEqual(day.low80);
      expect(day.low80).toBeLessThanOrEqual(day.value + 1e-9);
      expect(day.high80).toBeGreaterThanOrEqual(day.value - 1e-9);
      expect(day.high95).toBeGreaterThanOrEqual(day.high80);
    }
  });

  it("scores no day that was not read, and fills it for the methods only", () => {
    const line = Array.from({ length: 80 }, (_, at) => 1000 + at * 30 + (at % 3));
    const holes = line.map((value, at) => (at % 9 === 4 ? null : value));
    const made = forecastOf("followers", daysOf(holes), 7);
    expect(made.history.filter(({ value }) => value === null)).toHaveLength(9);
    expect(made.known).toBe(71);
    expect(made.method).toBe("drift");
    expect(made.ahead[0]?.value).toBeCloseTo(3401, -1);
  });

  it("counts as missed what nobody could have foreseen", () => {
    const next = dice(11);
    const values = Array.from({ length: 90 }, (_, at) => Math.round(50 + 10 * noise(next) + (at % 7) * 9));
    const calm = forecastOf("received", daysOf([...values, 50]), 7).coverage95;
    const burst = forecastOf("received", daysOf([...values, 5000]), 7).coverage95;
    expect(burst?.tried).toBe(calm?.tried);
    expect(burst?.inside).toBeLessThanOrEqual((calm?.tried ?? 0) - 7);
  });

  it("says a week that few days carry as a whole, not as the sum of its usual days", () => {
    const next = dice(5);
    const values = Array.from({ length: 200 }, () => (next() < 0.25 ? 100 + Math.round(40 * next()) : 0));
    const made = forecastOf("interactions", daysOf(values), 7);
    const usual = values.reduce((sum, value) => sum + value, 0) / (values.length / 7);
    const added = made.ahead.reduce((sum, day) => sum + day.value, 0);
    expect(added).toBeLessThan(usual / 4);
    expect(made.week?.value).toBeGreaterThan(usual / 3);
    const [low, high] = [made.week?.low80 ?? 0, made.week?.high80 ?? 0];
    expect(high - low).toBeGreaterThan(usual / 4);
    expect(made.week?.coverage.share).toBeGreaterThan(0.65);
  });
});
