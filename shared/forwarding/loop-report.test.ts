import { describe, expect, it } from "vitest";
import { quantile, type ReportedLoop, sumsOf } from "#shared/forwarding/loop-report.ts";

const loop = (hours: number | null, more: Partial<ReportedLoop> = {}): ReportedLoop => ({
  departmentId: "quality",
  state: hours === null ? "out" : "answered",
  late: false,
  createdAt: "2026-11-18T00:00:00.000Z",
  answeredAt: hours === null ? null : new Date(Date.UTC(2026, 10, 18) + hours * 3_600_000).toISOString(),
  closedAt: null,
  outcome: null,
  followers: 3,
  told: 1,
  aside: 0,
  ...more,
});

describe("the figures of loops", () => {
  it("take the median and the 90th percentile as spreadsheets do", () => {
    expect(quantile([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 0.9)).toBeCloseTo(9.1);
    expect(quantile([5, 1], 0.5)).toBe(3);
    expect(quantile([], 0.5)).toBeNull();
    expect(sumsOf([loop(1), loop(3), loop(8), loop(null)])).toMatchObject({
      medianSeconds: 10_800,
      p90Seconds: 25_200,
    });
  });
  it("count what is answered, closed and late, and missing stays missing", () => {
    const late = loop(null, { late: true });
    expect(sumsOf([late, loop(2, { closedAt: "2026-11-19T00:00:00.000Z" })])).toMatchObject({
      loops: 2,
      answered: 1,
      closed: 1,
      late: 1,
    });
    expect(sumsOf([late])).toMatchObject({ medianSeconds: null, p90Seconds: null, told: null });
  });
  it("share out followers told over the answered loops only", () => {
    expect(sumsOf([loop(1, { followers: 27, told: 20 }), loop(2), loop(null, { followers: 50 })]).told).toEqual({
      count: 21,
      of: 30,
    });
  });
});
