import type { RivalLine } from "#shared/reports/rivals-schema.ts";

export const rivalColumns = ["followers", "posts", "interactions", "rate"] as const;
export type RivalColumn = (typeof rivalColumns)[number];
export type RivalSorting = { by: RivalColumn; direction: "ascending" | "descending" };

/** Sorted pages; whatever the direction, those without the number stand last, by name. */
export function sortRivals(lines: readonly RivalLine[], { by, direction }: RivalSorting): RivalLine[] {
  const sign = direction === "ascending" ? 1 : -1;
  const byName = (a: RivalLine, b: RivalLine) => a.name.localeCompare(b.name);
  return [...lines].sort((a, b) => {
    const [left, right] = [a[by], b[by]];
    if (left === null || right === null) return Number(left === null) - Number(right === null) || byName(a, b);
    return sign * (left - right) || byName(a, b);
  });
}
