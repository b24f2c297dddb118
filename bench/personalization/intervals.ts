/** A share of `n` with its 95 % Wilson interval; null of nothing. */
type Share = { hits: number; n: number; share: number; low: number; high: number };

const z = 1.96;

/** Wilson score interval: (p + z²/2n ± z √(p(1-p)/n + z²/4n²)) / (1 + z²/n), z = 1.96. */
export function wilson(hits: number, n: number): Share | null {
  if (n === 0) return null;
  const share = hits / n;
  const middle = share + (z * z) / (2 * n);
  const half = z * Math.sqrt((share * (1 - share)) / n + (z * z) / (4 * n * n));
  const scale = 1 + (z * z) / n;
  return { hits, n, share, low: Math.max(0, (middle - half) / scale), high: Math.min(1, (middle + half) / scale) };
}

/** "97.3 % (95.1 to 98.5; 329 of 338)", or "n/a" of nothing. */
export function shown(hits: number, n: number): string {
  const found = wilson(hits, n);
  if (!found) return "n/a";
  const percent = (share: number) => (100 * share).toFixed(1);
  return `${percent(found.share)} % (${percent(found.low)} to ${percent(found.high)}; ${hits} of ${n})`;
}

/** Right and wrong alarms of a detector over labelled cases. */
export type Tally = { truePositive: number; falsePositive: number; falseNegative: number; trueNegative: number };

export const noTally = (): Tally => ({ truePositive: 0, falsePositive: 0, falseNegative: 0, trueNegative: 0 });

/** Counts one case in. */
export function count(tally: Tally, expected: boolean, fired: boolean): void {
  if (expected) tally[fired ? "truePositive" : "falseNegative"]++;
  else tally[fired ? "falsePositive" : "trueNegative"]++;
}

/** Precision, recall and false alarms as cells of a table. */
export const cells = ({ truePositive, falsePositive, falseNegative, trueNegative }: Tally): string[] => [
  shown(truePositive, truePositive + falsePositive),
  shown(truePositive, truePositive + falseNegative),
  shown(falsePositive, falsePositive + trueNegative),
];
