import { expect, it } from "vitest";
import { benchmarks, benchmarksFor } from "./benchmarks.ts";

it("shows the newest figure of a source, and only beside a rate with the same denominator", () => {
  expect(benchmarksFor("facebook", "followers").map((one) => [one.source, one.year, one.value])).toEqual([
    ["Rival IQ", 2024, 0.00063],
  ]);
  expect(benchmarksFor("facebook", "impressions").map((one) => one.source)).toEqual(["Buffer"]);
  expect(benchmarksFor("facebook", "reach")).toEqual([]);
  expect(benchmarksFor("bluesky", "followers")).toEqual([]);
});

it("says of every figure where it is from, of what it is made and from how many", () => {
  for (const one of benchmarks) {
    expect(one.value).toBeGreaterThan(0);
    expect(one.value).toBeLessThan(0.1);
    expect(one.address).toMatch(/^https:\/\//);
    expect(`${one.formula}${one.sample}`.length).toBeGreaterThan(40);
  }
  const keys = benchmarks.map((one) => `${one.source} ${one.year} ${one.network} ${one.denominator}`);
  expect(new Set(keys).size).toBe(keys.length);
});
