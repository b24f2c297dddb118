import { addDays, daysBetween } from "../time.ts";
import type { PostFigures, ReportDay, ReportFilter } from "./schema.ts";

/** The period of the same length right before another. */
export function periodBefore(period: Pick<ReportFilter, "from" | "to">): { from: string; to: string } {
  const length = daysBetween(period.from, period.to).length;
  return { from: addDays(period.from, -length), to: addDays(period.from, -1) };
}

/** What the charts are made of, by day. A day without an entry has no reading. */
export type DayReadings = {
  posts: readonly PostFigures[];
  followers: ReadonlyMap<string, number>;
  received: ReadonlyMap<string, number>;
};

/**
 * The days of a period with those of the period before beside them. Both are filled whole before they are paired, so
 * a missing day can never push the days behind it onto the wrong ones.
 */
export function pairDays(
  period: Pick<ReportFilter, "from" | "to">,
  now: DayReadings,
  before: DayReadings,
): ReportDay[] {
  const earlier = daysBetween(periodBefore(period).from, periodBefore(period).to);
  const [sums, sumsBefore] = [sumsByDay(now.posts), sumsByDay(before.posts)];
  return daysBetween(period.from, period.to).map((day, at) => {
    const beforeDay = earlier[at] ?? "";
    return {
      day,
      interactions: sums.get(day)?.interactions ?? null,
      posts: sums.get(day)?.posts ?? 0,
      followers: now.followers.get(day) ?? null,
      received: now.received.get(day) ?? 0,
      beforeDay,
      interactionsBefore: sumsBefore.get(beforeDay)?.interactions ?? null,
      followersBefore: before.followers.get(beforeDay) ?? null,
      receivedBefore: before.received.get(beforeDay) ?? 0,
    };
  });
}

function sumsByDay(posts: readonly PostFigures[]): Map<string, { interactions: number | null; posts: number }> {
  const sums = new Map<string, { interactions: number | null; posts: number }>();
  for (const post of posts) {
    const sum = sums.get(post.day) ?? { interactions: null, posts: 0 };
    const interactions = post.interactions === null ? sum.interactions : (sum.interactions ?? 0) + post.interactions;
    sums.set(post.day, { interactions, posts: sum.posts + 1 });
  }
  return sums;
}
