import { describe, expect, it } from "vitest";
import { readingDue, readingSlot } from "./readings.ts";

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
