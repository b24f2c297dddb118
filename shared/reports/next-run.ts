import { addDays, dayIn } from "../time.ts";

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
export function momentOf(day: string, hour: number, timeZone: string): string {
  const wall = Date.parse(`${day}T${String(hour).padStart(2, "0")}:00:00Z`);
  const [before, after] = [-1, 1].map((way) => offsetAt(wall + way * 86_400_000, timeZone));
  const tries = [wall - (before ?? 0), wall - (after ?? 0)].sort((a, b) => a - b);
  const right = tries.find((at) => at + offsetAt(at, timeZone) === wall);
  return new Date(right ?? wall - (before ?? 0)).toISOString();
}

/** How far a time zone's clock is ahead of UTC, in milliseconds. */
function offsetAt(at: number, timeZone: string): number {
  const shown = clockFormat(timeZone).format(new Date(at));
  const [month, day, year, hour, minute, second] = shown.split(/\D+/).map(Number);
  return (
    Date.UTC(year ?? 0, (month ?? 1) - 1, day ?? 1, hour ?? 0, minute ?? 0, second ?? 0) - Math.floor(at / 1000) * 1000
  );
}

const clocks = new Map<string, Intl.DateTimeFormat>();
function clockFormat(timeZone: string): Intl.DateTimeFormat {
  let clock = clocks.get(timeZone);
  if (!clock) {
    const two = "2-digit";
    const parts = { year: "numeric", month: two, day: two, hour: two, minute: two, second: two } as const;
    clock = new Intl.DateTimeFormat("en-US", { timeZone, hourCycle: "h23", ...parts });
    clocks.set(timeZone, clock);
  }
  return clock;
}

/** The whole days a report sent at a moment is about, in the brand's zone: the last seven, or the last calendar month. */
export function periodAt(every: Rhythm["every"], at: string, brandZone: string): { from: string; to: string } {
  const today = dayIn(brandZone, at);
  if (every === "week") return { from: addDays(today, -7), to: addDays(today, -1) };
  const to = addDays(`${today.slice(0, 8)}01`, -1);
  return { from: `${to.slice(0, 8)}01`, to };
}
