import { addDays, daysBetween } from "../time.ts";

/** A point of the growth curve: followers on a day, and what came or went since the day before. Null is a gap. */
export type GrowthPoint = { day: string; followers: number | null; change: number | null };

/**
 * Followers from the first day that has them on, with the change from one day to the next. A change needs both days; over
 * a gap there is none, because nobody knows on which of its days it happened. Losses stay negative (rule A3.8).
 */
export function growthByDay(followers: ReadonlyMap<string, number>, to: string): GrowthPoint[] {
  const first = [...followers.keys()].sort()[0];
  if (!first || first > to) return [];
  return daysBetween(first, to).map((day) => {
    const now = followers.get(day) ?? null;
    const before = followers.get(addDays(day, -1));
    return { day, followers: now, change: now === null || before === undefined ? null : now - before };
  });
}

/** What a period brought: `net` between its first and last known day, gains and losses of the days that have a change. */
export type GrowthSum = {
  net: number | null;
  fromDay: string | null;
  fromCount: number | null;
  toDay: string | null;
  toCount: number | null;
  gains: number;
  losses: number;
  daysKnown: number;
  daysWithout: number;
};

/**
 * Growth of followers over a period. `net` is the last known number minus the last one known before the period (or the first
 * inside it), so gaps in between do no harm; `gains` and `losses` add only the days whose change is known.
 */
export function growthOf(points: readonly GrowthPoint[], from: string, to: string): GrowthSum {
  const inside = points.filter((point) => point.day >= from && point.day <= to);
  const known = (list: readonly GrowthPoint[]) => list.filter((point) => point.followers !== null);
  const start = known(points.filter((point) => point.day < from)).at(-1) ?? known(inside)[0];
  const end = known(inside).at(-1);
  const changes = inside.flatMap((point) => (point.change === null ? [] : [point.change]));
  const whole = start && end && start.day < end.day;
  return {
    net: whole ? (end.followers ?? 0) - (start.followers ?? 0) : null,
    fromDay: whole ? start.day : null,
    fromCount: whole ? start.followers : null,
    toDay: end?.day ?? null,
    toCount: end?.followers ?? null,
    gains: changes.reduce((sum, change) => sum + Math.max(0, change), 0),
    losses: changes.reduce((sum, change) => sum + Math.min(0, change), 0),
    daysKnown: changes.length,
    daysWithout: inside.length - changes.length,
  };
}
