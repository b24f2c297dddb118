/** The ways to sleep that are one key press away. */
export const sleeps = ["hour", "threeHours", "evening", "tomorrow", "monday", "week"] as const;
export type Sleep = (typeof sleeps)[number];

const hour = 3_600_000;
const morning = 9;
const evening = 18;

function at(now: Date, days: number, hours: number): Date {
  const day = new Date(now);
  day.setDate(day.getDate() + days);
  day.setHours(hours, 0, 0, 0);
  return day;
}

/** When a thread wakes, on the person's own clock; null when the choice makes no sense any more today. */
export function wakeAt(sleep: Sleep, now: Date): Date | null {
  if (sleep === "hour") return new Date(now.getTime() + hour);
  if (sleep === "threeHours") return new Date(now.getTime() + 3 * hour);
  if (sleep === "evening") return now.getHours() < evening - 1 ? at(now, 0, evening) : null;
  if (sleep === "tomorrow") return at(now, 1, morning);
  if (sleep === "monday") return at(now, (8 - now.getDay()) % 7 || 7, morning);
  return at(now, 7, morning);
}
