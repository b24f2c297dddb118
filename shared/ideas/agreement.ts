/** One score: who gave it to what (an idea under a criterion), 1 to 5. */
export type Score = { unit: string; by: string; value: number };

/** Mean of values; null for none. */
export const meanOf = (values: readonly number[]): number | null =>
  values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;

/** Standard deviation over people, n - 1; null under two. */
export function spreadOf(values: readonly number[]): number | null {
  const mean = meanOf(values);
  if (mean === null || values.length < 2) return null;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1));
}

/**
 * Krippendorff's alpha for interval data: 1 - D_observed / D_expected over units scored by two people and more, with
 * missing scores allowed. 1: all agree, 0: as chance would, below: they contradict each other (Krippendorff 2011,
 * "Computing Krippendorff's Alpha-Reliability"). Null with fewer than two scores to pair, or when all are the same.
 */
export function krippendorff(scores: readonly Score[]): number | null {
  const units = new Map<string, number[]>();
  for (const { unit, value } of scores) units.set(unit, [...(units.get(unit) ?? []), value]);
  const paired = [...units.values()].filter((values) => values.length > 1);
  const all = paired.flat();
  if (all.length < 2) return null;
  const observed = paired.reduce((sum, values) => sum + pairs(values) / (values.length - 1), 0) / all.length;
  const expected = pairs(all) / (all.length * (all.length - 1));
  return expected === 0 ? null : 1 - observed / expected;
}

// The sum of (a - b)^2 over ordered pairs: 2 n sum(x^2) - 2 (sum x)^2.
function pairs(values: readonly number[]): number {
  const sum = values.reduce((total, value) => total + value, 0);
  const squares = values.reduce((total, value) => total + value * value, 0);
  return 2 * values.length * squares - 2 * sum * sum;
}
