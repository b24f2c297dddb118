import { getReport } from "#bff/features/reports/report.ts";
import type { Ctx } from "#bff/platform/context.ts";
import { forecastOf } from "#shared/reports/forecast.ts";
import type { Ahead, Forecast, SeriesId } from "#shared/reports/forecast-schema.ts";
import type { ReportDay } from "#shared/reports/schema.ts";
import { addDays, dayIn } from "#shared/time.ts";

/** How many days back the methods learn from, and how many they look ahead. */
const daysBack = 364;
const daysAhead = 14;
/** Counts of the newest posts still grow; a sum of such a day is no end of a series. */
const growing = 2;

/** What comes, by the same days the report shows. `brandOf` inside `getReport` judges who may see it. */
export async function getAhead(ctx: Ctx, slug: string): Promise<Ahead> {
  const now = ctx.clock.iso();
  // the brand's own zone is known only with its report; a day more at either end is cut off below
  const to = addDays(now.slice(0, 10), 1);
  const report = await getReport(ctx, { brand: slug, from: addDays(to, -daysBack), to: now.slice(0, 10) });
  const today = dayIn(report.brand.timeZone, now);
  const whole = report.days.filter(({ day }) => day < today);
  const series = (id: SeriesId): Forecast => forecastOf(id, seriesOf(id, whole, today), daysAhead);
  return {
    brand: report.brand,
    asOf: report.asOf,
    forecasts: [series("followers"), series("interactions"), series("received")],
  };
}

/** Days as the report has them: nothing published is 0 interactions, a post that was never read is a gap. */
function seriesOf(id: SeriesId, days: readonly ReportDay[], today: string): { day: string; value: number | null }[] {
  if (id === "followers") return days.map(({ day, followers }) => ({ day, value: followers }));
  if (id === "received") return fromFirst(days.map(({ day, received }) => ({ day, value: received })));
  const settled = days.filter(({ day }) => day < addDays(today, -growing));
  return fromFirst(settled.map(({ day, posts, interactions }) => ({ day, value: posts === 0 ? 0 : interactions })));
}

/** A series of counts begins on the day of the first one: zeros before say only that Konak was not there yet. */
function fromFirst(days: { day: string; value: number | null }[]): { day: string; value: number | null }[] {
  const first = days.findIndex(({ value }) => value !== null && value > 0);
  return first < 0 ? [] : days.slice(first);
}
