import { type RateFormula, rateParts } from "#shared/reports/closed-list.ts";
import { useSay } from "./value.tsx";

/** Says a rate of a formula with its unit; a missing one is `n/a`. */
export function useSayRate(formula: RateFormula): (rate: number | null) => string {
  const say = useSay();
  return (rate) => say(rate, rateParts[formula].unit);
}
