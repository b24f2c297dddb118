import type { Readings } from "#bff/features/reports/line-queries.ts";
import type { ReportChannel } from "#bff/features/reports/queries.ts";
import { followersByDay } from "#shared/reports/followers.ts";
import { dayIn } from "#shared/time.ts";

/** Followers of channels by day, from the first reading on; a day one of them was not read has no sum. */
export function followersOf(
  channels: readonly ReportChannel[],
  readings: Readings,
  timeZone: string,
  to: string,
): Map<string, number> {
  const first = channels.flatMap((channel) => readings.get(channel.id)?.[0]?.day ?? []).sort()[0];
  if (!first || first > to) return new Map();
  const byChannel = channels.map((channel) => {
    const ofChannel = readings.get(channel.id) ?? [];
    const removed = channel.removedAt && dayIn(timeZone, channel.removedAt);
    return { readings: ofChannel, readUntil: removed ?? (channel.isRead ? null : (ofChannel.at(-1)?.day ?? null)) };
  });
  return followersByDay(byChannel, { from: first, to });
}
