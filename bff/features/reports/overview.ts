import { followersAtEnd, type Known, periodPart } from "#bff/features/reports/figures.ts";
import { assertPeriod } from "#bff/features/reports/period.ts";
import {
  brandsOf,
  channelsOfAll,
  type Period,
  type ReportBrand,
  type ReportChannel,
} from "#bff/features/reports/queries.ts";
import { rolledOf } from "#bff/features/reports/rolled-queries.ts";
import type { Ctx } from "#bff/platform/context.ts";
import type { Aggregate } from "#shared/reports/closed-list.ts";
import { type DayReadings, pairDays, periodBefore } from "#shared/reports/days.ts";
import type { Figure, FigureId } from "#shared/reports/schema.ts";
import type { Overview, OverviewRow } from "#shared/reports/screens.ts";
import { addDays, dayIn } from "#shared/time.ts";

/** Days before the period that are read first for the followers it began with. */
const tailDays = 14;

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
  const channels = await channelsOfAll(
    ctx,
    brands.map((brand) => brand.id),
  );
  const rolled = await rolledOf(ctx, brands, period);
  const then = await followersBefore(ctx, brands, channels, before);
  const rows = brands.map((brand) => {
    const known: Known = {
      brand,
      channels: channels.get(brand.id) ?? [],
      parts: rolled.get(brand.id) ?? { channelDays: [], postFigures: [] },
      words: new Map(),
      formula: brand.houseFormula,
      now: ctx.clock.now(),
    };
    return rowOf(known, period, then.get(brand.id) ?? null);
  });
  return { ...period, asOf: ctx.clock.iso(), rows };
}

/**
 * Followers of each brand on the last day of a period that has all its channels. Only the end is read, and the whole
 * period where the end alone does not tell.
 */
async function followersBefore(
  ctx: Ctx,
  brands: readonly ReportBrand[],
  channels: ReadonlyMap<string, ReportChannel[]>,
  period: Period,
): Promise<Map<string, number>> {
  const tail = addDays(period.to, 1 - tailDays);
  const found = new Map<string, number>();
  for (const part of tail > period.from ? [{ from: tail, to: period.to }, period] : [period]) {
    const left = brands.filter((brand) => !found.has(brand.id) && (channels.get(brand.id) ?? []).length > 0);
    const rolled = await rolledOf(ctx, left, part, "followers");
    for (const brand of left) {
      const known = { brand, channels: channels.get(brand.id) ?? [] };
      const last = followersAtEnd(known, rolled.get(brand.id)?.channelDays ?? [], part);
      if (last !== null) found.set(brand.id, last);
    }
  }
  return found;
}

function rowOf(known: Known, period: Period, then: number | null): OverviewRow {
  const { slug, name, timeZone, houseFormula, houseAggregate } = known.brand;
  const { figures, days } = periodPart(known, period);
  const figure = (id: FigureId) => figures.find((one) => one.id === id) as Figure;
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
