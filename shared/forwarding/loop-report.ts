import type { LoopState } from "#shared/forwarding/loop.ts";

/** A loop as the report counts it; times ISO-8601 UTC. `late`: out and past its deadline now. */
export type ReportedLoop = {
  departmentId: string;
  state: LoopState;
  late: boolean;
  createdAt: string;
  answeredAt: string | null;
  closedAt: string | null;
  outcome: string | null;
  followers: number;
  told: number;
  aside: number;
};

/** The value at a share of sorted numbers by linear interpolation between neighbours (R-7, as spreadsheets do); null for none. */
export function quantile(values: readonly number[], share: number): number | null {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (sorted.length - 1) * share;
  const [low, high] = [sorted[Math.floor(at)], sorted[Math.ceil(at)]];
  return low === undefined || high === undefined ? null : low + (high - low) * (at - Math.floor(at));
}

/** Followers told of those of answered loops, as count and base; null when no loop was answered. Set aside counts as not told. */
export function toldOf(loops: readonly ReportedLoop[]): { count: number; of: number } | null {
  const answered = loops.filter((loop) => loop.answeredAt !== null);
  if (answered.length === 0) return null;
  const sum = (pick: (loop: ReportedLoop) => number) => answered.reduce((total, loop) => total + pick(loop), 0);
  return { count: sum((loop) => loop.told), of: sum((loop) => loop.followers) };
}

const secondsTo = ({ createdAt, answeredAt }: ReportedLoop): number =>
  (Date.parse(answeredAt ?? createdAt) - Date.parse(createdAt)) / 1000;

export type LoopSums = {
  loops: number;
  answered: number;
  closed: number;
  late: number;
  medianSeconds: number | null;
  p90Seconds: number | null;
  told: { count: number; of: number } | null;
};

/**
 * The figures of a set of loops. Time to answer: from asked to answered, in seconds of the clock, over the answered ones;
 * p90 is the 90th percentile.
 */
export function sumsOf(loops: readonly ReportedLoop[]): LoopSums {
  const seconds = loops.filter((loop) => loop.answeredAt !== null).map(secondsTo);
  return {
    loops: loops.length,
    answered: seconds.length,
    closed: loops.filter((loop) => loop.closedAt !== null).length,
    late: loops.filter((loop) => loop.late).length,
    medianSeconds: quantile(seconds, 0.5),
    p90Seconds: quantile(seconds, 0.9),
    told: toldOf(loops),
  };
}
