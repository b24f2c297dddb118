import { followerReadings, type ReportBrand, type ReportChannel } from "#bff/features/reports/queries.ts";
import type { Ctx } from "#bff/platform/context.ts";
import { followersByDay } from "#shared/reports/followers.ts";
import { dayIn } from "#shared/time.ts";

/** Followers of channels by day, `from` null from the first reading on; a day one of them was not read has no sum. */
export async function followersOf(
  ctx: Ctx,
  brand: ReportBrand,
  channels: readonly ReportChannel[],
  from: string | null,
  to: string,
): Promise<Map<string, number>> {
  const first = from ?? channels.flatMap((channel) => channel.firstDay ?? []).sort()[0];
  if (!first || first > to) return new Map();
  const ids = channels.map((channel) => channel.id);
  const readings = await followerReadings(ctx, ids, { from: first, to });
  const byChannel = channels.map((channel) => {
    const removed = channel.removedAt && dayIn(brand.timeZone, channel.removedAt);
    const readUntil = removed ?? (channel.isRead ? null : channel.lastDay);
    return { readings: readings.get(channel.id) ?? [], readUntil, firstDay: channel.firstDay };
  });
  return followersByDay(byChannel, { from: first, to });
}
