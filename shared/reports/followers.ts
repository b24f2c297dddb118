import type { FollowersThen } from "./schema.ts";

/** A dated follower number; `at` is ISO-8601 UTC, readings come oldest first. */
export type FollowerReading = { at: string; count: number };

const fresh = 48 * 3600_000;

/**
 * Followers when a post was published: the nearest reading at most 48 hours before it, else the straight line between
 * the readings around it, else the nearest there is (marked). Null without any reading.
 * Source: rule A3.4 of the methods Konak follows; Socialbakers 2012 takes "fans at the time of posting".
 */
export function followersAtPosting(readings: readonly FollowerReading[], publishedAt: string): FollowersThen | null {
  const at = Date.parse(publishedAt);
  const after = firstAfter(readings, publishedAt);
  const before = readings[after - 1];
  const next = readings[after];
  if (before && at - Date.parse(before.at) <= fresh) return { count: before.count, readAt: before.at, how: "reading" };
  if (before && next) {
    const [from, to] = [Date.parse(before.at), Date.parse(next.at)];
    const count = before.count + ((next.count - before.count) * (at - from)) / (to - from);
    return { count: Math.round(count), readAt: before.at, how: "interpolated" };
  }
  const nearest = before ?? next;
  return nearest ? { count: nearest.count, readAt: nearest.at, how: "nearest" } : null;
}

/** Index of the first reading later than `at`. */
function firstAfter(readings: readonly FollowerReading[], at: string): number {
  let [low, high] = [0, readings.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((readings[middle]?.at ?? "") <= at) low = middle + 1;
    else high = middle;
  }
  return low;
}
