import { expect, it } from "vitest";
import { refusal, windowEnd } from "./allowance.ts";
import { costOfRound, secondsPerRound, secondsUntilNextPoll } from "./rhythm.ts";

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

const losAngeles = "America/Los_Angeles";
const units = { name: "units", limit: 10_000, keptForPeople: 0.3 };
const [quiet, busy] = [6, 9];

/**
 * A day of a project's units, second by second as far as something happens: each channel reads as `rhythm` and the limit
 * allow, an answer of 52 units goes out at each of the given hours, and history takes what it may at its hour.
 */
function dayOf(channels: number[][], { begins, answersAt = [], historyAt }: Day) {
  const start = Date.parse(begins);
  const resetAt = windowEnd(begins, 86_400, losAngeles);
  const end = Date.parse(resetAt);
  const at = (moment: number) => new Date(moment).toISOString();
  const told = { answers: 0, history: 0, readings: 0, longestGap: 0, left: units.limit };
  const kept = () => Math.max(units.keptForPeople - (52 * told.answers) / units.limit, 0);
  const may = (moment: number, cost: number, urgency: "person" | "news" | "history") => {
    const state = { name: units.name, remaining: told.left, limit: units.limit, resetAt };
    const timeLeft = (end - moment) / 86_400_000;
    return refusal(state, { cost, urgency, keptForPeople: kept(), timeLeft }, at(moment)) === null;
  };
  const readers = channels.map((costs) => ({ costs, next: start, last: start, expected: null as number | null }));
  const answers = answersAt.map((hour) => start + hour * 3_600_000);
  for (let moment = start; moment < end; moment += 1000) {
    if (answers[0] !== undefined && moment >= answers[0]) {
      answers.shift();
      if (may(moment, 52, "person")) [told.left, told.answers] = [told.left - 52, told.answers + 1];
    }
    if (historyAt !== undefined && moment >= start + historyAt * 3_600_000)
      while (may(moment, 2, "history")) [told.left, told.history] = [told.left - 2, told.history + 2];
    for (const reader of readers.filter(({ next }) => moment >= next)) {
      if (!may(moment, quiet, "news")) continue;
      const cost = reader.costs[told.readings % reader.costs.length] ?? quiet;
      told.left -= cost;
      told.readings += 1;
      told.longestGap = Math.max(told.longestGap, (moment - reader.last) / 1000);
      reader.expected = costOfRound(reader.expected, cost, quiet);
      const secondsLeft = (end - moment) / 1000;
      const pause = secondsPerRound({
        ...units,
        keptForPeople: kept(),
        remaining: told.left,
        cost: reader.expected,
        readers: readers.length,
        secondsLeft,
      });
      Object.assign(reader, { last: moment, next: moment + Math.max(pause, 20) * 1000 });
    }
  }
  for (const { last } of readers) told.longestGap = Math.max(told.longestGap, (end - last) / 1000);
  return told;
}
type Day = { begins: string; answersAt?: number[]; historyAt?: number };

const begins = "2026-11-18T08:00:00.000Z";

it("reads one busy channel until midnight in Los Angeles, never more than two minutes apart", () => {
  const { longestGap, left } = dayOf([[busy, quiet, 7, busy, busy]], { begins });
  expect(longestGap).toBe(112);
  expect(left).toBeGreaterThanOrEqual(3000);
});

it("lets two channels of one project read by turns, never more than four minutes apart", () => {
  const { longestGap, left } = dayOf([[busy, busy, 8], [quiet]], { begins });
  expect(longestGap).toBe(228);
  expect(left).toBeGreaterThanOrEqual(3000);
});

const answersFrom = (hour: number, count: number) => Array.from({ length: count }, (_, n) => hour + n * 0.15);
const uneven = [[1000, ...Array<number>(150).fill(quiet), 60, 60, 60, ...Array<number>(2000).fill(quiet)]];

it("goes on through a costly first reading, history and twenty answers, never more than thirteen minutes apart", () => {
  const told = dayOf(uneven, { begins, answersAt: answersFrom(8, 20), historyAt: 4 });
  expect(told).toMatchObject({ answers: 20, longestGap: 751 });
  expect(told.history).toBeGreaterThan(2000);
});

it("sends eighty answers of a day at once, while reading goes on, never more than seven minutes apart", () => {
  const told = dayOf([[busy]], { begins, answersAt: answersFrom(8, 80) });
  expect(told).toMatchObject({ answers: 80, longestGap: 388 });
});

it("lasts through the days of twenty-five and of twenty-three hours, never more than two minutes apart", () => {
  const longest = ["2026-11-01T07:00:00.000Z", "2026-03-08T08:00:00.000Z"].map(
    (at) => dayOf([[busy]], { begins: at }).longestGap,
  );
  expect(longest).toEqual([116, 107]);
});

it("expects of the next reading what the last ones cost, and little of one that cost far more", () => {
  expect(costOfRound(null, 1000, quiet)).toBe(24);
  expect([costOfRound(24, 6, quiet), costOfRound(9, 7, quiet), costOfRound(6, 7, quiet)]).toEqual([18, 8, 7]);
  expect(costOfRound(1, 0, 3)).toBe(1);
});
