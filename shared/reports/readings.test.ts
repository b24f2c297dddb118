import { describe, expect, it } from "vitest";
import { nextReading, type ReadingPace, readingDue, readingSlot } from "./readings.ts";

const published = "2026-11-01T09:00:00.000Z";
const hoursOn = (hours: number) => new Date(Date.parse(published) + hours * 3_600_000).toISOString();
const kept = (days: number) =>
  new Set(Array.from({ length: days * 24 * 4 }, (_, quarter) => readingSlot(published, hoursOn(quarter / 4)))).size;

describe("readings of a post", () => {
  it("are due at once, then every hour while it is young, then more and more rarely", () => {
    expect(readingDue(published, null, hoursOn(0))).toBe(true);
    expect(readingDue(published, hoursOn(1), hoursOn(1.9))).toBe(false);
    expect(readingDue(published, hoursOn(1), hoursOn(2))).toBe(true);
    expect(readingDue(published, hoursOn(48), hoursOn(53))).toBe(false);
    expect(readingDue(published, hoursOn(48), hoursOn(54))).toBe(true);
    expect(readingDue(published, hoursOn(24 * 10), hoursOn(24 * 11 - 1))).toBe(false);
    expect(readingDue(published, hoursOn(24 * 10), hoursOn(24 * 11))).toBe(true);
    expect(readingDue(published, hoursOn(24 * 60), hoursOn(24 * 64))).toBe(false);
    expect(readingDue(published, hoursOn(24 * 60), hoursOn(24 * 67))).toBe(true);
  });

  it("stay few: 48 in two days, 91 in a month, 139 in a year", () => {
    expect(kept(2)).toBe(48);
    expect(kept(30)).toBe(48 + 20 + 23);
    expect(kept(365)).toBe(48 + 20 + 23 + 48);
  });

  it("never go back to an earlier step, and begin with 0 before the post is out", () => {
    expect(readingSlot(published, hoursOn(-5))).toBe(0);
    for (let hours = 0; hours < 24 * 800; hours += 7)
      expect(readingSlot(published, hoursOn(hours + 7))).toBeGreaterThanOrEqual(readingSlot(published, hoursOn(hours)));
  });
});

describe("asking for a post again", () => {
  const asked = (pace: ReadingPace, days: number) => {
    const times: string[] = [];
    for (
      let at: string | null = published;
      at !== null && at <= hoursOn(days * 24);
      at = nextReading(published, at, pace)
    )
      times.push(at);
    return times.length - 1;
  };

  it("comes at the beginning of the next step of the schedule, and each time begins a new reading", () => {
    expect(nextReading(published, hoursOn(0), "usual")).toBe(hoursOn(1));
    expect(nextReading(published, hoursOn(1.9), "usual")).toBe(hoursOn(2));
    expect(nextReading(published, hoursOn(50), "usual")).toBe(hoursOn(54));
    expect(nextReading(published, hoursOn(24 * 60), "usual")).toBe(hoursOn(24 * 65));
    expect(nextReading(published, hoursOn(24 * 400), "usual")).toBe(hoursOn(24 * 425));
    for (let hours = 0; hours < 24 * 800; hours += 5) {
      const next = nextReading(published, hoursOn(hours), "usual") ?? "";
      expect(readingDue(published, hoursOn(hours), next)).toBe(true);
    }
  });

  it("stays rare: 91 times in a month, 139 in a year, and 42 in all where each time costs money", () => {
    expect([30, 365].map((days) => asked("usual", days))).toEqual([91, 139]);
    expect([30, 365, 4000].map((days) => asked("sparing", days))).toEqual([30, 42, 42]);
  });

  it("is due once after a long absence, however many steps were slept through", () => {
    expect(nextReading(published, hoursOn(24 * 20.5), "usual")).toBe(hoursOn(24 * 21));
    expect(nextReading(published, hoursOn(24 * 366), "sparing")).toBeNull();
    expect(nextReading(published, hoursOn(-3), "usual")).toBe(hoursOn(1));
  });
});
