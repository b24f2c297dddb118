import type { Coverage } from "./forecast-schema.ts";

/** A forecast made in the past for a day that is known by now. Errors are differences of square roots. */
export type Trial = { origin: number; step: number; said: number; actual: number; error: number };
type Edges = { low: number; high: number };
/** A band that was tried on the past: the edges it had on the day, for both shares. */
type Tried = { actual: number; edges: Edges[] };
/** How a step's bands did, and by how much they have to be widened (or narrowed) now. */
export type Walk = { tried: Tried[]; widen: number[]; errors: number[] };

/** The two bands of every forecast: the share of days that should lie inside. */
export const shares = [0.8, 0.95] as const;

/** Fewer errors than this make no band worth testing. */
const leastTried = 20;
/** Steps beside one whose errors count as its own, and how many days back errors are remembered. */
const reach = 2;
const memory = 56;
/** How much a miss widens a band: exp(0.1 * share). */
const pace = 0.1;
/** One burst misses many days in a row; without an end to widening, the bands after it would say nothing at all. */
const widest = 2.5;

/**
 * Walks through the past forecasts of a step as they were made. The band of each is the middle `share` of the errors
 * known on that day, of the last eight weeks, times a width that a miss widens and a hit narrows, so that in the long
 * run as many days lie inside as the band says (adaptive conformal inference, Gibbs & Candès 2021; the multiplicative
 * form is quantile tracking, Angelopoulos et al. 2023). No day is judged with an error that came later.
 */
export function walk(trials: readonly Trial[], step: number): Walk {
  const near = trials.filter((one) => Math.abs(one.step - step) <= reach).sort((a, b) => dayOf(a) - dayOf(b));
  const widen = shares.map(() => 1);
  const tried: Tried[] = [];
  const open: { day: number; hits: boolean[] }[] = [];
  const errors: number[] = [];
  let [next, gone] = [0, 0];
  const learn = (today: number) => {
    while (open[0] && open[0].day <= today) follow(widen, open.shift()?.hits ?? []);
    for (let one = near[next]; one && dayOf(one) <= today; one = near[++next])
      errors.splice(place(errors, one.error), 0, one.error);
    for (let one = near[gone]; one && gone < next && dayOf(one) <= today - memory; one = near[++gone])
      errors.splice(place(errors, one.error), 1);
  };
  for (const trial of near.filter((one) => one.step === step)) {
    learn(trial.origin);
    if (errors.length < leastTried) continue;
    const edges = shares.map((share, at) => edgesOf(trial.said, errors, share, widen[at] ?? 1));
    tried.push({ actual: trial.actual, edges });
    open.push({ day: dayOf(trial), hits: edges.map((one) => isInside(trial.actual, one)) });
  }
  const newest = near.at(-1);
  if (newest) learn(dayOf(newest));
  return { tried, widen, errors };
}

const dayOf = ({ origin, step }: Trial): number => origin + step;

/** Where a number stands in sorted ones. */
function place(sorted: readonly number[], value: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? 0) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

function follow(widen: number[], hits: readonly boolean[]): void {
  hits.forEach((hit, at) => {
    const share = shares[at] ?? 0;
    const next = (widen[at] ?? 1) * Math.exp(pace * (hit ? share - 1 : share));
    widen[at] = Math.min(widest, Math.max(1 / widest, next));
  });
}

/**
 * The band around a forecast that `share` of the errors stayed in, times a width. Ranks as in conformal prediction, so
 * that few errors give a wider band, not a false narrow one; with too few the largest errors there were.
 */
export function edgesOf(said: number, errors: readonly number[], share: number, widen: number): Edges {
  const rank = Math.floor(((errors.length + 1) * (1 - share)) / 2);
  const root = Math.sqrt(Math.max(0, said));
  const low = errors[Math.max(0, rank - 1)] ?? 0;
  const high = errors[Math.min(errors.length - 1, errors.length - rank)] ?? 0;
  return {
    low: Math.max(0, root + Math.min(0, low) * widen) ** 2,
    high: Math.max(0, root + Math.max(0, high) * widen) ** 2,
  };
}

// The square root and back may lose the last digit of a value that is the edge itself.
function isInside(actual: number, { low, high }: Edges): boolean {
  const slack = 1e-9 * Math.max(1, actual);
  return actual >= low - slack && actual <= high + slack;
}

/** How many of the days that a band was tried on lay in it; no share under 20 of them. */
export function coverageOf(walks: readonly Walk[], at: number): Coverage {
  const tried = walks.flatMap((one) => one.tried);
  const inside = tried.filter(({ actual, edges }) => edges[at] && isInside(actual, edges[at])).length;
  return { inside, tried: tried.length, share: tried.length >= leastTried ? inside / tried.length : null };
}

/** Mean pinball loss of the four band edges, as in the M5 competition; lower is better, unit of the series. */
export function pinballOf(walks: readonly Walk[]): number | null {
  let [sum, count] = [0, 0];
  for (const { actual, edges } of walks.flatMap((one) => one.tried))
    for (const [at, { low, high }] of edges.entries()) {
      const share = shares[at] ?? 0;
      sum += loss(actual, low, (1 - share) / 2) + loss(actual, high, (1 + share) / 2);
      count += 2;
    }
  return count > 0 ? sum / count : null;
}

const loss = (actual: number, edge: number, at: number): number =>
  actual >= edge ? at * (actual - edge) : (1 - at) * (edge - actual);
