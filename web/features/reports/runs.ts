import { addDays } from "#shared/time.ts";
import type { Period } from "./period.ts";

/** Days in order as runs without a hole: 5, 6 and 9 Nov are 5–6 Nov and 9 Nov. */
export function runsOf(days: readonly string[]): Period[] {
  const runs: Period[] = [];
  for (const day of days) {
    const last = runs.at(-1);
    if (last && addDays(last.to, 1) === day) last.to = day;
    else runs.push({ from: day, to: day });
  }
  return runs;
}
