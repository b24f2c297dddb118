import type { TeamLine } from "#shared/reports/screens.ts";

export const teamColumns = ["answers", "threads", "first", "median", "p90", "near"] as const;
export type TeamColumn = (typeof teamColumns)[number];
export type TeamSorting = { by: TeamColumn; direction: "ascending" | "descending" };

const read: Record<TeamColumn, (line: TeamLine) => number | null> = {
  answers: (line) => line.answers,
  threads: (line) => line.threads,
  first: (line) => line.firstAnswers,
  median: (line) => line.median,
  p90: (line) => line.p90,
  near: (line) => (line.compared === 0 ? null : line.near / line.compared),
};

/** Sorted people; those without the number stand last, and what was answered outside Konak after everybody. */
export function sortTeam(people: readonly TeamLine[], { by, direction }: TeamSorting): TeamLine[] {
  const sign = direction === "ascending" ? 1 : -1;
  return [...people].sort((a, b) => {
    const outside = Number(a.userId === null) - Number(b.userId === null);
    const [left, right] = [read[by](a), read[by](b)];
    if (outside !== 0) return outside;
    if (left === null || right === null) return Number(left === null) - Number(right === null);
    return sign * (left - right) || (a.name ?? "").localeCompare(b.name ?? "");
  });
}
