import { expect, it } from "vitest";
import { refusal, type Urgency, windowEnd } from "./allowance.ts";

const now = "2026-11-18T09:00:00.000Z";
const resetAt = "2026-11-18T09:10:00.000Z";
const asked = (remaining: number, urgency: Urgency, cost = 1) =>
  refusal({ name: "requests", remaining, limit: 100, resetAt }, { cost, urgency, keptForPeople: 0.2 }, now);

it("lets a person use all of a limit, news leave a share, history a larger one", () => {
  expect([asked(1, "person"), asked(21, "news"), asked(51, "history")]).toEqual([null, null, null]);
  const until = { until: resetAt, name: "requests" };
  expect([asked(0, "person"), asked(20, "news"), asked(50, "history")]).toEqual([until, until, until]);
});

it("reckons with what the call costs, and takes a limit whose time is over as full", () => {
  expect(asked(40, "person", 50)).not.toBeNull();
  expect(
    refusal(
      { name: "x", remaining: 0, limit: 10, resetAt: now },
      { cost: 1, urgency: "history", keptForPeople: 0 },
      now,
    ),
  ).toBeNull();
  expect(asked(0, "news", 0)).toBeNull();
});

it("asks again in a minute where the network does not say when", () => {
  const state = { name: "x", remaining: 0, limit: null, resetAt: null };
  expect(refusal(state, { cost: 1, urgency: "person", keptForPeople: 0 }, now)?.until).toBe("2026-11-18T09:01:00.000Z");
});

it("believes a limit without a time for a quarter of an hour, then lets the network be asked again", () => {
  const told = (at: string) =>
    refusal(
      { name: "percent", remaining: 0, limit: 100, resetAt: null, at },
      { cost: 1, urgency: "person", keptForPeople: 0 },
      now,
    );
  expect(told("2026-11-18T08:50:00.000Z")).toEqual({ until: "2026-11-18T09:05:00.000Z", name: "percent" });
  expect(told("2026-11-18T08:45:00.000Z")).toBeNull();
});

it("ends a day at the zone's midnight, also when clocks change", () => {
  expect(windowEnd(now, 60)).toBe("2026-11-18T09:01:00.000Z");
  expect(windowEnd(now, 86_400, "America/Los_Angeles")).toBe("2026-11-19T08:00:00.000Z");
  expect(windowEnd("2026-11-01T07:30:00.000Z", 86_400, "America/Los_Angeles")).toBe("2026-11-02T08:00:00.000Z");
  expect(windowEnd("2026-03-08T10:30:00.000Z", 86_400, "America/Los_Angeles")).toBe("2026-03-09T07:00:00.000Z");
});
