import type { WorkingHours } from "#shared/forwarding/department.ts";
import { instantAt } from "#shared/forwarding/due.ts";
import { addDays, dayIn } from "#shared/time.ts";

const hour = 3_600_000;
const longestLook = 400;

type Span = { from: number; to: number };

/** The working spans of a wall clock from the day of an instant on, in order; a change of the clocks makes one longer or shorter. */
function* spansFrom(at: number, hours: WorkingHours): Generator<Span> {
  let day = dayIn(hours.timeZone, new Date(at));
  for (let looked = 0; looked < longestLook; looked++, day = addDays(day, 1)) {
    const weekday = new Date(`${day}T00:00:00Z`).getUTCDay() || 7;
    if (!hours.days.includes(weekday)) continue;
    const from = Date.parse(instantAt(hours.timeZone, day, hours.from));
    const to = Date.parse(instantAt(hours.timeZone, day, hours.to));
    if (to > Math.max(from, at)) yield { from: Math.max(from, at), to };
  }
}

/** The first working moment at or after an instant; the instant itself where nobody ever works. ISO-8601 UTC. */
export function nextWorking(at: string, hours: WorkingHours): string {
  const first = spansFrom(Date.parse(at), hours).next().value;
  return new Date(first ? first.from : Date.parse(at)).toISOString();
}

/**
 * The instant at which `count` hours (fractions allowed) have been worked after another. Where nobody ever works it is
 * that much later on the clock.
 */
export function addWorking(at: string, count: number, hours: WorkingHours): string {
  let left = count * hour;
  for (const span of spansFrom(Date.parse(at), hours)) {
    if (left <= span.to - span.from) return new Date(span.from + left).toISOString();
    left -= span.to - span.from;
  }
  return new Date(Date.parse(at) + count * hour).toISOString();
}

/** Hours worked between two instants; 0 when the second is not after the first. */
export function workingBetween(from: string, to: string, hours: WorkingHours): number {
  const end = Date.parse(to);
  let sum = 0;
  for (const span of spansFrom(Date.parse(from), hours)) {
    if (span.from >= end) break;
    sum += Math.min(span.to, end) - span.from;
  }
  return sum / hour;
}

/** The instant `count` working hours before another, never before `notBefore`. */
export function takeWorking(at: string, count: number, hours: WorkingHours, notBefore: string): string {
  const all = workingBetween(notBefore, at, hours);
  return addWorking(notBefore, Math.max(0, all - count), hours);
}
