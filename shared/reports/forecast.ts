import { addDays } from "../time.ts";
import { coverageOf, edgesOf, pinballOf, shares, type Trial, type Walk, walk } from "./forecast-bands.ts";
import { type MethodName, methodNames, methods } from "./forecast-methods.ts";
import type { DayAhead, Forecast, SeriesId } from "./forecast-schema.ts";
import { quantile } from "./formulas.ts";

/** Under this many known days nothing is forecast: three weeks are the least that show a week repeating. */
export const leastDays = 21;
const week = 7;
const firstOrigin = 14;
const mostOrigins = 180;
/** A challenger has to be this much better than "like last week", or the best of seven would win by luck. */
const needed = 0.95;

type DayValue = { day: string; value: number | null };

/**
 * The forecast of one series of daily counts. Every method is tried from every day of the past it could have been
 * made on (rolling origin); the one with the lowest mean absolute scaled error says what comes, unless it is less
 * than 5 % better than "like last week", which then does and `nothingBetter` says so. Bands are quantiles of the
 * method's own past errors on the square-root scale (counts spread with their size), see `walk`; their coverage is
 * measured with errors known by then only. Holes inside are filled on a line for the methods and never scored.
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
  const scale = scaleOf(filled);
  const tested = rounds.map((round) => ({ ...round, mase: maseOf(round.trials, scale) }));
  const yard = tested.find(({ name }) => name === "last-week");
  if (!yard || yard.mase === null) return none("stands_still");
  const best = tested.reduce((a, b) => ((b.mase ?? Infinity) < (a.mase ?? Infinity) ? b : a), yard);
  const nothingBetter = (best.mase ?? 0) > needed * yard.mase;
  const winner = nothingBetter ? yard : best;
  const last = history.at(-1)?.day ?? "";
  const yardMase = yard.mase;
  const walks = walksOf(winner.trials, steps);
  return {
    ...none(null),
    method: winner.name,
    nothingBetter,
    origins: new Set(winner.trials.map(({ origin }) => origin)).size,
    ahead: bands(methods[winner.name](filled, steps), walks, last),
    tests: tested.flatMap(({ name, mase, trials }) =>
      mase === null
        ? []
        : [{ name, mase, pinball: pinballOf(walksOf(trials, steps)), againstLastWeek: mase / yardMase }],
    ),
    week: series === "followers" ? null : weekAhead(methods[winner.name](filled, week), winner.trials),
    coverage80: coverageOf(walks, 0),
    coverage95: coverageOf(walks, 1),
  };
}

const nothing = {
  ...{ ahead: [], method: null, nothingBetter: false, tests: [], origins: 0 },
  ...{ week: null, coverage80: null, coverage95: null },
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

/** The mean absolute change against a week before, over the whole history; null where nothing moves. */
function scaleOf(filled: readonly number[]): number | null {
  const changes = filled.slice(week).map((value, at) => Math.abs(value - (filled[at] ?? 0)));
  return sum(changes) > 0 ? sum(changes) / changes.length : null;
}

/** Mean absolute scaled error: 1 is as wrong as "like last week" was inside the history. Null where nothing moves. */
const maseOf = (trials: readonly Trial[], scale: number | null): number | null =>
  scale === null || trials.length === 0
    ? null
    : sum(trials.map(({ said, actual }) => Math.abs(actual - said))) / trials.length / scale;

const walksOf = (trials: readonly Trial[], steps: number): Walk[] =>
  Array.from({ length: steps }, (_, at) => walk(trials, at + 1));

function bands(said: readonly number[], walks: readonly Walk[], last: string): DayAhead[] {
  return said.map((value, at) => {
    const { errors, widen } = walks[at] ?? { errors: [], widen: [] };
    const [near, far] = shares.map((share, of) => edgesOf(value, errors, share, widen[of] ?? 1));
    const [low80, high80] = [near?.low ?? value, near?.high ?? value];
    return {
      ...{ day: addDays(last, at + 1), value, low80, high80 },
      // each band learns its width alone; the wider one never lies inside the other
      ...{ low95: Math.min(low80, far?.low ?? value), high95: Math.max(high80, far?.high ?? value) },
    };
  });
}

/**
 * The next seven days added up. Middles of days add up to less than the middle of a week when a few days carry it, so
 * the sum is moved by the middle of its own errors so far; the band comes from the weeks foretold like that.
 */
function weekAhead(said: readonly number[], trials: readonly Trial[]): Forecast["week"] {
  const weeks = [...Map.groupBy(trials, ({ origin }) => origin)].flatMap(([origin, ofDay]) => {
    const days = ofDay.filter(({ step }) => step <= week);
    return days.length < week
      ? []
      : [{ origin, said: sum(days.map((one) => one.said)), actual: sum(days.map((one) => one.actual)) }];
  });
  const moved = (foretold: number, origin: number): number => {
    const known = weeks.filter((one) => one.origin + week <= origin && one.origin > origin - recentWeeks * week);
    const errors = known.map((one) => rootOf(one.actual) - rootOf(one.said)).sort((x, y) => x - y);
    return errors.length < week ? foretold : Math.max(0, rootOf(foretold) + (quantile(errors, 0.5) ?? 0)) ** 2;
  };
  const walked = walk(
    weeks.map((one): Trial => {
      const foretold = moved(one.said, one.origin);
      return { ...one, step: week, said: foretold, error: rootOf(one.actual) - rootOf(foretold) };
    }),
    week,
  );
  const value = moved(sum(said.slice(0, week)), (weeks.at(-1)?.origin ?? 0) + week);
  const { low, high } = edgesOf(value, walked.errors, shares[0], walked.widen[0] ?? 1);
  return { value, low80: low, high80: high, coverage: coverageOf([walked], 0) };
}

const recentWeeks = 9;
const rootOf = (value: number): number => Math.sqrt(Math.max(0, value));
const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);
