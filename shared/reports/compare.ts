import { notComparable } from "./closed-list.ts";
import type { Figure } from "./schema.ts";
import type { CompareRow } from "./screens.ts";

/** The days of one side, how many of them are known, and whose they are. */
export type Half = { days: number; known: number; brand?: string };

// Sums grow with the days; everything else is a state or a rate.
const sums = new Set<Figure["id"]>(["posts", "interactions"]);

/**
 * One figure of two columns. Rates with different formula, denominator, unit or aggregate have no difference and say why
 * (`notComparable`), and so have shares of voice of two brands, each among competitors of its own; sums over periods of different length are set against each other per day; when a side's data begin
 * inside its period the row says "partly". `share` is (b - a) / a and has no value from 0.
 */
export function compareFigures(a: Figure, b: Figure, one: Half, two: Half): CompareRow {
  const row: CompareRow = { id: a.id, a, b, difference: null, share: null, perDay: null, why: [] };
  if (a.formula && b.formula) row.why.push(...notComparable(columnOf(a), columnOf(b)));
  else if (a.unit !== b.unit) row.why.push("unit");
  if (a.id === "share-of-voice" && one.brand !== two.brand) row.why.push("bottom");
  if (a.value === null || b.value === null) return { ...row, why: [...row.why, "missing"] };
  if (row.why.length > 0) return row;
  if (sums.has(a.id) && (one.known < one.days || two.known < two.days)) row.why.push("partly");
  if (sums.has(a.id) && one.days !== two.days) {
    const perDay = { a: a.value / one.days, b: b.value / two.days };
    return { ...row, ...apart(perDay.a, perDay.b), perDay, why: [...row.why, "length"] };
  }
  return { ...row, ...apart(a.value, b.value) };
}

const columnOf = (figure: Figure) => ({ formula: figure.formula ?? "followers", aggregate: figure.aggregate });

const apart = (a: number, b: number) => ({ difference: b - a, share: a === 0 ? null : (b - a) / a });
