import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { maskPrivate } from "./mask-private.ts";
import { findPlaceholders } from "./placeholder.ts";

describe("a text that leaves for a model", () => {
  it.each([
    ["Write to hannah@example.com please", "Write to [email] please"],
    ["hannah (at) example.com", "[email]"],
    ["See https://shop.example/?mail=hannah@example.com&x=1", "See https://shop.example/?mail=[email]&x=1"],
    ["Call me on +44 20 7946 0958", "Call me on [phone number]"],
    ["IBAN TR33 0006 1005 1978 6457 8413 26 lütfen", "IBAN [number] lütfen"],
    ["4111 1111 1111 1111 was charged", "[number] was charged"],
    ["account 12345678", "account [number]"],
    ["hannah\u200B@example.com", "[email]"],
    ["sipariş no: 4711-99", "sipariş no: [order number]"],
    ["konto １２３４５６７８", "konto [number]"],
  ])("%s", (text, masked) => {
    expect(maskPrivate(text).text).toBe(masked);
  });

  it("keeps what is nobody's: years, prices, models", () => {
    const text = "Since 2019 the K200 costs 129,90 € and holds 1.7 l.";
    expect(maskPrivate(text)).toEqual({ text, replaced: 0 });
  });

  it("holds no mail address and no long number, whatever stood around them", () => {
    const around = fc.string({ unit: "grapheme", maxLength: 40 });
    fc.assert(
      fc.property(around, around, (before, after) => {
        const { text } = maskPrivate(`${before} hannah@example.com ${after} 4111 1111 1111 1111`);
        expect(text).not.toMatch(/hannah@example\.com|4111 1111 1111 1111/);
      }),
    );
  });

  it("leaves blanks that the check finds when they come back", () => {
    const { text, replaced } = maskPrivate(
      "a@b.com, +44 20 7946 0958, TR33 0006 1005 1978 6457 8413 26, order no. 4711-99",
    );
    expect(replaced).toBe(4);
    expect(findPlaceholders(text)).toHaveLength(4);
  });
});
