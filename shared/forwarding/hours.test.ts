import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { WorkingHours } from "#shared/forwarding/department.ts";
import { addWorking, nextWorking, takeWorking, workingBetween } from "#shared/forwarding/hours.ts";

const istanbul: WorkingHours = { timeZone: "Europe/Istanbul", days: [1, 2, 3, 4, 5], from: "09:00", to: "17:00" };
const helsinki: WorkingHours = { ...istanbul, timeZone: "Europe/Helsinki" };

describe("working hours", () => {
  it("begin on the department's own clock, after a night, a weekend, or at once", () => {
    expect(nextWorking("2026-11-18T03:00:00.000Z", istanbul)).toBe("2026-11-18T06:00:00.000Z");
    expect(nextWorking("2026-11-18T10:00:00.000Z", istanbul)).toBe("2026-11-18T10:00:00.000Z");
    expect(nextWorking("2026-11-20T14:00:00.000Z", istanbul)).toBe("2026-11-23T06:00:00.000Z");
  });
  it("are counted over nights and weekends", () => {
    expect(addWorking("2026-11-20T12:00:00.000Z", 4, istanbul)).toBe("2026-11-23T08:00:00.000Z");
    expect(addWorking("2026-11-18T06:00:00.000Z", 8, istanbul)).toBe("2026-11-18T14:00:00.000Z");
    expect(workingBetween("2026-11-20T12:00:00.000Z", "2026-11-23T08:00:00.000Z", istanbul)).toBe(4);
    expect(workingBetween("2026-11-23T08:00:00.000Z", "2026-11-20T12:00:00.000Z", istanbul)).toBe(0);
  });
  it("keep to the wall clock when summer time ends or begins", () => {
    // 25 October 2026 is a Sunday on which Helsinki goes back from UTC+3 to UTC+2.
    expect(addWorking("2026-10-23T13:00:00.000Z", 2, helsinki)).toBe("2026-10-26T08:00:00.000Z");
    expect(addWorking("2026-03-27T14:00:00.000Z", 2, helsinki)).toBe("2026-03-30T07:00:00.000Z");
  });
  it("count the hour that a change of the clocks takes from a working night", () => {
    const nights: WorkingHours = { ...helsinki, days: [7], from: "00:00", to: "08:00" };
    expect(workingBetween("2026-03-28T00:00:00.000Z", "2026-03-30T00:00:00.000Z", nights)).toBe(7);
    expect(workingBetween("2026-10-24T00:00:00.000Z", "2026-10-26T00:00:00.000Z", nights)).toBe(9);
  });
  it("never run out where nobody ever works", () => {
    expect(addWorking("2026-11-18T06:00:00.000Z", 3, { ...istanbul, days: [] })).toBe("2026-11-18T09:00:00.000Z");
    expect(nextWorking("2026-11-18T06:00:00.000Z", { ...istanbul, days: [] })).toBe("2026-11-18T06:00:00.000Z");
  });
  it("go back without passing the beginning", () => {
    expect(takeWorking("2026-11-23T08:00:00.000Z", 4, istanbul, "2026-11-18T06:00:00.000Z")).toBe(
      "2026-11-20T12:00:00.000Z",
    );
    expect(takeWorking("2026-11-18T10:00:00.000Z", 40, istanbul, "2026-11-18T06:00:00.000Z")).toBe(
      "2026-11-18T06:00:00.000Z",
    );
  });
  it("are worth as much as was added, in any zone, whatever the clocks do", () => {
    const zones = ["Europe/Istanbul", "Europe/Helsinki", "America/New_York", "Australia/Lord_Howe", "UTC"];
    const minutes = fc.integer({ min: Date.UTC(2026, 0, 1) / 60_000, max: Date.UTC(2027, 0, 1) / 60_000 });
    fc.assert(
      fc.property(fc.constantFrom(...zones), minutes, fc.integer({ min: 1, max: 600 }), (timeZone, from, tenths) => {
        const hours: WorkingHours = { timeZone, days: [1, 2, 3, 4, 6], from: "08:30", to: "16:15" };
        const at = new Date(from * 60_000).toISOString();
        const end = addWorking(at, tenths / 10, hours);
        expect(workingBetween(at, end, hours)).toBeCloseTo(tenths / 10, 6);
      }),
      { numRuns: 60 },
    );
  });
});
