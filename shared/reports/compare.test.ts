import { describe, expect, it } from "vitest";
import { compareFigures } from "./compare.ts";
import { emptyFigure } from "./formulas.ts";
import type { Figure } from "./schema.ts";

const whole = { days: 28, known: 28 };
const count = (id: "posts" | "interactions" | "followers", value: number | null): Figure => ({
  ...emptyFigure(id, "count"),
  value,
  missing: value === null ? "no_counts" : null,
});
const rate = (
  formula: "followers" | "reach" | "per-1000",
  value: number,
  aggregate: Figure["aggregate"] = "median-of-posts",
): Figure => ({
  ...emptyFigure("rate-median", formula === "per-1000" ? "per-1000" : "share", formula),
  value,
  aggregate,
});

describe("two columns of one figure", () => {
  it("differ by points and per cent", () => {
    const row = compareFigures(rate("followers", 0.005), rate("followers", 0.006), whole, whole);
    expect(row.why).toEqual([]);
    expect(row.difference).toBeCloseTo(0.001, 12);
    expect(row.share).toBeCloseTo(0.2, 12);
    expect(compareFigures(count("posts", 0), count("posts", 4), whole, whole)).toMatchObject({
      difference: 4,
      share: null,
    });
  });

  it("have no difference and say why when they divide by different things or are put together differently", () => {
    const other = compareFigures(rate("followers", 0.005), rate("reach", 0.05), whole, whole);
    expect(other).toMatchObject({ difference: null, share: null, why: ["bottom"] });
    const unit = compareFigures(rate("followers", 0.005), rate("per-1000", 5), whole, whole);
    expect(unit).toMatchObject({ difference: null, why: ["unit"] });
    const mean = compareFigures(rate("followers", 0.005), rate("followers", 0.006, "mean-of-posts"), whole, whole);
    expect(mean).toMatchObject({ difference: null, why: ["aggregate"] });
    expect(compareFigures(count("posts", null), count("posts", 4), whole, whole)).toMatchObject({
      difference: null,
      why: ["missing"],
    });
  });

  it("are set against each other per day when the periods have different lengths, but states are not", () => {
    const short = { days: 7, known: 7 };
    const row = compareFigures(count("interactions", 280), count("interactions", 140), whole, short);
    expect(row).toMatchObject({ difference: 10, share: 1, perDay: { a: 10, b: 20 }, why: ["length"] });
    expect(compareFigures(count("followers", 100), count("followers", 120), whole, short)).toMatchObject({
      ...{ difference: 20, perDay: null, why: [] },
    });
  });

  it("say when a sum knows only a part of its days", () => {
    const row = compareFigures(count("posts", 3), count("posts", 6), { days: 28, known: 10 }, whole);
    expect(row).toMatchObject({ difference: 3, why: ["partly"] });
  });
});
