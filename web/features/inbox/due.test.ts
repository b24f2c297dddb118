import { describe, expect, it } from "vitest";
import { dueOf } from "./due.ts";

const now = new Date("2026-11-20T11:00:00Z");
const brand = { answerAim: 60, serviceHours: null, timeZone: "Europe/Istanbul" };

describe("when an answer is due", () => {
  it("is calm while more than half an hour is left", () => {
    expect(dueOf("2026-11-20T10:29:59Z", now, brand)).toEqual({ grade: "soon", seconds: 1799 });
    expect(dueOf("2026-11-20T10:31:00Z", now, brand)).toEqual({ grade: "calm", seconds: 1860 });
  });
  it("is late after an hour and says by how much", () => {
    expect(dueOf("2026-11-20T09:48:00Z", now, brand)).toEqual({ grade: "late", seconds: 720 });
  });
  it("is what the brand aims at, and turns soon at half of a short aim", () => {
    const quick = { ...brand, answerAim: 20 };
    expect(dueOf("2026-11-20T10:52:00Z", now, quick)).toEqual({ grade: "calm", seconds: 720 });
    expect(dueOf("2026-11-20T10:48:00Z", now, quick)).toEqual({ grade: "soon", seconds: 480 });
  });
  it("does not run outside service hours", () => {
    const office = { from: "09:00", to: "18:00" };
    const week = { ...brand, serviceHours: [office, office, office, office, office, null, null] };
    // written on Thursday at 20:00 in Istanbul, looked at on Friday at 09:20
    const morning = new Date("2026-11-20T06:20:00Z");
    expect(dueOf("2026-11-19T17:00:00Z", morning, week)).toEqual({ grade: "calm", seconds: 2400 });
  });
  it("is nothing when nobody waits", () => {
    expect(dueOf(null, now, brand)).toBeNull();
  });
});
