import { expect, it } from "vitest";
import { progressText } from "#bff/progress.ts";

it("the bar says share, rows, rate and the time left", () => {
  expect(progressText({ rows: 50_000, bytes: 25, totalBytes: 100, seconds: 5 })).toBe(
    "[######..................] 25 %  50,000 rows, 10,000 a second, 15 s left",
  );
});
