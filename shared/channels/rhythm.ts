const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/**
 * Seconds until a channel is read again, from what is asked for (`KONAK_SYNC_SECONDS`): three times as often while
 * something is younger than an hour, half as often after a day, a quarter after a week of silence; with a push
 * connection that works, polling only catches what it missed, at most every 15 minutes. Never under 5 seconds unless
 * less was asked for.
 */
export function secondsUntilNextPoll(facts: {
  base: number;
  now: string;
  /** when the newest thing on the channel was said (ISO); null: nothing yet */
  newestAt: string | null;
  /** when a webhook or stream last brought something or was opened (ISO); null: never */
  pushedAt: string | null;
}): number {
  const now = Date.parse(facts.now);
  const age = facts.newestAt ? now - Date.parse(facts.newestAt) : Number.POSITIVE_INFINITY;
  const floor = Math.min(facts.base, 5);
  const pushes = facts.pushedAt !== null && now - Date.parse(facts.pushedAt) < hour;
  if (pushes) return Math.min(facts.base * 5, 900);
  if (age < hour) return Math.max(Math.round(facts.base / 3), floor);
  if (age < day) return facts.base;
  return Math.min(facts.base * (age < 7 * day ? 2 : 4), Math.max(900, facts.base));
}

/**
 * Seconds from one reading of a channel to the next, so that a limit lasts until it is full again: what is left of the
 * time, shared out over the readings that what is left for news pays for, when `readers` channels read by turns and a
 * reading costs `cost`. All of the time when nothing is left for news.
 */
export function secondsPerRound(facts: {
  remaining: number;
  limit: number;
  keptForPeople: number;
  cost: number;
  readers: number;
  secondsLeft: number;
}): number {
  const { remaining, limit, keptForPeople, cost, readers } = facts;
  const secondsLeft = Math.max(Math.ceil(facts.secondsLeft), 0);
  const readings = (remaining - limit * keptForPeople) / (cost * readers);
  return readings > 1 ? Math.min(Math.ceil(facts.secondsLeft / readings), secondsLeft) : secondsLeft;
}

/**
 * What the next reading will probably cost, from what was expected of this one (null: nothing yet), what it cost, and
 * what one costs by plan. A long one counts at most fourfold: the first of a channel says nothing of the next.
 */
export function costOfRound(expected: number | null, cost: number, planned: number): number {
  const usual = expected ?? planned;
  const taken = Math.min(cost, 4 * usual);
  const step = (taken - (expected ?? taken)) / 3;
  return Math.max((expected ?? Math.ceil(taken)) + Math.sign(step) * Math.ceil(Math.abs(step)), 1);
}
