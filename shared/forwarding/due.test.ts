import { describe, expect, it } from "vitest";
import { dueChoices, instantAt } from "#shared/forwarding/due.ts";

describe("a wall clock's instant", () => {
  it("is that of the brand's time zone", () => {
    expect(instantAt("Europe/Istanbul", "2026-11-20", "12:00")).toBe("2026-11-20T09:00:00.000Z");
    expect(instantAt("America/New_York", "2026-11-20", "12:00")).toBe("2026-11-20T17:00:00.000Z");
    expect(instantAt("UTC", "2026-11-20", "00:00")).toBe("2026-11-20T00:00:00.000Z");
  });
  it("follows the change of the clocks on the day itself", () => {
    expect(instantAt("Europe/Helsinki", "2026-10-25", "01:00")).toBe("2026-10-24T22:00:00.000Z");
    expect(instantAt("Europe/Helsinki", "2026-10-25", "12:00")).toBe("2026-10-25T10:00:00.000Z");
    expect(instantAt("Europe/Warsaw", "2026-03-29", "12:00")).toBe("2026-03-29T10:00:00.000Z");
  });
});

describe("when an answer is needed", () => {
  const keys = (now: string) => dueChoices(new Date(now), "Europe/Istanbul").map((choice) => choice.key);
  it("offers today only while there is time", () => {
    expect(keys("2026-11-18T09:00:00Z")).toEqual(["today", "tomorrow", "monday"]);
    expect(keys("2026-11-18T13:00:00Z")).toEqual(["tomorrow", "monday"]);
  });
  it("does not offer Monday twice on a Sunday", () => {
    expect(keys("2026-11-22T07:00:00Z")).toEqual(["today", "tomorrow"]);
  });
  it("takes the day of the brand, not of UTC", () => {
    const [first] = dueChoices(new Date("2026-11-18T22:30:00Z"), "Europe/Istanbul");
    expect(first).toEqual({ key: "today", at: "2026-11-19T14:00:00.000Z" });
  });
});
