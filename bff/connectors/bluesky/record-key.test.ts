import { ensureValidTid } from "@atproto/syntax";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { recordKeyOf } from "./record-key.ts";

describe("the record key of a reply", () => {
  it("is a valid TID for any idempotency key", () => {
    fc.assert(fc.property(fc.string(), (key) => expect(() => ensureValidTid(recordKeyOf(key))).not.toThrow()));
  });

  it("is the same for the same key and another for another key", () => {
    expect(recordKeyOf("reply-1")).toBe(recordKeyOf("reply-1"));
    expect(new Set(Array.from({ length: 5000 }, (_, n) => recordKeyOf(`reply-${n}`))).size).toBe(5000);
  });
});
