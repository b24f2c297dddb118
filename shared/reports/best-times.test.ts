import { describe, expect, it } from "vitest";
import { bestCells, chanceOfBest, hourOfWeek, type TimedRate, timeCells } from "./best-times.ts";

const at = (weekday: number, hour: number, ...rates: number[]): TimedRate[] =>
  rates.map((rate) => ({ weekday, hour, rate }));

describe("the hour of the week", () => {
  it("is the brand's, with daylight saving of its own day", () => {
    expect(hourOfWeek("Europe/Helsinki", "2026-10-24T15:30:00.000Z")).toEqual({ weekday: 5, hour: 18 });
    expect(hourOfWeek("Europe/Helsinki", "2026-10-25T15:30:00.000Z")).toEqual({ weekday: 6, hour: 17 });
    expect(hourOfWeek("Europe/Istanbul", "2026-10-25T15:30:00.000Z")).toEqual({ weekday: 6, hour: 18 });
  });

  it("turns the week at the brand's midnight and calls it hour 0", () => {
    expect(hourOfWeek("Europe/Istanbul", "2026-11-22T21:00:00.000Z")).toEqual({ weekday: 0, hour: 0 });
    expect(hourOfWeek("America/New_York", "2026-11-23T04:59:59.000Z")).toEqual({ weekday: 6, hour: 23 });
  });

  it("counts the hour that comes twice as one hour, and knows half-hour zones", () => {
    expect(hourOfWeek("Europe/Helsinki", "2026-10-25T00:30:00.000Z").hour).toBe(3);
    expect(hourOfWeek("Europe/Helsinki", "2026-10-25T01:30:00.000Z").hour).toBe(3);
    expect(hourOfWeek("Asia/Kolkata", "2026-11-23T03:45:00.000Z")).toEqual({ weekday: 0, hour: 9 });
  });
});

describe("the cells", () => {
  const posts = [...at(1, 9, 0.03, 0.01, 0.02, 0.05), ...at(4, 18, 0.09, 0.08), ...at(0, 0, 0.02, 0.02, 0.02)];
  it("hold the median and the middle half of their own posts", () => {
    expect(timeCells(posts)).toEqual([
      { weekday: 0, hour: 0, count: 3, median: 0.02, q1: 0.02, q3: 0.02 },
      { weekday: 1, hour: 9, count: 4, median: 0.025, q1: 0.0175, q3: 0.035 },
      {
        weekday: 4,
        hour: 18,
        count: 2,
        median: expect.closeTo(0.085, 12),
        q1: expect.any(Number),
        q3: expect.any(Number),
      },
    ]);
  });

  it("compare only with three posts or more: two lucky ones are no best hour", () => {
    expect(bestCells(timeCells(posts)).map((cell) => [cell.weekday, cell.median])).toEqual([
      [1, 0.025],
      [0, 0.02],
    ]);
  });
});

describe("the chance of a best hour", () => {
  it("is small where one hour stands out, large where all hours are alike, and the same twice", () => {
    const clear = [
      ...at(1, 9, 0.5, 0.51, 0.52, 0.53, 0.54, 0.55),
      ...at(2, 9, 0.1, 0.11, 0.12, 0.13, 0.1, 0.11),
      ...at(3, 9, 0.1, 0.12, 0.09, 0.13, 0.1, 0.12),
    ];
    const alike = [...at(1, 9, 0.1, 0.2, 0.3), ...at(2, 9, 0.11, 0.19, 0.31), ...at(3, 9, 0.12, 0.21, 0.29)];
    expect(chanceOfBest(clear)).toBeLessThan(0.02);
    expect(chanceOfBest(alike)).toBeGreaterThan(0.3);
    expect(chanceOfBest(alike)).toBe(chanceOfBest(alike));
  });

  it("is never 0, and is not told where nothing can be compared", () => {
    const clear = [...at(1, 9, ...Array(30).fill(1)), ...at(2, 9, ...Array(30).fill(0))];
    expect(chanceOfBest(clear)).toBeGreaterThan(0);
    expect(chanceOfBest(at(1, 9, 0.1, 0.2, 0.3))).toBeNull();
    expect(chanceOfBest([])).toBeNull();
  });
});
