import {
  answersOf,
  brandOf,
  channelsOf,
  followerReadings,
  type Period,
  postsOf,
  type ReportChannel,
  receivedByDay,
} from "#bff/features/reports/queries.ts";
import type { Ctx } from "#bff/platform/context.ts";
import { DomainError } from "#shared/errors.ts";
import { type DayReadings, pairDays, periodBefore } from "#shared/reports/days.ts";
import {
  firstAnswer,
  followersFigure,
  interactionsFigure,
  medianRate,
  postsFigure,
  ratioOfSums,
  responseRate,
} from "#shared/reports/formulas.ts";
import type { Figure, PostFigures, Report, ReportFilter } from "#shared/reports/schema.ts";
import { addDays, dayIn, daysBetween } from "#shared/time.ts";

const longest = 400;

/** The report of a brand and a period, with the period before beside it. Screen and export both come from here. */
export async function getReport(ctx: Ctx, filter: ReportFilter): Promise<Report> {
  if (filter.to < filter.from || addDays(filter.from, longest) < filter.to)
    throw new DomainError("invalid_input", `A period ends after it begins and has at most ${longest} days.`, {});
  const brand = await brandOf(ctx, filter.brand);
  const channels = await channelsOf(ctx, brand.id);
  const readings = await followerReadings(
    ctx,
    channels.map((channel) => channel.id),
  );
  const before = periodBefore(filter);
  const today = dayIn(brand.timeZone, ctx.clock.iso());
  const part = (period: Period) => periodPart(ctx, brand.id, channels, readings, period);
  const [now, then] = [await part(filter), await part(before)];
  return {
    brand: { slug: brand.slug, name: brand.name, timeZone: brand.timeZone },
    from: filter.from,
    to: filter.to,
    before,
    asOf: ctx.clock.iso(),
    figures: now.figures,
    figuresBefore: then.figures,
    days: pairDays(filter, now.days, then.days),
    posts: now.posts,
    daysWithoutReading: channels.flatMap((channel) => {
      const days = missingDays(readings.get(channel.id) ?? [], filter, today);
      return days.length > 0 ? [{ channelName: channel.name, network: channel.network, days }] : [];
    }),
  };
}

type Readings = Awaited<ReturnType<typeof followerReadings>>;

async function periodPart(ctx: Ctx, brandId: string, channels: ReportChannel[], readings: Readings, period: Period) {
  const posts: PostFigures[] = await postsOf(ctx, brandId, period, readings);
  const answers = await answersOf(ctx, brandId, period);
  const followers = followersByDay(readings, period);
  const received = await receivedByDay(
    ctx,
    channels.map((channel) => channel.id),
    period,
  );
  const days: DayReadings = { posts, followers, received };
  const last = [...followers.entries()].at(-1);
  const figures: Figure[] = [
    followersFigure(last ? { count: last[1], channels: channelsReadBy(readings, last[0]) } : null),
    postsFigure(posts),
    interactionsFigure(posts),
    medianRate(posts),
    ratioOfSums(posts),
    responseRate({ begun: answers.begun, answered: answers.seconds.length }),
    firstAnswer(answers.seconds),
  ];
  return { posts, days, figures };
}

const channelsReadBy = (readings: Readings, day: string): number =>
  [...readings.values()].filter((ofChannel) => (ofChannel[0]?.day ?? "9") <= day).length;

// A sum only of what was read: a day on which one of the channels is missing has no sum, not a smaller one.
function followersByDay(readings: Readings, period: Period): Map<string, number> {
  const byDay = new Map<string, { sum: number; channels: number }>();
  for (const ofChannel of readings.values()) {
    const lastOfDay = new Map(ofChannel.map((reading) => [reading.day, reading.count]));
    for (const [day, count] of lastOfDay) {
      const sum = byDay.get(day) ?? { sum: 0, channels: 0 };
      byDay.set(day, { sum: sum.sum + count, channels: sum.channels + 1 });
    }
  }
  const whole = new Map<string, number>();
  for (const day of daysBetween(period.from, period.to)) {
    const sum = byDay.get(day);
    if (sum && sum.channels === channelsReadBy(readings, day)) whole.set(day, sum.sum);
  }
  return whole;
}

function missingDays(ofChannel: { day: string }[], period: Period, today: string): string[] {
  const first = ofChannel[0]?.day;
  if (!first) return [];
  const have = new Set(ofChannel.map((reading) => reading.day));
  const last = addDays(today, -1) < period.to ? addDays(today, -1) : period.to;
  return daysBetween(first > period.from ? first : period.from, last).filter((day) => !have.has(day));
}
