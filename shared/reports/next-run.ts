import { addDays, dayIn, instantIn } from "../time.ts";

/** When a report is sent: on a weekday (1 Monday to 7 Sunday) or a day of the month, at a full hour of a time zone. */
export type Rhythm = {
  every: "week" | "month";
  /** 1 to 7 for a week; 1 to 31 for a month, in shorter months their last day */
  on: number;
  /** 0 to 23, on the clock of `timeZone` */
  hour: number;
  /** IANA name */
  timeZone: string;
};

/**
 * The first moment of a rhythm after another, ISO-8601 UTC. An hour that daylight saving leaves out is taken an hour
 * later, one that comes twice is taken the first time: every period has exactly one moment.
 */
export function nextRun(rhythm: Rhythm, after: string): string {
  let day = addDays(dayIn(rhythm.timeZone, after), -1);
  for (;;) {
    day = nextDay(rhythm, day);
    const at = momentOf(day, rhythm.hour, rhythm.timeZone);
    if (at > after) return at;
  }
}

/** The first day of a rhythm after another. */
function nextDay(rhythm: Rhythm, after: string): string {
  let day = addDays(after, 1);
  while (!isOn(rhythm, day)) day = addDays(day, 1);
  return day;
}

function isOn(rhythm: Rhythm, day: string): boolean {
  if (rhythm.every === "week") return (new Date(`${day}T00:00:00Z`).getUTCDay() || 7) === rhythm.on;
  const [date, last] = [Number(day.slice(8)), addDays(day, 1).endsWith("-01")];
  return date === rhythm.on || (last && date < rhythm.on);
}

/** A day and hour of a time zone as a moment in UTC. */
const momentOf = (day: string, hour: number, timeZone: string): string =>
  new Date(instantIn(timeZone, day, `${String(hour).padStart(2, "0")}:00`)).toISOString();

/** The whole days a report sent at a moment is about, in the brand's zone: the last seven, or the last calendar month. */
export function periodAt(every: Rhythm["every"], at: string, brandZone: string): { from: string; to: string } {
  const today = dayIn(brandZone, at);
  if (every === "week") return { from: addDays(today, -7), to: addDays(today, -1) };
  const to = addDays(`${today.slice(0, 8)}01`, -1);
  return { from: `${to.slice(0, 8)}01`, to };
}
