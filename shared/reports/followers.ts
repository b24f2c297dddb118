import { daysBetween } from "../time.ts";
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

/**
 * A channel's readings by day, oldest first. `readUntil` is the last day on which one is expected: when the channel was
 * disconnected, or what an import brought; null while the channel is read.
 */
export type ChannelReadings = {
  readings: readonly { day: string; count: number }[];
  readUntil: string | null;
  /** the day of the channel's very first reading, where `readings` are those of a period alone */
  firstDay?: string | null;
};
const firstDayOf = ({ readings, firstDay }: ChannelReadings): string | undefined => firstDay ?? readings[0]?.day;
type Period = { from: string; to: string };

/** Channels that should have a reading on a day: from their first one on, until they are read no more. */
export const channelsReadOn = (channels: readonly ChannelReadings[], day: string): number =>
  channels.filter((channel) => (firstDayOf(channel) ?? "9") <= day && (channel.readUntil ?? "9") >= day).length;

/**
 * Followers of all channels by day: the sum of the last reading of each. Unit: people, one who follows two channels is
 * counted twice. A day on which one of the channels has no reading has no sum, not a smaller one.
 */
export function followersByDay(channels: readonly ChannelReadings[], period: Period): Map<string, number> {
  const lastOfDay = channels.map(({ readings }) => new Map(readings.map((reading) => [reading.day, reading.count])));
  const whole = new Map<string, number>();
  for (const day of daysBetween(period.from, period.to)) {
    const counts = lastOfDay.flatMap((ofChannel) => ofChannel.get(day) ?? []);
    if (counts.length > 0 && counts.length >= channelsReadOn(channels, day))
      whole.set(
        day,
        counts.reduce((sum, count) => sum + count),
      );
  }
  return whole;
}

/** Days of a period, none after `last`, on which a reading of the channel was expected and is not there. */
export function daysWithout(channel: ChannelReadings, period: Period, last: string): string[] {
  const { readings, readUntil } = channel;
  const first = firstDayOf(channel);
  if (!first) return [];
  const have = new Set(readings.map((reading) => reading.day));
  const end = [period.to, last, readUntil ?? last].sort()[0] ?? last;
  return daysBetween(first > period.from ? first : period.from, end).filter((day) => !have.has(day));
}
