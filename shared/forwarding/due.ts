import { addDays, dayIn } from "#shared/time.ts";

/**
 * The instant at which a wall clock in a time zone shows a day (`YYYY-MM-DD`) and a time (`HH:MM`), as ISO-8601 UTC. A time
 * that a change to summer time leaves out becomes the one an hour later.
 */
export function instantAt(timeZone: string, day: string, time: string): string {
  const wanted = Date.parse(`${day}T${time}:00Z`);
  const first = wanted - offsetAt(timeZone, wanted);
  return new Date(wanted - offsetAt(timeZone, first)).toISOString();
}

// Minutes and more that the wall clock is ahead of UTC at an instant, in milliseconds.
function offsetAt(timeZone: string, at: number): number {
  const parts = new Intl.DateTimeFormat("en-CA", {
    timeZone,
    hourCycle: "h23",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
  }).formatToParts(at);
  const value = (type: string) => parts.find((part) => part.type === type)?.value ?? "00";
  const wall = `${value("year")}-${value("month")}-${value("day")}T${value("hour")}:${value("minute")}:${value("second")}Z`;
  return Date.parse(wall) - Math.floor(at / 1000) * 1000;
}

export type DueChoice = { key: "today" | "tomorrow" | "monday"; at: string };

/**
 * The times an answer is usually needed by, in the brand's time zone: today 17:00 (until two hours before), tomorrow
 * 12:00, and 12:00 on the next Monday unless that is tomorrow.
 */
export function dueChoices(now: Date, timeZone: string): DueChoice[] {
  const today = dayIn(timeZone, now);
  const weekday = new Date(`${today}T00:00:00Z`).getUTCDay();
  const untilMonday = (8 - weekday) % 7 || 7;
  const choices: DueChoice[] = [
    { key: "today", at: instantAt(timeZone, today, "17:00") },
    { key: "tomorrow", at: instantAt(timeZone, addDays(today, 1), "12:00") },
  ];
  if (untilMonday > 1) choices.push({ key: "monday", at: instantAt(timeZone, addDays(today, untilMonday), "12:00") });
  return choices.filter((choice) => Date.parse(choice.at) - now.getTime() > 2 * 3_600_000);
}
