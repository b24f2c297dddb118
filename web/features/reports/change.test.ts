import { describe, expect, it } from "vitest";
import type { Figure, FigureId } from "#shared/reports/schema.ts";
import { changeOf, changeWords } from "./change.ts";
import { duration } from "./say.ts";

const figure = (id: FigureId, unit: Figure["unit"], value: number | null): Figure => ({
  id,
  unit,
  formula: null,
  aggregate: null,
  scale: 1,
  paidIncluded: 0,
  value,
  missing: value === null ? "no_posts" : null,
  numerator: null,
  denominator: null,
  counted: 0,
  spread: null,
  leftOut: [],
  deletedIncluded: 0,
});

function said(id: FigureId, unit: Figure["unit"], now: number | null, before: number | null) {
  const change = changeOf(figure(id, unit, now), figure(id, unit, before));
  return change && `${change.verdict}: ${Object.values(changeWords(change, id, "en-GB")).join(" ")}`;
}

describe("the change to the period before", () => {
  it("is in per cent for counts and in points for shares", () => {
    expect(said("followers", "count", 102_712, 100_797)).toBe("better: percent +1.9%");
    expect(said("rate-median", "share", 0.0057, 0.0051)).toBe("better: points +0.06");
    expect(said("response-rate", "share", 0.941, 0.949)).toBe("worse: points −0.8");
  });

  it("calls less time faster, and better", () => {
    expect(said("first-answer", "seconds", 38 * 60, 47 * 60)).toBe("better: faster 9 mins");
    expect(said("first-answer", "seconds", 7200, 3600)).toBe("worse: slower 1 hr");
  });

  it("judges nobody for the number of posts", () => {
    expect(said("posts", "count", 34, 36)).toBe("neutral: percent −5.6%");
    expect(said("posts", "count", 36, 34)).toBe("neutral: percent +5.9%");
  });

  it("makes no per cent of nothing", () => {
    expect(said("interactions", "count", 12, 0)).toBe("better: newCount +12");
    expect(said("interactions", "count", 0, 0)).toBe("same: same ");
  });

  it("says 'as before' where the screen could only show a zero", () => {
    expect(said("rate-sum", "share", 0.010_21, 0.010_22)).toBe("same: same ");
    expect(said("first-answer", "seconds", 3610, 3600)).toBe("same: same ");
  });

  it("compares nothing with a missing number", () => {
    expect(said("rate-median", "share", null, 0.005)).toBe(null);
    expect(said("rate-median", "share", 0.005, null)).toBe(null);
  });
});

it("says a length of time in its two largest units", () => {
  expect(duration(42, "en-GB")).toBe("42 secs");
  expect(duration(38 * 60 + 10, "en-GB")).toBe("38 mins");
  expect(duration(2 * 3600 + 300, "en-GB")).toBe("2 hrs 5 mins");
  expect(duration(76 * 3600, "en-GB")).toBe("3 days 4 hrs");
});
