import type { Period, ReportBrand, ReportChannel } from "#bff/features/reports/queries.ts";
import type { DayParts } from "#bff/features/reports/raw-queries.ts";
import { toPostFigures } from "#bff/features/reports/rolled-queries.ts";
import { type RateFormula, rateParts } from "#shared/reports/closed-list.ts";
import type { DayReadings } from "#shared/reports/days.ts";
import { type ChannelReadings, channelsReadOn, followersByDay } from "#shared/reports/followers.ts";
import {
  firstAnswer,
  followersFigure,
  interactionsFigure,
  postsFigure,
  rateFigures,
  responseRate,
} from "#shared/reports/formulas.ts";
import { ratedPosts, ratedRows } from "#shared/reports/rates.ts";
import type { Figure, PostFigures, Report } from "#shared/reports/schema.ts";
import { dayIn } from "#shared/time.ts";

/** What one brand's figures are computed from; `parts` may reach beyond the period. */
export type Known = {
  brand: ReportBrand;
  channels: readonly ReportChannel[];
  parts: DayParts;
  words: ReadonlyMap<string, { title: string; url: string | null }>;
  formula: RateFormula;
  now: Date;
};

export type PeriodPart = { posts: PostFigures[]; days: DayReadings; figures: Figure[] };

/** The figures, posts and days of one period. */
export function periodPart(known: Known, period: Period): PeriodPart {
  const within = ({ day }: { day: string }) => day >= period.from && day <= period.to;
  const rows = known.parts.channelDays.filter(within);
  const posts = toPostFigures(known.parts.postFigures.filter(within), known);
  const readings = channelReadings(known, rows);
  const followers = followersByDay(readings, period);
  const received = new Map<string, number>();
  for (const row of rows) received.set(row.day, (received.get(row.day) ?? 0) + row.received);
  const last = [...followers.entries()].at(-1);
  const sum = (of: "begun" | "answered" | "untimed") => rows.reduce((total, row) => total + row[of], 0);
  const figures: Figure[] = [
    followersFigure(last ? { count: last[1], channels: channelsReadOn(readings, last[0]) } : null),
    postsFigure(posts),
    interactionsFigure(posts),
    ...rateFigures(known.formula, ratedRows(posts, known.formula, followers)),
    responseRate({ begun: sum("begun"), answered: sum("answered") }),
    ...firstAnswer(sortedSeconds(rows), sum("untimed")),
  ];
  return { posts, days: { posts, followers, received }, figures };
}

/** Followers on the last day of a period that has all channels; `rows` are of that period. */
export function followersAtEnd(
  known: Pick<Known, "channels" | "brand">,
  rows: DayParts["channelDays"],
  period: Period,
): number | null {
  return [...followersByDay(channelReadings(known, rows), period).values()].at(-1) ?? null;
}

/** Times to first answer of many days as one sorted list. */
function sortedSeconds(rows: readonly { seconds: string }[]): Float64Array {
  const lists = rows.flatMap((row) => (row.seconds === "[]" ? [] : [JSON.parse(row.seconds) as number[]]));
  const all = new Float64Array(lists.reduce((sum, list) => sum + list.length, 0));
  // Each list is sorted, so its last number is its largest.
  const largest = lists.reduce((most, list) => Math.max(most, list.at(-1) ?? 0), 0);
  let at = 0;
  if (all.length < 1000 || largest > longestCounted) {
    for (const list of lists) {
      all.set(list, at);
      at += list.length;
    }
    return all.sort();
  }
  // Whole seconds of many answers are counted, not compared: a tenth of the time.
  const counts = new Uint32Array(largest + 1);
  for (const list of lists) for (const seconds of list) counts[seconds] = (counts[seconds] ?? 0) + 1;
  for (let seconds = 0; seconds <= largest; seconds++) {
    const times = counts[seconds] ?? 0;
    if (times > 0) all.fill(seconds, at, at + times);
    at += times;
  }
  return all;
}

/** A month in seconds: beyond it counting takes more room than sorting. */
const longestCounted = 31 * 86_400;

// An import or a disconnected channel brings nothing more; waiting for it would leave every later day without a sum.
export function channelReadings(
  { channels, brand }: Pick<Known, "channels" | "brand">,
  rows: DayParts["channelDays"],
): ChannelReadings[] {
  const byChannel = Map.groupBy(rows, (row) => row.channelId);
  return channels.map((channel) => {
    const removed = channel.removedAt && dayIn(brand.timeZone, channel.removedAt);
    const readings = (byChannel.get(channel.id) ?? [])
      .flatMap(({ day, followers }) => (followers === null ? [] : { day, count: followers }))
      .sort((a, b) => (a.day < b.day ? -1 : 1));
    const readUntil = removed ?? (channel.isRead ? null : channel.lastDay);
    return { readings, readUntil, firstDay: channel.firstDay };
  });
}

/** What dividing the same posts by the followers of today would say; null for formulas without followers. */
export function byFollowersNow(known: Known, posts: readonly PostFigures[]): Report["followersNow"] {
  if (rateParts[known.formula].bottom !== "followers-then") return null;
  const read = known.channels.filter((channel) => channel.lastCount !== null && channel.removedAt === null);
  if (read.length === 0) return null;
  const now = new Map(read.map((channel) => [channel.id, channel.lastCount ?? 0]));
  const posed = posts.map((post) => {
    const count = now.get(post.channelId);
    return { ...post, followers: count === undefined ? null : { count, readAt: "", how: "reading" as const } };
  });
  const [median, mean, sum] = rateFigures(known.formula, ratedPosts(posed, known.formula));
  return {
    count: read.reduce((total, channel) => total + (channel.lastCount ?? 0), 0),
    day:
      read
        .map((channel) => channel.lastDay ?? "")
        .sort()
        .at(-1) ?? "",
    median: median.value,
    mean: mean.value,
    sum: sum.value,
  };
}
