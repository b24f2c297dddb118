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
import { type ChannelReadings, channelsReadOn, daysWithout, followersByDay } from "#shared/reports/followers.ts";
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
import { addDays, dayIn } from "#shared/time.ts";

const longest = 400;

/** The report of a brand and a period, with the period before beside it. Screen and export both come from here. */
export async function getReport(ctx: Ctx, filter: ReportFilter): Promise<Report> {
  if (filter.to < filter.from || addDays(filter.from, longest) < filter.to)
    throw new DomainError("invalid_input", `A period ends after it begins and has at most ${longest} days.`, {});
  const brand = await brandOf(ctx, filter.brand);
  const channels = await channelsOf(ctx, brand.id);
  const ids = channels.map((channel) => channel.id);
  const readings = await followerReadings(ctx, ids);
  const before = periodBefore(filter);
  const today = dayIn(brand.timeZone, ctx.clock.iso());
  const byChannel = channelReadings(channels, readings, brand.timeZone);
  const part = (period: Period) => periodPart(ctx, brand.id, { readings, channels: byChannel, ids }, period);
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
    daysWithoutReading: byChannel.flatMap((ofChannel, at) => {
      const channel = channels[at];
      const days = channel?.isRead ? daysWithout(ofChannel, filter, addDays(today, -1)) : [];
      return channel && days.length > 0 ? [{ channelName: channel.name, network: channel.network, days }] : [];
    }),
  };
}

type Readings = Awaited<ReturnType<typeof followerReadings>>;
type Known = { readings: Readings; channels: ChannelReadings[]; ids: string[] };

async function periodPart(ctx: Ctx, brandId: string, { readings, channels, ids }: Known, period: Period) {
  const posts: PostFigures[] = await postsOf(ctx, brandId, period, readings);
  const answers = await answersOf(ctx, brandId, period);
  const followers = followersByDay(channels, period);
  const days: DayReadings = { posts, followers, received: await receivedByDay(ctx, ids, period) };
  const last = [...followers.entries()].at(-1);
  const figures: Figure[] = [
    followersFigure(last ? { count: last[1], channels: channelsReadOn(channels, last[0]) } : null),
    postsFigure(posts),
    interactionsFigure(posts),
    medianRate(posts),
    ratioOfSums(posts),
    responseRate({ begun: answers.begun, answered: answers.seconds.length }),
    firstAnswer(answers.seconds),
  ];
  return { posts, days, figures };
}

// An import or a disconnected channel brings nothing more; waiting for it would leave every later day without a sum.
function channelReadings(channels: ReportChannel[], readings: Readings, timeZone: string): ChannelReadings[] {
  return channels.map((channel) => {
    const ofChannel = readings.get(channel.id) ?? [];
    const last = ofChannel.at(-1)?.day ?? null;
    const removed = channel.removedAt && dayIn(timeZone, channel.removedAt);
    return { readings: ofChannel, readUntil: removed ?? (channel.isRead ? null : last) };
  });
}
