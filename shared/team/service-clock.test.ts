import { describe, expect, it } from "vitest";
import { type ServiceHours, serviceClock } from "./service-clock.ts";

const office = { from: "09:00", to: "18:00" };
const week: ServiceHours = [office, office, office, office, office, null, null];
const all: ServiceHours = Array.from({ length: 7 }, () => ({ from: "00:00", to: "24:00" }));
const hours = (count: number) => count * 3600;

describe("time within service hours", () => {
  const inHelsinki = serviceClock(week, "Europe/Helsinki");

  it("runs only while the brand is there", () => {
    expect(inHelsinki("2026-11-18T08:00:00.000Z", "2026-11-18T08:25:30.000Z")).toBe(25 * 60 + 30);
    expect(inHelsinki("2026-11-18T15:30:00.000Z", "2026-11-19T07:10:00.000Z")).toBe(40 * 60);
    expect(inHelsinki("2026-11-18T19:00:00.000Z", "2026-11-18T21:00:00.000Z")).toBe(0);
  });

  it("passes over days off", () => {
    // Friday 17:00 to Monday 10:00 in Helsinki
    expect(inHelsinki("2026-11-20T15:00:00.000Z", "2026-11-23T08:00:00.000Z")).toBe(hours(2));
  });

  it("follows the wall clock over changes of the clocks", () => {
    const night = serviceClock(all, "Europe/Helsinki");
    expect(night("2026-03-28T22:00:00.000Z", "2026-03-29T21:00:00.000Z")).toBe(hours(23));
    expect(night("2026-10-24T21:00:00.000Z", "2026-10-25T22:00:00.000Z")).toBe(hours(25));
    // nine o'clock is an hour earlier in UTC after the change
    expect(inHelsinki("2026-03-27T06:00:00.000Z", "2026-03-27T08:00:00.000Z")).toBe(hours(1));
    expect(inHelsinki("2026-03-30T06:00:00.000Z", "2026-03-30T08:00:00.000Z")).toBe(hours(2));
  });

  it("begins with the change where the clock leaves the opening time out", () => {
    const early = serviceClock(
      all.map(() => ({ from: "03:30", to: "05:00" })),
      "Europe/Helsinki",
    );
    expect(early("2026-03-29T00:00:00.000Z", "2026-03-29T12:00:00.000Z")).toBe(hours(1));
    const santiago = serviceClock(all, "America/Santiago");
    expect(santiago("2026-09-06T03:00:00.000Z", "2026-09-07T03:00:00.000Z")).toBe(hours(24));
    expect(santiago("2026-09-05T04:00:00.000Z", "2026-09-07T03:00:00.000Z")).toBe(hours(47));
  });

  it("is all the time without hours, and never below 0", () => {
    const round = serviceClock(null, "Europe/Helsinki");
    expect(round("2026-11-18T19:00:00.000Z", "2026-11-19T19:00:00.000Z")).toBe(hours(24));
    expect(round("2026-11-19T19:00:00.000Z", "2026-11-18T19:00:00.000Z")).toBe(0);
    expect(inHelsinki("2026-11-19T10:00:00.000Z", "2026-11-18T10:00:00.000Z")).toBe(0);
  });
});
