const hour = 3_600_000;
const day = 24;

type Step = { until: number; every: number };

/**
 * How often the counts of a post are read, by its age, in hours. Most reactions come in the first hours and days,
 * so readings follow the age: the curve is kept where it bends, and where it is flat nearly nothing is asked for.
 * - `usual`: hourly in the first two days, every six hours in the first week, daily in the first month, weekly in the
 *   first year, then every 30 days: 91 in a month, 139 in a year, 12 in each year after it
 * - `sparing`, where each post asked for costs money (X): daily in the first month, every 30 days in the first year,
 *   then no more: 42 in all
 */
const schedules = {
  usual: [
    { until: 2 * day, every: 1 },
    { until: 7 * day, every: 6 },
    { until: 30 * day, every: day },
    { until: 365 * day, every: 7 * day },
    { until: Number.POSITIVE_INFINITY, every: 30 * day },
  ],
  sparing: [
    { until: 30 * day, every: day },
    { until: 365 * day, every: 30 * day },
  ],
} as const satisfies Record<string, readonly Step[]>;

/** Which of the schedules a network's posts are read by. */
export type ReadingPace = keyof typeof schedules;

const ageAt = (publishedAt: string, at: string): number =>
  Math.max(0, (Date.parse(at) - Date.parse(publishedAt)) / hour);

/** Which step of the usual schedule an instant falls into; one reading is kept for each. Times are ISO-8601 UTC. */
export function readingSlot(publishedAt: string, at: string): number {
  const age = ageAt(publishedAt, at);
  let [slots, from] = [0, 0];
  for (const { until, every } of schedules.usual) {
    if (age < until) return slots + Math.floor((age - from) / every);
    slots += Math.ceil((until - from) / every);
    from = until;
  }
  return slots;
}

/** Whether a reading at `now` begins a new step after the one at `readAt` (null: none yet). */
export const readingDue = (publishedAt: string, readAt: string | null, now: string): boolean =>
  readAt === null || readingSlot(publishedAt, readAt) < readingSlot(publishedAt, now);

/**
 * When a post that was asked for at `askedAt` is to be asked for again: at the beginning of the next step (ISO-8601
 * UTC), null when no step follows. Steps that were slept through are not made up for: however long Konak was off, a
 * post is due once.
 */
export function nextReading(publishedAt: string, askedAt: string, pace: ReadingPace): string | null {
  const age = ageAt(publishedAt, askedAt);
  let from = 0;
  for (const { until, every } of schedules[pace]) {
    if (age < until) {
      const next = Math.min(from + (Math.floor((age - from) / every) + 1) * every, until);
      return new Date(Date.parse(publishedAt) + next * hour).toISOString();
    }
    from = until;
  }
  return null;
}
