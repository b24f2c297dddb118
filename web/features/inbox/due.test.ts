import { describe, expect, it } from "vitest";
import { dueOf } from "./due.ts";

const now = new Date("2026-11-20T11:00:00Z");

describe("when an answer is due", () => {
  it("is calm while more than half an hour is left", () => {
    expect(dueOf("2026-11-20T10:29:59Z", now)).toEqual({ grade: "soon", seconds: 1799 });
    expect(dueOf("2026-11-20T10:31:00Z", now)).toEqual({ grade: "calm", seconds: 1860 });
  });
  it("is late after an hour and says by how much", () => {
    expect(dueOf("2026-11-20T09:48:00Z", now)).toEqual({ grade: "late", seconds: 720 });
  });
  it("is nothing when nobody waits", () => {
    expect(dueOf(null, now)).toBeNull();
  });
});
