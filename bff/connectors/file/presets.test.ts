import { describe, expect, it } from "vitest";
import { localTime, zonedInstant } from "#bff/connectors/file/local-time.ts";
import { presets } from "#bff/connectors/file/presets.ts";

const care = presets["care-conversations"]?.({ timeZone: "UTC", year: 2026 });
const airline = presets["airline-mentions"]?.({ timeZone: "UTC", year: 2026 });

describe("times in files", () => {
  it("are read with their offset, or as the clock of the brand", () => {
    expect(localTime("2015-02-24 11:35:52 -0800", "UTC")).toBe("2015-02-24T19:35:52.000Z");
    expect(localTime("2026-07-01 10:00", "Europe/Helsinki")).toBe("2026-07-01T07:00:00.000Z");
    expect(localTime("1711843200", "UTC")).toBe("2024-03-31T00:00:00.000Z");
    expect(localTime("2026-02-30 10:00", "UTC")).toBeNull();
    expect(localTime("soon", "UTC")).toBeNull();
  });
  it("come out right on both sides of a change of the clocks", () => {
    expect(zonedInstant("2026-03-29T02:30:00", "Europe/Helsinki")).toBe("2026-03-29T00:30:00.000Z");
    expect(zonedInstant("2026-03-29T04:30:00", "Europe/Helsinki")).toBe("2026-03-29T01:30:00.000Z");
  });
});

describe("care conversations", () => {
  it("keep their order, and make up no time to answer", () => {
    const turn = (who: string, at: string | null, text: string) => ({ who, author: who, at, text });
    const row = {
      id: "c1",
      brand: "b",
      thread: [turn("member", "2020-04-01T10:00:00Z", "Why?"), turn("brand", null, "Because &amp; so")],
    };
    const mapped = care?.(row);
    expect(mapped && "items" in mapped && mapped.items).toMatchObject([
      { externalId: "c1-0", byBrand: false, sentAt: "2020-04-01T10:00:00.000Z" },
      { externalId: "c1-1", byBrand: true, sentAt: "2020-04-01T10:00:00.000Z", text: "Because & so" },
    ]);
  });
  it("need somebody outside the brand", () => {
    const row = {
      id: "c1",
      brand: "b",
      thread: [{ who: "brand", author: "b", at: "2020-04-01T10:00:00Z", text: "Hi" }],
    };
    expect(care?.(row)).toEqual({ rejected: "Nobody outside the brand says anything in it." });
  });
});

it("airline mentions name the column that is missing", () => {
  expect(airline?.({ tweet_id: "1", name: "a", text: "", tweet_created: "x" })).toEqual({
    rejected: "The column text is missing or empty.",
  });
});
