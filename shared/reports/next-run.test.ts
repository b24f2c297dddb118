import { describe, expect, it } from "vitest";
import { nextRun, periodAt, type Rhythm } from "./next-run.ts";

const weekly = (on: number, hour: number, timeZone: string): Rhythm => ({ every: "week", on, hour, timeZone });
const monthly = (on: number, hour: number, timeZone: string): Rhythm => ({ every: "month", on, hour, timeZone });

describe("the next moment of a rhythm", () => {
  it("stays at the reader's hour when the clocks change", () => {
    const monday = weekly(1, 8, "Europe/Helsinki");
    expect(nextRun(monday, "2026-10-20T00:00:00.000Z")).toBe("2026-10-26T06:00:00.000Z");
    expect(nextRun(monday, "2026-10-13T00:00:00.000Z")).toBe("2026-10-19T05:00:00.000Z");
    expect(nextRun(weekly(1, 8, "Europe/Istanbul"), "2026-10-20T00:00:00.000Z")).toBe("2026-10-26T05:00:00.000Z");
    expect(nextRun(weekly(7, 8, "America/New_York"), "2026-11-01T12:00:00.000Z")).toBe("2026-11-01T13:00:00.000Z");
  });

  it("takes an hour that daylight saving leaves out once, an hour later", () => {
    const sunday = weekly(7, 3, "Europe/Warsaw");
    const at = nextRun(weekly(7, 2, "Europe/Warsaw"), "2026-03-28T12:00:00.000Z");
    expect(at).toBe("2026-03-29T01:00:00.000Z");
    expect(nextRun(sunday, "2026-03-28T12:00:00.000Z")).toBe("2026-03-29T01:00:00.000Z");
    expect(nextRun(weekly(7, 2, "Europe/Warsaw"), at)).toBe("2026-04-05T00:00:00.000Z");
  });

  it("takes an hour that comes twice the first time, and not again", () => {
    const twice = weekly(7, 3, "Europe/Helsinki");
    const at = nextRun(twice, "2026-10-24T12:00:00.000Z");
    expect(at).toBe("2026-10-25T00:00:00.000Z");
    expect(nextRun(twice, at)).toBe("2026-11-01T01:00:00.000Z");
  });

  it("is strictly later, also when asked at the very moment", () => {
    const at = "2026-11-23T05:00:00.000Z";
    expect(nextRun(weekly(1, 8, "Europe/Istanbul"), "2026-11-23T04:59:59.999Z")).toBe(at);
    expect(nextRun(weekly(1, 8, "Europe/Istanbul"), at)).toBe("2026-11-30T05:00:00.000Z");
  });

  it("takes the last day of months that are too short, leap years included", () => {
    const last = monthly(31, 9, "UTC");
    const moments = ["2028-01-31T08:00:00.000Z"];
    for (let at = 0; at < 4; at++) moments.push(nextRun(last, moments.at(-1) ?? ""));
    expect(moments.slice(1)).toEqual([
      "2028-01-31T09:00:00.000Z",
      "2028-02-29T09:00:00.000Z",
      "2028-03-31T09:00:00.000Z",
      "2028-04-30T09:00:00.000Z",
    ]);
    expect(nextRun(monthly(1, 0, "Pacific/Auckland"), "2026-12-31T10:00:00.000Z")).toBe("2026-12-31T11:00:00.000Z");
  });

  it("comes once a week and once a month over ten years, in zones of every kind", () => {
    for (const zone of ["Europe/Istanbul", "America/St_Johns", "Australia/Lord_Howe", "Pacific/Apia", "Africa/Cairo"]) {
      let at = "2020-01-01T00:00:00.000Z";
      const days: number[] = [];
      for (let count = 0; count < 520; count++) {
        const next = nextRun(weekly(5, 0, zone), at);
        days.push((Date.parse(next) - Date.parse(at)) / 86_400_000);
        at = next;
      }
      expect(Math.min(...days.slice(1)), zone).toBeGreaterThan(6.9);
      expect(Math.max(...days.slice(1)), zone).toBeLessThan(7.1);
    }
  });

  it("knows zones whose clocks are off by half hours", () => {
    const after = "2026-06-01T00:00:00.000Z";
    expect(nextRun(weekly(1, 9, "Asia/Kolkata"), after)).toBe("2026-06-01T03:30:00.000Z");
    expect(nextRun(weekly(1, 9, "America/St_Johns"), after)).toBe("2026-06-01T11:30:00.000Z");
  });
});

describe("what a report sent at a moment is about", () => {
  it("is the seven whole days before, in the brand's zone and not in the reader's", () => {
    const at = "2026-11-22T22:00:00.000Z";
    expect(periodAt("week", at, "Europe/Istanbul")).toEqual({ from: "2026-11-16", to: "2026-11-22" });
    expect(periodAt("week", at, "UTC")).toEqual({ from: "2026-11-15", to: "2026-11-21" });
  });

  it("is the last whole month, over a year's boundary and a leap day", () => {
    expect(periodAt("month", "2027-01-01T06:00:00.000Z", "UTC")).toEqual({ from: "2026-12-01", to: "2026-12-31" });
    expect(periodAt("month", "2028-03-31T06:00:00.000Z", "UTC")).toEqual({ from: "2028-02-01", to: "2028-02-29" });
  });
});
