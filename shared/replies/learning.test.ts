import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { becomesHint, faredOf, type Outcome, wilson } from "./learning.ts";
import type { Warning, WarningCode } from "./schema.ts";

const standing = (code: WarningCode, strength: Warning["strength"]): Warning => ({
  code,
  strength,
  params: {},
  spans: [],
  earlier: null,
  comment: null,
  help: null,
  demoted: false,
});

const times = (count: number, outcome: Outcome): Outcome[] => Array.from({ length: count }, () => outcome);

describe("how a reason fared", () => {
  it("is heeded when it was shown and does not stand at the end", () => {
    expect(faredOf([{ code: "PLACEHOLDER", strength: "ask", edited: true }], [], false)).toEqual([
      { code: "PLACEHOLDER", strength: "ask", edited: true, outcome: "heeded" },
    ]);
  });

  it("is overridden when it asked and a reason was given, and kept when it only said something", () => {
    const end = [standing("WRONG_NAME", "ask"), standing("REPEAT_RECENT", "warn")];
    const fared = faredOf([{ code: "REPEAT_RECENT", strength: "warn", edited: true }], end, true);
    expect(fared.map(({ code, outcome, edited }) => [code, outcome, edited])).toEqual([
      ["WRONG_NAME", "overridden", false],
      ["REPEAT_RECENT", "kept", true],
    ]);
  });

  it("counts each reason once, whatever was shown and stands", () => {
    const codes = fc.subarray(["PLACEHOLDER", "WRONG_NAME", "REPEAT_RECENT", "SAME_OPENING"] as WarningCode[]);
    fc.assert(
      fc.property(codes, codes, fc.boolean(), (shown, stands, overridden) => {
        const fired = shown.map((code) => ({ code, strength: "warn" as const, edited: false }));
        const end = stands.map((code) => standing(code, "warn"));
        const fared = faredOf(fired, end, overridden);
        expect(fared.map((one) => one.code).sort()).toEqual([...new Set([...shown, ...stands])].sort());
        for (const one of fared) expect(one.outcome === "heeded").toBe(!stands.includes(one.code));
      }),
    );
  });
});

describe("a reason becomes a hint", () => {
  it("when less than half of its last fifty firings were heeded", () => {
    expect(becomesHint("SAME_OPENING", [...times(24, "heeded"), ...times(26, "kept")])).toBe(true);
    expect(becomesHint("SAME_OPENING", [...times(25, "heeded"), ...times(25, "kept")])).toBe(false);
  });

  it("not before it fired fifty times", () => {
    expect(becomesHint("SAME_OPENING", times(49, "overridden"))).toBe(false);
    expect(becomesHint("SAME_OPENING", times(50, "overridden"))).toBe(true);
  });

  it("whatever came before the last fifty", () => {
    expect(becomesHint("REPEAT_RECENT", [...times(50, "kept"), ...times(500, "heeded")])).toBe(true);
    expect(becomesHint("REPEAT_RECENT", [...times(50, "heeded"), ...times(500, "kept")])).toBe(false);
  });

  it("but never where a raw slot or a secret would go out, or the network would refuse the reply", () => {
    for (const code of ["PLACEHOLDER", "PRIVATE_PUBLIC", "OVER_LENGTH"] as const)
      expect(becomesHint(code, times(80, "kept"))).toBe(false);
  });
});

describe("Wilson's interval", () => {
  it("is that of the textbook: 8 of 10 is .490 to .943", () => {
    const { low, high } = wilson(8, 10) ?? { low: 0, high: 0 };
    expect([low.toFixed(3), high.toFixed(3)]).toEqual(["0.490", "0.943"]);
  });

  it("is not known of nothing", () => {
    expect(wilson(0, 0)).toBeNull();
  });

  it("holds the share and stays within 0 and 1", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5000 }), fc.integer({ min: 0, max: 5000 }), (of, some) => {
        const hits = Math.min(some, of);
        const { low, high } = wilson(hits, of) ?? { low: 1, high: 0 };
        expect(low).toBeGreaterThanOrEqual(0);
        expect(high).toBeLessThanOrEqual(1);
        expect(low - 1e-9 <= hits / of && hits / of <= high + 1e-9).toBe(true);
      }),
    );
  });
});
