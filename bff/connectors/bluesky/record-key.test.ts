import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { recordKeyOf } from "./record-key.ts";

/** From https://atproto.com/specs/tid. */
const tid = /^[234567abcdefghij][234567abcdefghijklmnopqrstuvwxyz]{12}$/;

describe("the record key of a reply", () => {
  it("is a valid TID for any idempotency key", () => {
    fc.assert(
      fc.property(fc.string(), (key) => {
        expect(recordKeyOf(key)).toMatch(tid);
      }),
    );
  });

  it("is the same for the same key and another for another key", () => {
    expect(recordKeyOf("reply-1")).toBe(recordKeyOf("reply-1"));
    expect(new Set(Array.from({ length: 5000 }, (_, n) => recordKeyOf(`reply-${n}`))).size).toBe(5000);
  });

  it("never changes from one version of Konak to the next, or a reply on its way would go out twice", () => {
    expect(recordKeyOf("reply-1")).toBe("3kl3iyiolciik");
  });
});
