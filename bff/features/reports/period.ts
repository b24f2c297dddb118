import type { Period } from "#bff/features/reports/queries.ts";
import { DomainError } from "#shared/errors.ts";
import { addDays } from "#shared/time.ts";

/** The longest period a report reads, in days. */
const longest = 400;

/** Refuses a period that runs backwards, is too long, or has days that have not been yet. `today` is the brand's. */
export function assertPeriod({ from, to }: Period, today: string): void {
  if (to < from || addDays(from, longest) < to)
    throw new DomainError("invalid_input", `A period ends after it begins and has at most ${longest} days.`, {});
  if (from > today || to > today)
    throw new DomainError(
      "invalid_input",
      `The period ${from > today ? `begins on ${from}` : `ends on ${to}`}, after today (${today}); nothing has happened there yet.`,
      { reason: "period_ahead", today },
    );
}
