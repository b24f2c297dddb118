import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { movedSpans, segmentsOf, sentenceAround } from "./marks.ts";

describe("marks while the person goes on writing", () => {
  const before = "Hi Hannah, thank you for writing.";
  it("move with the text behind the change and stay before it", () => {
    const spans = [
      { from: 3, to: 9 },
      { from: 11, to: 20 },
    ];
    expect(movedSpans(spans, before, "Hi Hannah, many thank you for writing.")).toEqual([
      { from: 3, to: 9 },
      { from: 16, to: 25 },
    ]);
  });
  it("go away where the change is inside them", () => {
    expect(movedSpans([{ from: 11, to: 20 }], before, "Hi Hannah, thanks you for writing.")).toEqual([]);
  });
  it("never point outside the new text", () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.nat(40), fc.nat(40), (a, b, from, length) => {
        const span = { from: Math.min(from, a.length), to: Math.min(from + length, a.length) };
        for (const moved of movedSpans([span], a, b)) {
          expect(moved.from).toBeGreaterThanOrEqual(0);
          expect(b.slice(moved.from, moved.to)).toBe(a.slice(span.from, span.to));
        }
      }),
    );
  });
});

describe("segments", () => {
  it("put together are the text, whatever the marks", () => {
    const marks = fc.array(fc.record({ from: fc.nat(30), to: fc.nat(30), kind: fc.constantFrom("ask", "echo") }));
    fc.assert(
      fc.property(fc.string({ maxLength: 30 }), marks, (text, found) => {
        const whole = segmentsOf(text, found as Parameters<typeof segmentsOf>[1]);
        expect(whole.map((segment) => segment.text).join("")).toBe(text);
      }),
    );
  });
  it("let what asks first cover what was said before", () => {
    const found = segmentsOf("thanks for {{order}} now", [
      { from: 0, to: 20, kind: "echo" },
      { from: 11, to: 20, kind: "ask" },
    ]);
    expect(found).toEqual([
      { text: "thanks for ", kind: "echo" },
      { text: "{{order}}", kind: "ask" },
      { text: " now", kind: null },
    ]);
  });
});

describe("the sentence around a passage", () => {
  it("ends at its own full stop", () => {
    const text = "Hi. Send us {{order}} please. Bye.";
    const { from, to } = sentenceAround(text, { from: 12, to: 21 });
    expect(text.slice(from, to)).toBe("Send us {{order}} please.");
  });
});
