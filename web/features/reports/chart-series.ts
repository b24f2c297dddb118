import type { Report, ReportDay } from "#shared/reports/schema.ts";
import { dayIn } from "#shared/time.ts";

export type ChartKind = "interactions" | "followers" | "received";

/** One day of a chart: this period's value and that of the same day of the period before. Null stays a gap. */
export type Point = { day: string; now: number | null; beforeDay: string; before: number | null };

const read: Record<ChartKind, (day: ReportDay) => [number | null, number | null]> = {
  interactions: (day) => [day.interactions, day.interactionsBefore],
  followers: (day) => [day.followers, day.followersBefore],
  received: (day) => [day.received, day.receivedBefore],
};

/** Days after the report was read have not been: they are gaps too, never zeros. */
export function seriesOf(report: Report, kind: ChartKind): Point[] {
  const readUntil = dayIn(report.brand.timeZone, report.asOf);
  return report.days.map((day) => {
    const [now, before] = read[kind](day);
    return { day: day.day, now: day.day > readUntil ? null : now, beforeDay: day.beforeDay, before };
  });
}

/** Whether a value has no neighbour: a line cannot draw it, so it needs a point. */
export const alone = (points: readonly Point[], at: number, key: "now" | "before"): boolean =>
  points[at]?.[key] != null && points[at - 1]?.[key] == null && points[at + 1]?.[key] == null;

/** Stretches of days without a value, each with the known days at its sides, where the hatching begins and ends. */
export function gapsOf(points: readonly Point[]): { from: string; to: string }[] {
  const gaps: { from: string; to: string }[] = [];
  let start = -1;
  points.forEach((point, at) => {
    if (point.now === null && start < 0) start = at;
    const ends = point.now === null ? at === points.length - 1 : start >= 0;
    if (!ends) return;
    gaps.push({ from: points[Math.max(0, start - 1)]?.day ?? point.day, to: point.day });
    start = -1;
  });
  return gaps;
}

/** Lowest and highest value of this period, for people who cannot see the chart. */
export function extremes(points: readonly Point[]): { low: number; high: number; day: string } | null {
  const known = points.flatMap(({ day, now }) => (now === null ? [] : [{ day, now }]));
  const top = known.reduce<{ day: string; now: number } | null>((a, b) => (a && a.now >= b.now ? a : b), null);
  return top && { low: Math.min(...known.map((point) => point.now)), high: top.now, day: top.day };
}
