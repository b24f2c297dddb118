import { describe, expect, it } from "vitest";
import { networks } from "../channel.ts";
import { aggregateIds, formulaIds, notComparable, rateFormulaIds, rateFormulaOr } from "./closed-list.ts";
import { interactionTable } from "./interactions.ts";
import { aggregateTexts, formulaTexts } from "./texts/en.ts";

it("explains every formula and aggregate in words", () => {
  for (const id of formulaIds) {
    const { name, definition, top, bottom, unit, source, edges } = formulaTexts[id];
    for (const words of [name, definition, top, bottom, unit, source, ...edges]) expect(words).toMatch(/\S{2,}/);
    expect(edges.length).toBeGreaterThan(0);
  }
  for (const id of aggregateIds) expect(aggregateTexts[id].definition).toMatch(/\.$/);
});

it("says of every network what counts there, and counts no click, save or view as an interaction", () => {
  for (const network of networks) {
    const { likes, comments, shares, quotes, source } = interactionTable[network];
    expect(source).not.toBe("");
    for (const counted of [likes, comments, shares, quotes]) expect(counted ?? "").not.toMatch(/click|save|view|book/i);
  }
});

describe("two columns", () => {
  const column = (formula: (typeof formulaIds)[number], aggregate: (typeof aggregateIds)[number] | null) => ({
    formula,
    aggregate,
  });

  it("may be compared when they are the same in everything", () => {
    expect(notComparable(column("reach", "mean-of-posts"), column("reach", "mean-of-posts"))).toEqual([]);
  });

  it("may not when they divide by different things, look at days, or are put together differently", () => {
    expect(notComparable(column("followers", "mean-of-posts"), column("reach", "mean-of-posts"))).toEqual(["bottom"]);
    expect(notComparable(column("followers", "mean-of-posts"), column("followers", "ratio-of-sums"))).toEqual([
      "aggregate",
    ]);
    expect(notComparable(column("followers", null), column("per-1000", null))).toEqual(["unit"]);
    expect(notComparable(column("followers", null), column("followers-day", null))).toEqual(["bottom", "per"]);
    expect(notComparable(column("applause", null), column("conversation", null))).toEqual(["top"]);
    expect(notComparable(column("response-rate", null), column("followers", null))).toEqual(["top"]);
  });

  it("may not when one has advertising in it", () => {
    const organic = { ...column("reach", null), paid: "organic" as const };
    expect(notComparable(organic, { ...organic, paid: "mixed" })).toEqual(["paid"]);
  });
});

it("falls back on the house formula for what is no rate", () => {
  expect(rateFormulaOr("views", "followers")).toBe("views");
  expect(rateFormulaOr("response-rate", "reach")).toBe("reach");
  expect(rateFormulaOr(undefined, "per-1000")).toBe("per-1000");
  expect(rateFormulaIds).toHaveLength(formulaIds.length - 3);
});
