/**
 * The methods that compete for a series of daily counts. Each gets the days so far, oldest first and without holes,
 * and says the next `steps` days; none knows of the others. Weeks have seven days whatever the calendar says.
 */
export type Method = (history: readonly number[], steps: number) => number[];

export const methodNames = [
  "last-week",
  "last-value",
  "drift",
  "weekly-median",
  "weekly-level",
  "holt",
  "holt-winters",
] as const;
export type MethodName = (typeof methodNames)[number];

const week = 7;

const medianOf = (numbers: readonly number[]): number => {
  const sorted = [...numbers].sort((a, b) => a - b);
  const half = sorted.length >> 1;
  return sorted.length % 2 ? (sorted[half] ?? 0) : ((sorted[half - 1] ?? 0) + (sorted[half] ?? 0)) / 2;
};

const ahead = (steps: number, say: (step: number) => number): number[] =>
  Array.from({ length: steps }, (_, at) => Math.max(0, say(at + 1)));

/** What the same weekday was a week ago (seasonal naive): the yardstick every other method has to beat. */
const lastWeek: Method = (history, steps) =>
  ahead(steps, (step) => history[history.length - week + ((step - 1) % week)] ?? 0);

/** The newest value goes on (naive). */
const lastValue: Method = (history, steps) => ahead(steps, () => history.at(-1) ?? 0);

/** The line from the first to the newest value of the last eight weeks goes on (drift; Hyndman & Athanasopoulos 5.2). */
const drift: Method = (history, steps) => {
  const recent = history.slice(-8 * week);
  const [first, last] = [recent[0] ?? 0, recent.at(-1) ?? 0];
  const slope = recent.length > 1 ? (last - first) / (recent.length - 1) : 0;
  return ahead(steps, (step) => last + slope * step);
};

/** Median of the same weekday over the last four weeks. */
const weeklyMedian: Method = (history, steps) => {
  const recent = history.slice(-4 * week);
  return ahead(steps, (step) => medianOf(sameWeekday(recent, step)));
};

const sameWeekday = (recent: readonly number[], step: number): number[] =>
  recent.filter((_, at) => (recent.length + step - 1 - at) % week === 0);

/** The last four weeks' weekday pattern, as shares of their mean, times the mean of the last two weeks. */
const weeklyLevel: Method = (history, steps) => {
  const recent = history.slice(-4 * week);
  const mean = (days: readonly number[]) => days.reduce((sum, day) => sum + day, 0) / Math.max(1, days.length);
  const usual = mean(recent);
  const level = mean(recent.slice(-2 * week));
  return ahead(steps, (step) => (usual > 0 ? (medianOf(sameWeekday(recent, step)) / usual) * level : 0));
};

type Settings = { alpha: number; beta: number; gamma: number };
const damping = 0.9;

/** Level and damped trend (Holt 1957; damped by Gardner & McKenzie 1985, phi 0.9), without a week. */
const holt: Method = (history, steps) => smooth(history, steps, false, holtSettings);

/** Level, damped trend and additive week on log(1 + count) (Holt-Winters, damped): busy days count in proportion. */
const holtWinters: Method = (history, steps) => {
  const logs = history.map((count) => Math.log1p(Math.max(0, count)));
  return smooth(logs, steps, true, wintersSettings).map((log) => Math.max(0, Math.expm1(Math.min(log, 50))));
};

const grid = (alphas: number[], betas: number[], gammas: number[]): Settings[] =>
  alphas.flatMap((alpha) => betas.flatMap((beta) => gammas.map((gamma) => ({ alpha, beta, gamma }))));
const holtSettings = grid([0.1, 0.3, 0.6, 0.9], [0.05, 0.2], [0]);
const wintersSettings = grid([0.05, 0.15, 0.4], [0.01, 0.1], [0.05, 0.2]);

/** The settings whose one-day errors over the history were smallest say what comes. */
function smooth(history: readonly number[], steps: number, weekly: boolean, settings: readonly Settings[]): number[] {
  let best: ReturnType<typeof run> | null = null;
  for (const one of settings) {
    const result = run(history, weekly, one);
    if (!best || result.error < best.error) best = result;
  }
  if (!best) return ahead(steps, () => 0);
  const { level, trend, season, length } = best;
  let [damped, sum] = [damping, 0];
  return ahead(steps, (step) => {
    sum += damped;
    damped *= damping;
    return level + sum * trend + (weekly ? (season[(length + step - 1) % week] ?? 0) : 0);
  });
}

function run(history: readonly number[], weekly: boolean, { alpha, beta, gamma }: Settings) {
  const start = history.slice(0, 2 * week);
  const mean = start.reduce((sum, value) => sum + value, 0) / Math.max(1, start.length);
  const season = Array.from({ length: week }, (_, day) =>
    weekly ? medianOf(start.filter((_, at) => at % week === day)) - mean : 0,
  );
  let [level, trend, error] = [weekly ? mean : (history[0] ?? 0), 0, 0];
  for (let at = 0; at < history.length; at++) {
    const [value, seasonal] = [history[at] ?? 0, season[at % week] ?? 0];
    const expected = level + damping * trend + seasonal;
    if (at >= week) error += (value - expected) ** 2;
    const before = level;
    level = alpha * (value - seasonal) + (1 - alpha) * (level + damping * trend);
    trend = beta * (level - before) + (1 - beta) * damping * trend;
    if (weekly) season[at % week] = gamma * (value - level) + (1 - gamma) * seasonal;
  }
  return { level, trend, season, error, length: history.length };
}

/** Every method by its name, simplest first: of two that are equally good the simpler one is taken. */
export const methods: Record<MethodName, Method> = {
  "last-week": lastWeek,
  "last-value": lastValue,
  drift,
  "weekly-median": weeklyMedian,
  "weekly-level": weeklyLevel,
  holt,
  "holt-winters": holtWinters,
};
