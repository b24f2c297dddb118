import { getReport } from "#bff/features/reports/report.ts";
import type { Ctx } from "#bff/platform/context.ts";
import { compareFigures, type Half } from "#shared/reports/compare.ts";
import { periodBefore } from "#shared/reports/days.ts";
import type { Report } from "#shared/reports/schema.ts";
import type { Compare, CompareFilter } from "#shared/reports/screens.ts";
import { dayIn, daysBetween } from "#shared/time.ts";

/** Two periods of a brand, two of its campaigns, or two brands: the figures of their own reports beside each other. */
export async function getCompare(ctx: Ctx, filter: CompareFilter): Promise<Compare> {
  const { brand, from, to, formula, aggregate, campaign } = filter;
  const other = filter.with ?? brand;
  const own = { from: filter.withFrom, to: filter.withTo };
  const usual = other === brand ? periodBefore(filter) : { from, to };
  const same = other === brand ? campaign : undefined;
  const period = { from: own.from ?? usual.from, to: own.to ?? usual.to };
  const a = await getReport(ctx, {
    brand: other,
    ...period,
    formula,
    aggregate,
    campaign: filter.withCampaign ?? same,
  });
  const b = await getReport(ctx, { brand, from, to, formula, aggregate, campaign });
  const [one, two] = [sideOf(a), sideOf(b)];
  const rows = b.figures.flatMap((figure) => {
    const same = a.figures.find((left) => left.id === figure.id);
    return same ? [compareFigures(same, figure, halfOf(a), halfOf(b))] : [];
  });
  return { asOf: ctx.clock.iso(), a: one, b: two, rows };
}

const sideOf = (report: Report): Compare["a"] => ({
  brand: report.brand,
  from: report.from,
  to: report.to,
  days: daysBetween(report.from, report.to).length,
  formula: report.formula,
  aggregate: report.aggregate,
  dataFrom: report.dataFrom,
  ...(report.campaign && { campaign: report.campaign }),
});

// Days of the period that anything can be known of: from the first one with data, until today.
function halfOf({ from, to, dataFrom, asOf, brand }: Report): Half {
  const today = dayIn(brand.timeZone, asOf);
  const first = dataFrom && dataFrom > from ? dataFrom : from;
  const last = to < today ? to : today;
  return {
    brand: brand.slug,
    days: daysBetween(from, to).length,
    known: dataFrom ? daysBetween(first, last).length : 0,
  };
}
