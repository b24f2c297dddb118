const hour = 3_600_000;

/**
 * How often the counts of a post are kept, by its age: hourly in the first two days, every six hours in the first
 * week, daily in the first month, weekly in the first year, then every 30 days. Ages and steps in hours.
 */
const schedule = [
  { until: 48, every: 1 },
  { until: 7 * 24, every: 6 },
  { until: 30 * 24, every: 24 },
  { until: 365 * 24, every: 7 * 24 },
  { until: Number.POSITIVE_INFINITY, every: 30 * 24 },
] as const;

/** Which step of the schedule an instant falls into for a post; one reading is kept for each. Times are ISO-8601 UTC. */
export function readingSlot(publishedAt: string, at: string): number {
  const age = Math.max(0, (Date.parse(at) - Date.parse(publishedAt)) / hour);
  let [slots, from] = [0, 0];
  for (const { until, every } of schedule) {
    if (age < until) return slots + Math.floor((age - from) / every);
    slots += Math.ceil((until - from) / every);
    from = until;
  }
  return slots;
}

/** Whether a post read last at `readAt` (null: never) is to be read again. */
export const readingDue = (publishedAt: string, readAt: string | null, now: string): boolean =>
  readAt === null || readingSlot(publishedAt, readAt) < readingSlot(publishedAt, now);
