import type { Mix } from "#shared/reports/screens.ts";

/** Stretches of days without a reading, each with the known days at its sides, where the hatching begins and ends. */
export function gapsIn(points: Mix["growth"]): { from: string; to: string }[] {
  const gaps: { from: string; to: string }[] = [];
  let start = -1;
  points.forEach((point, at) => {
    if (point.followers === null && start < 0) start = at;
    const ends = point.followers === null ? at === points.length - 1 : start >= 0;
    if (!ends) return;
    gaps.push({ from: points[Math.max(0, start - 1)]?.day ?? point.day, to: point.day });
    start = -1;
  });
  return gaps;
}
