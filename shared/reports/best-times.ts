import { quantile } from "./formulas.ts";

/** Under this many posts a cell of the heat map says nothing about its hour. */
export const fewestInCell = 3;
const shuffles = 400;

/** Weekday 0..6 from Monday and hour 0..23 of an instant, in a time zone and its daylight saving of that day. */
export type HourOfWeek = { weekday: number; hour: number };
const weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
const formats = new Map<string, Intl.DateTimeFormat>();

export function hourOfWeek(timeZone: string, at: string): HourOfWeek {
  let format = formats.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat("en-GB", { timeZone, weekday: "short", hour: "2-digit", hourCycle: "h23" });
    formats.set(timeZone, format);
  }
  const parts = format.formatToParts(new Date(at));
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? "";
  return { weekday: weekdays.indexOf(part("weekday")), hour: Number(part("hour")) };
}

export type TimedRate = HourOfWeek & { rate: number };
/** One hour of the week: how many posts with a rate, and their median and quartiles. */
export type TimeCell = HourOfWeek & { count: number; median: number; q1: number; q3: number };

const place = ({ weekday, hour }: HourOfWeek): number => weekday * 24 + hour;

/** Median rate of the posts of each hour of the week, quartiles by `quantile`. Hours without a post have no cell. */
export function timeCells(posts: readonly TimedRate[]): TimeCell[] {
  const groups = new Map<number, number[]>();
  for (const post of posts) groups.set(place(post), [...(groups.get(place(post)) ?? []), post.rate]);
  return [...groups]
    .sort(([a], [b]) => a - b)
    .map(([at, rates]) => {
      const sorted = rates.sort((a, b) => a - b);
      const value = (share: number) => quantile(sorted, share) ?? 0;
      return {
        weekday: Math.floor(at / 24),
        hour: at % 24,
        count: sorted.length,
        ...{ median: value(0.5), q1: value(0.25), q3: value(0.75) },
      };
    });
}

/** The cells that may be compared, best median first. */
export const bestCells = (cells: readonly TimeCell[]): TimeCell[] =>
  cells.filter((cell) => cell.count >= fewestInCell).sort((a, b) => b.median - a.median || b.count - a.count);

/**
 * How often chance alone gives a best hour at least as good as the one seen, 0..1: the rates are dealt anew over the same
 * hours 400 times (permutation test of the largest median, which asks for no distribution and already counts that the
 * best of many hours was picked; Fisher 1935, Westfall & Young 1993). Add-one estimate, so never 0. Null when fewer than
 * two hours can be compared. The same posts always give the same answer.
 */
export function chanceOfBest(posts: readonly TimedRate[]): number | null {
  const cells = bestCells(timeCells(posts));
  const best = cells[0];
  if (!best || cells.length < 2) return null;
  const rates = posts.map((post) => post.rate);
  const groups = groupsOf(posts);
  const next = random(rates.length * 7919 + 17);
  let asGood = 0;
  for (let round = 0; round < shuffles; round++) {
    shuffle(rates, next);
    if (groups.some((group) => medianAt(rates, group) >= best.median)) asGood++;
  }
  return (asGood + 1) / (shuffles + 1);
}

function groupsOf(posts: readonly TimedRate[]): number[][] {
  const groups = new Map<number, number[]>();
  posts.forEach((post, index) => {
    groups.set(place(post), [...(groups.get(place(post)) ?? []), index]);
  });
  return [...groups.values()].filter((group) => group.length >= fewestInCell);
}

const medianAt = (rates: readonly number[], group: readonly number[]): number =>
  quantile(
    group.map((index) => rates[index] ?? 0).sort((a, b) => a - b),
    0.5,
  ) ?? 0;

function shuffle(list: number[], next: () => number): void {
  for (let at = list.length - 1; at > 0; at--) {
    const other = Math.floor(next() * (at + 1));
    [list[at], list[other]] = [list[other] ?? 0, list[at] ?? 0];
  }
}

// Mulberry32: small, and the same everywhere, so that a report says the same twice.
function random(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
