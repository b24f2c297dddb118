import { fewestInCell } from "#shared/reports/best-times.ts";
import type { Times } from "#shared/reports/screens.ts";

export type HeatCell = { weekday: number; hour: number; count: number; median: number | null; step: number };

/** Steps of the colour scale, from the lowest comparable median to the highest. */
const steps = 5;

/**
 * All 168 hours of the week. `step` 1..5 lies evenly between the lowest and the highest median of cells with enough posts;
 * 0 is a cell that has none, or too few to be judged.
 */
export function heatCells(cells: Times["cells"]): HeatCell[] {
  const judged = cells.filter((cell) => cell.count >= fewestInCell).map((cell) => cell.median);
  const [low, high] = [Math.min(...judged), Math.max(...judged)];
  const known = new Map(cells.map((cell) => [cell.weekday * 24 + cell.hour, cell]));
  return Array.from({ length: 168 }, (_, at) => {
    const cell = known.get(at);
    const enough = cell && cell.count >= fewestInCell;
    const step = enough
      ? high > low
        ? 1 + Math.min(steps - 1, Math.floor(((cell.median - low) / (high - low)) * steps))
        : steps
      : 0;
    return {
      weekday: Math.floor(at / 24),
      hour: at % 24,
      count: cell?.count ?? 0,
      median: enough ? cell.median : null,
      step,
    };
  });
}

/** The hours between the first and the last with a post: on a phone the others are left away. */
export function usedHours(cells: Times["cells"]): { first: number; last: number } {
  const hours = cells.map((cell) => cell.hour);
  return hours.length === 0 ? { first: 0, last: 23 } : { first: Math.min(...hours), last: Math.max(...hours) };
}

/** Where an arrow key leads from an hour of the week; at the edge it stays. On a phone days stand beside each other. */
export function moved(at: number, key: string, upright: boolean): number {
  const [weekday, hour] = [Math.floor(at / 24), at % 24];
  const step = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] }[key];
  if (key === "Home") return weekday * 24;
  if (key === "End") return weekday * 24 + 23;
  if (!step) return at;
  const [byDay = 0, byHour = 0] = upright ? [step[1], step[0]] : step;
  const [day, then] = [weekday + byDay, hour + byHour];
  return day < 0 || day > 6 || then < 0 || then > 23 ? at : day * 24 + then;
}

// 5 January 2026 was a Monday.
const monday = Date.UTC(2026, 0, 5);

/** `Tue` or `Tuesday`, as the locale has it. */
export const sayWeekday = (weekday: number, locale: string, style: "short" | "long" = "short"): string =>
  new Date(monday + weekday * 86_400_000).toLocaleDateString(locale, { timeZone: "UTC", weekday: style });

export const sayHour = (hour: number): string => `${String(hour).padStart(2, "0")}:00`;
