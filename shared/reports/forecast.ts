import { addDays } from "../time.ts";
import { type MethodName, methodNames, methods } from "./forecast-methods.ts";
import type { Coverage, DayAhead, Forecast, SeriesId } from "./forecast-schema.ts";

/** Under this many known days nothing is forecast: three weeks are the least that show a week repeating. */
export const leastDays = 21;
const week = 7;
const firstOrigin = 14;
const mostOrigins = 180;
/** A challenger has to be this much better than "like last week", or the best of seven would win by luck. */
const needed = 0.95;
const leastTried = 20;
const leastErrors = 40;

type DayValue = { day: string; value: number | null };
/** A forecast made in the past for a day that is known by now. Errors are differences of square roots. */
type Trial = { origin: number; step: number; said: number; actual: number; error: number };

/**
 * The forecast of one series of daily counts. Every method is tried from every day of the past it could have been
 * made on (rolling origin); the one with the lowest mean absolute scaled error says what comes, unless it is less
 * than 5 % better than "like last week", which then does and `nothingBetter` says so. Bands are quantiles of the
 * method's own past errors on the square-root scale (counts spread with their size); their coverage is measured with
 * errors known by then only. Holes inside are filled on a line for the methods and never scored.
 * Source: methods D1 (Numenta realTweets); Hyndman & Koehler 2006 for MASE.
 */
export function forecastOf(series: SeriesId, days: readonly DayValue[], steps: number): Forecast {
  const history = fromFirst(days);
  const known = history.filter(({ value }) => value !== null).length;
  const none = (missing: Forecast["missing"]): Forecast => ({ ...nothing, series, history, known, missing });
  if (known < leastDays) return none("too_short");
  if (known < history.length / 2) return none("too_many_gaps");
  const values = history.map(({ value }) => value);
  const filled = fillHoles(values);
  const rounds = methodNames.map((name) => ({ name, trials: trialsOf(name, values, filled, steps) }));
  const scale = scales(filled);
  const tested = rounds.map((round) => ({ ...round, mase: maseOf(round.trials, scale) }));
  const yard = tested.find(({ name }) => name === "last-week");
  if (!yard || yard.mase === null) return none("stands_still");
  const best = tested.reduce((a, b) => ((b.mase ?? Infinity) < (a.mase ?? Infinity) ? b : a), yard);
  const nothingBetter = (best.mase ?? 0) > needed * yard.mase;
  const winner = nothingBetter ? yard : best;
  const last = history.at(-1)?.day ?? "";
  const yardMase = yard.mase;
  return {
    ...none(null),
    method: winner.name,
    nothingBetter,
    origins: new Set(winner.trials.map(({ origin }) => origin)).size,
    ahead: bands(methods[winner.name](filled, steps), winner.trials, last),
    tests: tested.flatMap(({ name, mase, trials }) =>
      mase === null ? [] : [{ name, mase, pinball: pinballOf(trials), againstLastWeek: mase / yardMase }],
    ),
    coverage80: coverageOf(winner.trials, 0.8),
    coverage95: coverageOf(winner.trials, 0.95),
  };
}

const nothing = {
  ...{ ahead: [], method: null, nothingBetter: false, tests: [], origins: 0 },
  ...{ coverage80: null, coverage95: null },
};

/** A series begins with its first known day and ends with its newest one. */
function fromFirst(days: readonly DayValue[]): DayValue[] {
  const from = days.findIndex(({ value }) => value !== null);
  const to = days.findLastIndex(({ value }) => value !== null);
  return from < 0 ? [] : days.slice(from, to + 1);
}

/** Holes on the straight line between their neighbours. */
function fillHoles(values: readonly (number | null)[]): number[] {
  const filled: number[] = [];
  let before = 0;
  for (let at = 0; at < values.length; at++) {
    const value = values[at];
    if (value === null || value === undefined) continue;
    for (let hole = filled.length; hole < at; hole++) {
      const from = filled[before] ?? value;
      filled.push(from + ((value - from) * (hole - before)) / (at - before));
    }
    filled.push(value);
    before = at;
  }
  return filled;
}

function trialsOf(name: MethodName, values: readonly (number | null)[], filled: number[], steps: number): Trial[] {
  const trials: Trial[] = [];
  for (let origin = Math.max(firstOrigin, values.length - mostOrigins); origin < values.length; origin++) {
    const said = methods[name](filled.slice(0, origin), Math.min(steps, values.length - origin));
    said.forEach((value, at) => {
      const actual = values[origin + at];
      if (actual === null || actual === undefined) return;
      const error = Math.sqrt(Math.max(0, actual)) - Math.sqrt(Math.max(0, value));
      trials.push({ origin, step: at + 1, said: value, actual, error });
    });
  }
  return trials;
}

/** For every origin the mean absolute change against a week before, over the days up to it. */
function scales(filled: readonly number[]): (number | null)[] {
  let sum = 0;
  return filled.map((_, origin) => {
    const at = origin - 1;
    if (at >= week) sum += Math.abs((filled[at] ?? 0) - (filled[at - week] ?? 0));
    return origin > week && sum > 0 ? sum / (origin - week) : null;
  });
}

/** Mean absolute scaled error: 1 is as wrong as "like last week" was inside the history. Null where nothing moves. */
function maseOf(trials: readonly Trial[], scale: readonly (number | null)[]): number | null {
  let [sum, count] = [0, 0];
  for (const { origin, said, actual } of trials) {
    const by = scale[origin];
    if (!by) continue;
    sum += Math.abs(actual - said) / by;
    count++;
  }
  return count > 0 ? sum / count : null;
}

/** Errors of a step and of as many neighbouring steps as are needed for enough of them, sorted. */
function errorsNear(trials: readonly Trial[], step: number): number[] {
  for (let reach = 0; ; reach++) {
    const near = trials.filter((trial) => Math.abs(trial.step - step) <= reach);
    if (near.length >= leastErrors || near.length === trials.length)
      return near.map(({ error }) => error).sort((a, b) => a - b);
  }
}

/**
 * The band around a forecast that `share` of past errors stayed in. Ranks as in conformal prediction, so that few
 * errors give a wider band, not a false narrow one; with too few the largest errors there were.
 */
function band(said: number, errors: readonly number[], share: number): { low: number; high: number } {
  const rank = Math.floor(((errors.length + 1) * (1 - share)) / 2);
  const root = Math.sqrt(Math.max(0, said));
  const low = errors[Math.max(0, rank - 1)] ?? 0;
  const high = errors[Math.min(errors.length - 1, errors.length - rank)] ?? 0;
  return { low: Math.max(0, root + Math.min(0, low)) ** 2, high: Math.max(0, root + Math.max(0, high)) ** 2 };
}

const bands = (said: readonly number[], trials: readonly Trial[], last: string): DayAhead[] =>
  said.map((value, at) => {
    const errors = errorsNear(trials, at + 1);
    const [near, far] = [band(value, errors, 0.8), band(value, errors, 0.95)];
    return {
      day: addDays(last, at + 1),
      value,
      ...{ low80: near.low, high80: near.high, low95: far.low, high95: far.high },
    };
  });

/** Trials with the sorted errors that were known on the day of each: only of days that had come by then. */
function* replay(trials: readonly Trial[]): Generator<{ trial: Trial; errors: readonly number[] }> {
  const steps = Math.max(0, ...trials.map(({ step }) => step));
  for (let step = 1; step <= steps; step++) {
    const near = trials.filter((one) => Math.abs(one.step - step) <= 2).sort((a, b) => dayOf(a) - dayOf(b));
    const errors: number[] = [];
    let next = 0;
    for (const trial of trials.filter((one) => one.step === step)) {
      for (let one = near[next]; one && dayOf(one) <= trial.origin; one = near[++next]) insert(errors, one.error);
      if (errors.length >= leastTried) yield { trial, errors };
    }
  }
}

const dayOf = ({ origin, step }: Trial): number => origin + step;

function insert(sorted: number[], value: number): void {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? 0) < value) low = middle + 1;
    else high = middle;
  }
  sorted.splice(low, 0, value);
}

function coverageOf(trials: readonly Trial[], share: number): Coverage {
  let [inside, tried] = [0, 0];
  for (const { trial, errors } of replay(trials)) {
    const { low, high } = band(trial.said, errors, share);
    // the square root and back may lose the last digit of a value that is the edge itself
    const slack = 1e-9 * Math.max(1, trial.actual);
    if (trial.actual >= low - slack && trial.actual <= high + slack) inside++;
    tried++;
  }
  return { inside, tried, share: tried >= leastTried ? inside / tried : null };
}

/** Mean pinball loss of the four band edges, as in the M5 competition; lower is better, unit of the series. */
function pinballOf(trials: readonly Trial[]): number | null {
  let [sum, count] = [0, 0];
  for (const { trial, errors } of replay(trials)) {
    for (const share of [0.8, 0.95]) {
      const { low, high } = band(trial.said, errors, share);
      sum += loss(trial.actual, low, (1 - share) / 2) + loss(trial.actual, high, (1 + share) / 2);
      count += 2;
    }
  }
  return count > 0 ? sum / count : null;
}

const loss = (actual: number, edge: number, at: number): number =>
  actual >= edge ? at * (actual - edge) : (1 - at) * (edge - actual);
