import { expect, it } from "vitest";
import { withEmptyDays } from "#web/features/ideas/report-days.tsx";

it("shows a day nobody wrote between two days somebody did", () => {
  expect(
    withEmptyDays([
      { day: "2026-10-30", ideas: 2 },
      { day: "2026-11-01", ideas: 1 },
    ]),
  ).toEqual([
    { day: "2026-10-30", ideas: 2 },
    { day: "2026-10-31", ideas: 0 },
    { day: "2026-11-01", ideas: 1 },
  ]);
});

it("has no days without ideas", () => {
  expect(withEmptyDays([])).toEqual([]);
});
