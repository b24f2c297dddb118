import { notComparable } from "#shared/reports/closed-list.ts";
import type { Figure } from "#shared/reports/schema.ts";
import type { OverviewRow } from "#shared/reports/screens.ts";

export const overviewColumns = [
  "followers",
  "growth",
  "posts",
  "interactions",
  "rate",
  "response",
  "firstAnswer",
] as const;
export type OverviewColumn = (typeof overviewColumns)[number];
export type OverviewSorting = { by: OverviewColumn | "brand"; direction: "ascending" | "descending" };

/** The number of a row in a column; growth compares as a share, so that a large brand does not stand first by size. */
export const valueIn = (row: OverviewRow, column: OverviewColumn): number | null =>
  column === "growth" ? row.growthShare : row[column].value;

/** The figure behind a column, or null where it is a change between two. */
export const figureIn = (row: OverviewRow, column: OverviewColumn): Figure =>
  column === "growth" ? row.followers : row[column];

/** Sorted rows; whatever the direction, those without the number stand last, by name. */
export function sortRows(rows: readonly OverviewRow[], { by, direction }: OverviewSorting): OverviewRow[] {
  const sign = direction === "ascending" ? 1 : -1;
  const byName = (a: OverviewRow, b: OverviewRow) => a.name.localeCompare(b.name);
  if (by === "brand") return [...rows].sort((a, b) => sign * byName(a, b));
  return [...rows].sort((a, b) => {
    const [left, right] = [valueIn(a, by), valueIn(b, by)];
    if (left === null || right === null) return Number(left === null) - Number(right === null) || byName(a, b);
    return sign * (left - right) || byName(a, b);
  });
}

/** The brands whose rate may not be set beside that of most of them, because formula or aggregate differ. */
export function outOfLine(rows: readonly OverviewRow[]): OverviewRow[] {
  const column = (row: OverviewRow) => ({ formula: row.formula, aggregate: row.aggregate });
  const like = (row: OverviewRow) =>
    rows.filter((other) => notComparable(column(row), column(other)).length === 0).length;
  const most = rows.reduce<OverviewRow | null>((best, row) => (best && like(best) >= like(row) ? best : row), null);
  return most ? rows.filter((row) => notComparable(column(most), column(row)).length > 0) : [];
}
