import { assertPeriod } from "#bff/features/reports/line-queries.ts";
import { overviewBrands } from "#bff/features/reports/overview-queries.ts";
import type { Period } from "#bff/features/reports/queries.ts";
import { getReport } from "#bff/features/reports/report.ts";
import type { Ctx } from "#bff/platform/context.ts";
import type { Figure, FigureId, Report } from "#shared/reports/schema.ts";
import type { Overview, OverviewRow } from "#shared/reports/screens.ts";
import { dayIn } from "#shared/time.ts";

/** Every brand a person may see, side by side: the figures are those of each brand's own report. */
export async function getOverview(ctx: Ctx, period: Period): Promise<Overview> {
  const brands = await overviewBrands(ctx);
  const first = brands[0];
  if (first) assertPeriod(period, dayIn(first.timeZone, ctx.clock.iso()));
  const rows: OverviewRow[] = [];
  for (const brand of brands) {
    const report = await getReport(ctx, { brand: brand.slug, from: period.from, to: period.to });
    rows.push({ ...brand, ...rowOf(report) });
  }
  return { ...period, asOf: ctx.clock.iso(), rows };
}

function rowOf(report: Report): Omit<OverviewRow, "slug" | "name" | "color" | "timeZone"> {
  const figure = (id: FigureId) => report.figures.find((one) => one.id === id) as Figure;
  const before = report.figuresBefore.find((one) => one.id === "followers")?.value ?? null;
  const now = figure("followers").value;
  const growth = now === null || before === null ? null : now - before;
  return {
    formula: "followers",
    aggregate: "median-of-posts",
    followers: figure("followers"),
    growth,
    growthShare: growth === null || !before ? null : growth / before,
    posts: figure("posts"),
    interactions: figure("interactions"),
    rate: figure("rate-median"),
    response: figure("response-rate"),
    firstAnswer: figure("first-answer"),
    days: report.days.map(({ day, interactions }) => ({ day, value: interactions })),
  };
}
