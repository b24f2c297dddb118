import { expect, it } from "vitest";
import { runsOf } from "./runs.ts";

it("joins neighbouring days over the end of a month and keeps holes", () => {
  expect(runsOf(["2026-10-31", "2026-11-01", "2026-11-03"])).toEqual([
    { from: "2026-10-31", to: "2026-11-01" },
    { from: "2026-11-03", to: "2026-11-03" },
  ]);
  expect(runsOf([])).toEqual([]);
});
