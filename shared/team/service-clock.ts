import { addDays, dayIn, instantIn } from "#shared/time.ts";

/** When a brand answers: one window a weekday, Monday first, on the clock of the brand's zone; null is a day off. */
export type ServiceHours = ({ from: string; to: string } | null)[];

type Span = { from: number; to: number } | null;

/**
 * Counts the seconds between two instants that lie within the service hours of a zone; without hours, all of them.
 * Windows follow the wall clock over changes of the clocks: a time that comes twice is taken the first time, one that
 * is left out is the moment of the change. Instants are ISO-8601 UTC; never below 0.
 */
export function serviceClock(hours: ServiceHours | null, timeZone: string): (from: string, to: string) => number {
  const known = new Map<string, Span>();
  const windowOf = (day: string): Span => {
    let span = known.get(day);
    if (span === undefined) {
      span = hours ? spanOf(hours, timeZone, day) : null;
      known.set(day, span);
    }
    return span;
  };
  return (from, to) => {
    const [start, end] = [Date.parse(from), Date.parse(to)];
    if (!hours || end <= start) return Math.max(0, Math.round((end - start) / 1000));
    let inside = 0;
    const last = dayIn(timeZone, to);
    for (let day = dayIn(timeZone, from); day <= last; day = addDays(day, 1)) {
      const span = windowOf(day);
      if (span) inside += Math.max(0, Math.min(end, span.to) - Math.max(start, span.from));
    }
    return Math.round(inside / 1000);
  };
}

function spanOf(hours: ServiceHours, timeZone: string, day: string): Span {
  const weekday = (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;
  const window = hours[weekday];
  return window ? { from: at(timeZone, day, window.from), to: at(timeZone, day, window.to) } : null;
}

const at = (timeZone: string, day: string, time: string): number =>
  time === "24:00" ? instantIn(timeZone, addDays(day, 1), "00:00") : instantIn(timeZone, day, time);
