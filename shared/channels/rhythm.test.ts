import { expect, it } from "vitest";
import { secondsUntilNextPoll } from "./rhythm.ts";

const now = "2026-11-18T09:00:00.000Z";
const ago = (minutes: number) => new Date(Date.parse(now) - minutes * 60_000).toISOString();
const next = (newestAt: string | null, pushedAt: string | null = null, base = 60) =>
  secondsUntilNextPoll({ base, now, newestAt, pushedAt });

it("reads faster while something is young, and slower the longer nothing happens", () => {
  expect([next(ago(5)), next(ago(300)), next(ago(3000)), next(ago(30_000)), next(null)]).toEqual([
    20, 60, 120, 240, 240,
  ]);
});

it("reads less often while a push connection works, and as before when it went silent", () => {
  expect(next(ago(5), ago(2))).toBe(300);
  expect(next(ago(5), ago(90))).toBe(20);
});

it("keeps to what a person asked for at the short end, and to a quarter of an hour at the long one", () => {
  expect(next(ago(5), null, 1)).toBe(1);
  expect(next(ago(5), null, 9)).toBe(5);
  expect(next(null, null, 600)).toBe(900);
  expect(next(null, null, 3600)).toBe(3600);
});
