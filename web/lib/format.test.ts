import { describe, expect, it } from "vitest";
import { createFormat } from "#web/lib/format.ts";

const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, " ");
const now = new Date("2026-11-22T10:00:00Z");
const past = (seconds: number) => new Date(now.getTime() - seconds * 1000).toISOString();

describe("formats", () => {
  it("writes per cent as each locale does", () => {
    expect(createFormat("en-GB", "UTC").percent(0.0057, 2)).toBe("0.57%");
    expect(createFormat("tr-TR", "UTC").percent(0.0057, 2)).toBe("%0,57");
    expect(plain(createFormat("fi-FI", "UTC").percent(0.0057, 2))).toBe("0,57 %");
    expect(plain(createFormat("pl-PL", "UTC").percent(0.0057, 2))).toBe("0,57%");
  });

  it("groups digits as each locale does", () => {
    expect(createFormat("en-GB", "UTC").number(102712)).toBe("102,712");
    expect(createFormat("tr-TR", "UTC").number(102712)).toBe("102.712");
    expect(plain(createFormat("fi-FI", "UTC").number(102712))).toBe("102 712");
  });

  it("never shows a missing number as 0", () => {
    const format = createFormat("en-GB", "UTC");
    expect([format.number(null), format.percent(null), format.decimal(null), format.compact(null)]).toEqual([
      "n/a",
      "n/a",
      "n/a",
      "n/a",
    ]);
    expect(format.number(0)).toBe("0");
  });

  it("says times in the brand's zone, not the browser's", () => {
    const late = "2026-11-21T22:30:00Z";
    expect(createFormat("en-GB", "Europe/Istanbul").time(late)).toBe("01:30");
    expect(createFormat("en-GB", "Europe/Istanbul").day(late)).toBe("22 Nov");
    expect(createFormat("en-GB", "UTC").day(late)).toBe("21 Nov");
  });

  it("says a time ahead alone while it is today in the brand's zone, and with its day else", () => {
    const ahead = (at: string, zone: string) => createFormat("en-GB", zone).ahead(at, now);
    expect(ahead("2026-11-22T22:30:00Z", "UTC")).toBe("22:30");
    expect(ahead("2026-11-22T22:30:00Z", "Europe/Istanbul")).toBe("23 Nov 2026, 01:30");
    expect(ahead("2026-11-23T10:00:00Z", "UTC")).toBe("23 Nov 2026, 10:00");
  });

  it("goes from seconds over days to dates, with the year when it is another one", () => {
    const format = createFormat("en-GB", "UTC");
    const ago = (at: string) => format.ago(at, now);
    expect([ago(past(40)), ago(past(42 * 60)), ago(past(3 * 3600)), ago(past(3 * 86_400))]).toEqual([
      "40s",
      "42m",
      "3h",
      "3d",
    ]);
    expect(ago("2026-11-02T10:00:00Z")).toBe("2 Nov");
    expect(ago("2025-03-14T10:00:00Z")).toBe("14 Mar 2025");
    expect(ago(past(-5))).toBe("0s");
  });

  it("leaves a calendar day where it is in every zone", () => {
    expect(createFormat("en-GB", "Pacific/Auckland").calendarDay("2026-11-18")).toBe("18 Nov 2026");
    expect(createFormat("en-GB", "Pacific/Pago_Pago").calendarDay("2026-11-18")).toBe("18 Nov 2026");
  });
});
