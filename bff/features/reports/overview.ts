import { type Known, periodPart } from "#bff/features/reports/figures.ts";
import { assertPeriod } from "#bff/features/reports/period.ts";
import { brandsOf, channelsOfAll, type Period } from "#bff/features/reports/queries.ts";
import { rolledOf } from "#bff/features/reports/rolled-queries.ts";
import type { Ctx } from "#bff/platform/context.ts";
import type { Aggregate } from "#shared/reports/closed-list.ts";
import { type DayReadings, pairDays, periodBefore } from "#shared/reports/days.ts";
import type { Figure, FigureId } from "#shared/reports/schema.ts";
import type { Overview, OverviewRow } from "#shared/reports/screens.ts";
import { dayIn } from "#shared/time.ts";

const rateOf: Record<Aggregate, FigureId> = {
  "median-of-posts": "rate-median",
  "mean-of-posts": "rate-mean",
  "ratio-of-sums": "rate-sum",
};

const nothing: DayReadings = { posts: [], followers: new Map(), received: new Map() };

/** Every brand a person may see, side by side, each by its own house formula: the figures of their own reports. */
export async function getOverview(ctx: Ctx, period: Period): Promise<Overview> {
  const brands = await brandsOf(ctx);
  const todays = brands.map((brand) => dayIn(brand.timeZone, ctx.clock.iso()));
  assertPeriod(period, todays.sort().at(-1) ?? dayIn("UTC", ctx.clock.iso()));
  const before = periodBefore(period);
  const rolled = await rolledOf(ctx, brands, { from: before.from, to: period.to });
  const ids = brands.map((brand) => brand.id);
  const channels = await channelsOfAll(ctx, ids);
  const rows = brands.map((brand) => {
    const known: Known = {
      brand,
      channels: channels.get(brand.id) ?? [],
      parts: rolled.get(brand.id) ?? { channelDays: [], postFigures: [] },
      words: new Map(),
      formula: brand.houseFormula,
      now: ctx.clock.now(),
    };
    return rowOf(known, period, before);
  });
  return { ...period, asOf: ctx.clock.iso(), rows };
}

function rowOf(known: Known, period: Period, before: Period): OverviewRow {
  const { slug, name, timeZone, houseFormula, houseAggregate } = known.brand;
  const { figures, days } = periodPart(known, period);
  const figure = (id: FigureId) => figures.find((one) => one.id === id) as Figure;
  const then = periodPart(known, before).figures.find((one) => one.id === "followers")?.value ?? null;
  const now = figure("followers").value;
  const growth = now === null || then === null ? null : now - then;
  return {
    ...{ slug, name, timeZone, formula: houseFormula, aggregate: houseAggregate },
    followers: figure("followers"),
    growth,
    growthShare: growth === null || !then ? null : growth / then,
    posts: figure("posts"),
    interactions: figure("interactions"),
    rate: figure(rateOf[houseAggregate]),
    response: figure("response-rate"),
    firstAnswer: figure("first-answer"),
    days: pairDays(period, days, nothing).map(({ day, interactions }) => ({ day, value: interactions })),
  };
}
