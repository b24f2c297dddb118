import { describe, expect, it } from "vitest";
import { dayCount, periodIdOf, periodIds, periodOf, sayPeriod, wrongWith } from "./period.ts";

describe("the periods to choose from", () => {
  it("end with the last whole day and have as many days as they say", () => {
    expect(periodOf("28d", "2026-11-19")).toEqual({ from: "2026-10-22", to: "2026-11-18" });
    expect(dayCount(periodOf("7d", "2026-03-02"))).toBe(7);
    expect(dayCount(periodOf("90d", "2026-03-02"))).toBe(90);
  });

  it("go over the ends of months, of years and of a leap February", () => {
    expect(periodOf("7d", "2028-03-02")).toEqual({ from: "2028-02-24", to: "2028-03-01" });
    expect(periodOf("lastMonth", "2028-03-31")).toEqual({ from: "2028-02-01", to: "2028-02-29" });
    expect(periodOf("lastMonth", "2027-01-01")).toEqual({ from: "2026-12-01", to: "2026-12-31" });
  });

  it("begin this month on its first, and have today alone on that day", () => {
    expect(periodOf("month", "2026-11-19")).toEqual({ from: "2026-11-01", to: "2026-11-18" });
    expect(periodOf("month", "2026-11-01")).toEqual({ from: "2026-11-01", to: "2026-11-01" });
  });

  it("are recognised from an address, and dates of one's own are not", () => {
    for (const id of periodIds) expect(periodIdOf(periodOf(id, "2026-11-19"), "2026-11-19")).toBe(id);
    expect(periodIdOf({ from: "2026-10-03", to: "2026-10-09" }, "2026-11-19")).toBe(null);
  });
});

it("says what is wrong with dates before the server has to", () => {
  expect(wrongWith({ from: "", to: "2026-11-18" })).toBe("missing");
  expect(wrongWith({ from: "2026-11-19", to: "2026-11-18" })).toBe("backwards");
  expect(wrongWith({ from: "2025-01-01", to: "2026-11-18" })).toBe("long");
  expect(wrongWith({ from: "2026-11-18", to: "2026-11-18" })).toBe(null);
});

it("names the years of a period only when they are not this one", () => {
  expect(sayPeriod({ from: "2026-10-22", to: "2026-11-18" }, "en-GB", "2026")).not.toMatch(/2026/);
  expect(sayPeriod({ from: "2025-12-20", to: "2026-01-03" }, "en-GB", "2026")).toMatch(/2025.*2026/);
});
