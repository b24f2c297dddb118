import { existsSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { forecastOf } from "#shared/reports/forecast.ts";
import type { Forecast } from "#shared/reports/forecast-schema.ts";
import { alikePosts, leastSimilar, rangeOf } from "#shared/reports/similar-posts.ts";
import { type DraftPost, demoDrafts, groundSeries, type Series } from "./forecast-series.ts";
import { median } from "./numbers.ts";

const steps = 14;
const firstCut = 60;
const everyDays = 7;

/** What a forecast made on a day of the past turned out to be, with everything after that day hidden from it. */
type Held = {
  name: string;
  cuts: number;
  days: number;
  in80: number;
  in95: number;
  error: number;
  errorLastWeek: number;
  methods: string;
};

/**
 * Measures looking ahead: on every seventh day of each series the whole procedure (choice of method and bands) sees
 * only what was known then, and the next 14 days judge it. Writes the table to `bench/forecast.md`.
 */
export async function benchForecast(folder: string): Promise<void> {
  const files = join(import.meta.dirname, "../../shared/data");
  const real = existsSync(files) ? files : null;
  for (const name of ["demo", "page"]) await mkdir(join(folder, name));
  const { series, demo, close } = await groundSeries(folder, real);
  const held = series.filter(({ forecast }) => !forecast.missing).map(heldOut);
  const posts = similarHeldOut(await demoDrafts(demo));
  await close();
  const text = page(series, held, posts, real !== null);
  await writeFile(join(import.meta.dirname, "forecast.md"), text);
  console.log(text);
}

function heldOut({ name, forecast }: Series): Held {
  const { series, history } = forecast;
  const result: Held = { name, cuts: 0, days: 0, in80: 0, in95: 0, error: 0, errorLastWeek: 0, methods: "" };
  const chosen = new Map<string, number>();
  for (let cut = firstCut; cut + steps <= history.length; cut += everyDays) {
    const made = forecastOf(series, history.slice(0, cut), steps);
    if (made.missing || !made.method) continue;
    result.cuts++;
    chosen.set(made.method, (chosen.get(made.method) ?? 0) + 1);
    judge(made, history, cut, result);
  }
  result.methods = [...chosen]
    .sort((a, b) => b[1] - a[1])
    .map(([method, times]) => `${method} ${times}`)
    .join(", ");
  return result;
}

function judge(made: Forecast, history: Forecast["history"], cut: number, result: Held): void {
  const values = new Map(history.map(({ day, value }) => [day, value]));
  const known = history.slice(0, cut);
  made.ahead.forEach((day, at) => {
    const actual = values.get(day.day);
    const before = known.at(-7 + (at % 7))?.value;
    if (actual === null || actual === undefined || before === null || before === undefined) return;
    result.days++;
    if (actual >= day.low80 - 1e-9 && actual <= day.high80 + 1e-9) result.in80++;
    if (actual >= day.low95 - 1e-9 && actual <= day.high95 + 1e-9) result.in95++;
    result.error += Math.abs(actual - day.value);
    result.errorLastWeek += Math.abs(actual - before);
  });
}

type Similarity = { asked: number; answered: number; of: Record<"interactions" | "rate", Told> };
type Told = { judged: number; inside: number; insideAll: number; error: number; errorAll: number };

/** Every post as a draft against the posts its channel had published before it. */
function similarHeldOut(posts: DraftPost[]): Similarity {
  const result = { asked: 0, answered: 0 };
  const rounds = posts.flatMap((draft) => {
    const earlier = posts.filter(
      (one) => one.brand === draft.brand && one.network === draft.network && one.publishedAt < draft.publishedAt,
    );
    if (earlier.length < leastSimilar) return [];
    result.asked++;
    const alike = alikePosts(draft, earlier);
    if (alike.length < leastSimilar) return [];
    result.answered++;
    return [{ draft, earlier, alike }];
  });
  const told = (of: (post: DraftPost) => number | null): Told => {
    const errors: number[] = [];
    const errorsAll: number[] = [];
    let [inside, insideAll] = [0, 0];
    for (const { draft, earlier, alike } of rounds) {
      const got = of(draft);
      const [range, all] = [alike, earlier].map((some) => rangeOf(some.flatMap((post) => of(post) ?? [])));
      if (got === null || !range || !all) continue;
      if (got >= range.q1 && got <= range.q3) inside++;
      if (got >= all.q1 && got <= all.q3) insideAll++;
      errors.push(Math.abs(Math.log(got || 1e-4) - Math.log(range.median || 1e-4)));
      errorsAll.push(Math.abs(Math.log(got || 1e-4) - Math.log(all.median || 1e-4)));
    }
    return { judged: errors.length, inside, insideAll, error: median(errors), errorAll: median(errorsAll) };
  };
  return { ...result, of: { interactions: told((post) => post.interactions), rate: told((post) => post.rate) } };
}

const percent = (part: number, whole: number): string =>
  whole === 0 ? "n/a" : `${Math.round((part / whole) * 100)} %`;
const share = (value: number | null | undefined): string => (value == null ? "n/a" : `${Math.round(value * 100)} %`);

function page(series: Series[], held: Held[], posts: Similarity, real: boolean): string {
  const whole = held.reduce(
    (sum, one) => ({ days: sum.days + one.days, in80: sum.in80 + one.in80, in95: sum.in95 + one.in95 }),
    {
      ...{ days: 0, in80: 0, in95: 0 },
    },
  );
  return `# Looking ahead, measured

\`npm run bench -- forecast\` writes this page. The real series come from \`../shared/data\` beside the checkout${real ? "" : ", which was not there in this run"}.

## Held out: nothing after the day was known

On every ${everyDays}th day from the ${firstCut}th on, the whole procedure (choice of the method and bands) saw only the days before; the next ${steps} days judged it.
Error against last week: mean absolute error of the forecast / that of "like last week" over the same days; under 1 is better.

| series | forecasts | days judged | in the 80 % band | in the 95 % band | error against last week | methods chosen |
| --- | --- | --- | --- | --- | --- | --- |
${held.map((one) => `| ${one.name} | ${one.cuts} | ${one.days} | ${percent(one.in80, one.days)} | ${percent(one.in95, one.days)} | ${(one.error / one.errorLastWeek).toFixed(2)} | ${one.methods} |`).join("\n")}
| all | | ${whole.days} | ${percent(whole.in80, whole.days)} | ${percent(whole.in95, whole.days)} | | |

## What the screen says at the end of each series

| series | known days | method | MASE | MASE of last week | 80 % band measured | 95 % band measured |
| --- | --- | --- | --- | --- | --- | --- |
${series.map(({ name, forecast }) => endRow(name, forecast)).join("\n")}

## Posts like this one

Every settled post of the demo as a draft, against the posts its channel had published before: ${posts.answered} of ${posts.asked} drafts had
five posts alike. The middle half promises 50 %. Errors are median differences of logarithms between what a post got and the middle shown.

| figure | drafts judged | in the range of posts alike | in the range of all earlier posts | error, posts alike | error, all earlier posts |
| --- | --- | --- | --- | --- | --- |
${(["interactions", "rate"] as const).map((name) => toldRow(name, posts.of[name])).join("\n")}
`;
}

function endRow(name: string, forecast: Forecast): string {
  if (forecast.missing) return `| ${name} | ${forecast.known} | none: ${forecast.missing} | | | | |`;
  const of = (method: string | null) => forecast.tests.find((one) => one.name === method)?.mase.toFixed(2) ?? "n/a";
  const method = forecast.nothingBetter ? "nothing beats last week" : forecast.method;
  return `| ${name} | ${forecast.known} | ${method} | ${of(forecast.method)} | ${of("last-week")} | ${share(forecast.coverage80?.share)} | ${share(forecast.coverage95?.share)} |`;
}

const toldRow = (name: string, told: Told): string =>
  `| ${name} | ${told.judged} | ${percent(told.inside, told.judged)} | ${percent(told.insideAll, told.judged)} | ${told.error.toFixed(2)} | ${told.errorAll.toFixed(2)} |`;
