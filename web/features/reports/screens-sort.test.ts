import { describe, expect, it } from "vitest";
import { emptyFigure } from "#shared/reports/formulas.ts";
import type { OverviewRow, TeamLine, Times } from "#shared/reports/screens.ts";
import { outOfLine, sortRows } from "./overview-sort.ts";
import { sortTeam } from "./team-sort.ts";
import { heatCells, moved, usedHours } from "./times-grid.ts";

const row = (name: string, value: number | null, more: Partial<OverviewRow> = {}): OverviewRow => {
  const figure = { ...emptyFigure("posts", "count"), value };
  return {
    ...{ slug: name, name, timeZone: "UTC", formula: "followers", aggregate: "median-of-posts" },
    ...{ followers: figure, posts: figure, interactions: figure, rate: figure, response: figure, firstAnswer: figure },
    ...{ growth: value, growthShare: value, days: [] },
    ...more,
  };
};
const names = (rows: OverviewRow[]) => rows.map((one) => one.name);

describe("the table of brands", () => {
  const rows = [row("b", 2), row("a", null), row("d", 9), row("c", 2)];
  it("puts brands without the number last, whatever the direction, and equals by name", () => {
    expect(names(sortRows(rows, { by: "rate", direction: "descending" }))).toEqual(["d", "b", "c", "a"]);
    expect(names(sortRows(rows, { by: "growth", direction: "ascending" }))).toEqual(["b", "c", "d", "a"]);
    expect(names(sortRows(rows, { by: "brand", direction: "descending" }))).toEqual(["d", "c", "b", "a"]);
  });

  it("names the brands whose formula or aggregate is not that of most", () => {
    expect(outOfLine(rows)).toEqual([]);
    const mixed = [...rows, row("e", 1, { formula: "reach" }), row("f", 1, { aggregate: "ratio-of-sums" })];
    expect(names(outOfLine(mixed))).toEqual(["e", "f"]);
    expect(outOfLine([])).toEqual([]);
  });
});

describe("the heat map", () => {
  const cell = (weekday: number, hour: number, count: number, median: number): Times["cells"][number] => ({
    ...{ weekday, hour, count, median, q1: median, q3: median },
  });
  it("shades from the lowest to the highest comparable hour and leaves the others without a shade", () => {
    const cells = heatCells([cell(0, 9, 3, 0.01), cell(1, 9, 4, 0.02), cell(2, 9, 5, 0.03), cell(3, 9, 2, 0.9)]);
    expect(cells).toHaveLength(168);
    expect([cells[9], cells[33], cells[57]].map((one) => one?.step)).toEqual([1, 3, 5]);
    expect(cells[81]).toMatchObject({ count: 2, median: null, step: 0 });
    expect(cells[0]).toMatchObject({ count: 0, median: null, step: 0 });
    expect(heatCells([cell(0, 9, 3, 0.01)])[9]?.step).toBe(5);
  });

  it("walks by the arrows as the days lie, and stops at the edges", () => {
    expect(moved(9, "ArrowRight", false)).toBe(10);
    expect(moved(9, "ArrowDown", false)).toBe(33);
    expect(moved(9, "ArrowUp", false)).toBe(9);
    expect(moved(9, "ArrowDown", true)).toBe(10);
    expect(moved(9, "ArrowRight", true)).toBe(33);
    expect(moved(33, "End", false)).toBe(47);
    expect(moved(47, "ArrowRight", false)).toBe(47);
    expect(moved(33, "Tab", false)).toBe(33);
  });

  it("knows between which hours anything was published", () => {
    expect(usedHours([cell(0, 9, 1, 1), cell(4, 20, 1, 1)])).toEqual({ first: 9, last: 20 });
    expect(usedHours([])).toEqual({ first: 0, last: 23 });
  });
});

it("keeps what was answered outside Konak after everybody", () => {
  const line = (userId: string | null, answers: number, median: number | null): TeamLine => ({
    ...{ userId, name: userId, answers, median, threads: 1, firstAnswers: 1, p90: null, compared: 0, near: 0 },
  });
  const people = [line(null, 99, 1), line("a", 1, null), line("b", 5, 60)];
  const order = (by: "answers" | "median") => sortTeam(people, { by, direction: "ascending" }).map((one) => one.userId);
  expect(order("answers")).toEqual(["a", "b", null]);
  expect(order("median")).toEqual(["b", "a", null]);
});
