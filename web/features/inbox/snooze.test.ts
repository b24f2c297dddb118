import { describe, expect, it } from "vitest";
import { wakeAt } from "./snooze.ts";

describe("when a snoozed thread wakes", () => {
  const friday = new Date(2026, 10, 20, 11, 20);
  it("is Monday at nine, also on a Monday", () => {
    expect(wakeAt("monday", friday)).toEqual(new Date(2026, 10, 23, 9));
    expect(wakeAt("monday", new Date(2026, 10, 23, 8))).toEqual(new Date(2026, 10, 30, 9));
  });
  it("is this evening only while the evening is still ahead", () => {
    expect(wakeAt("evening", friday)).toEqual(new Date(2026, 10, 20, 18));
    expect(wakeAt("evening", new Date(2026, 10, 20, 17, 30))).toBeNull();
  });
});
