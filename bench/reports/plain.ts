// The figures of a report, recalculated slowly and plainly from the rows. Nothing of Konak is imported here: whoever
// doubts a number of Konak can read this file instead.
import { type BrandRows, dayOf, openSeconds, type Row } from "./plain-rows.ts";

export type PlainFigure = {
  id: string;
  value: number | null;
  missing: string | null;
  numerator: number | null;
  denominator: number | null;
  counted: number;
  spread: { q1: number; q3: number } | null;
  leftOut: { why: string; count: number }[];
  deletedIncluded: number;
  paidIncluded: number;
};
export type Asked = { from: string; to: string; formula: string; now: string; isRead: (channel: Row) => boolean };
type Post = {
  id: string;
  channelId: string;
  day: string;
  paid: boolean;
  deleted: boolean;
  settled: boolean;
  counts: Row;
  interactions: number | null;
  followers: number | null;
};
type Rate = { top: number; bottom: number; rate: number } | { why: string };

const hour = 3_600_000;

export function plainReport(rows: BrandRows, asked: Asked) {
  const posts = postsOf(rows, asked);
  const followers = followersByDay(rows, asked);
  const days = daysFrom(asked.from, asked.to);
  const last = days.filter((day) => followers.has(day)).at(-1);
  const rates =
    asked.formula === "followers-day" ? dayRates(posts, followers) : posts.map((post) => judged(post, asked));
  const figures = [
    {
      ...none("followers"),
      ...(last === undefined
        ? { missing: "no_followers" }
        : same(followers.get(last)?.sum ?? 0, followers.get(last)?.channels ?? 0)),
    },
    { ...none("posts"), ...same(posts.length, posts.length), ...kinds(posts) },
    interactionsFigure(posts),
    ...threeRates(rates, posts, asked.formula),
    ...answerFigures(rows, asked),
    ...voiceFigures(rows, posts, asked),
  ];
  const received = (day: string) => rows.messages.filter((row) => row.author !== "brand" && row.day === day).length;
  return {
    figures: figures as PlainFigure[],
    days: days.map((day) => ({
      day,
      posts: posts.filter((post) => post.day === day).length,
      interactions: sumOrNull(posts.filter((post) => post.day === day).map((post) => post.interactions)),
      followers: followers.get(day)?.sum ?? null,
      received: received(day),
    })),
    rates: posts.map((post) => ({ id: post.id, rate: "rate" in rateOf(post, asked) ? rateOf(post, asked) : null })),
  };
}

const none = (id: string) => ({
  ...{ id, value: null, missing: null, numerator: null, denominator: null, counted: 0, spread: null, leftOut: [] },
  ...{ deletedIncluded: 0, paidIncluded: 0 },
});
const same = (value: number, counted: number) => ({ value, numerator: value, counted });
const kinds = (posts: Post[]) => ({
  deletedIncluded: posts.filter((post) => post.deleted).length,
  paidIncluded: posts.filter((post) => post.paid).length,
});
const sumOrNull = (counts: (number | null)[]): number | null => {
  const known = counts.filter((count) => count !== null);
  return known.length === 0 ? null : known.reduce((a, b) => a + b, 0);
};

function daysFrom(from: string, to: string): string[] {
  const days: string[] = [];
  for (let at = Date.parse(`${from}T12:00:00Z`); at <= Date.parse(`${to}T12:00:00Z`); at += 24 * hour)
    days.push(new Date(at).toISOString().slice(0, 10));
  return days;
}

function postsOf(rows: BrandRows, { from, to, now }: Asked): Post[] {
  return rows.posts
    .map((post) => ({ post, day: dayOf(rows.zone, String(post.publishedAt)) }))
    .filter(({ day }) => day >= from && day <= to)
    .map(({ post, day }) => {
      const counts = countsOf(rows, post);
      return {
        ...{ id: String(post.id), channelId: String(post.channelId) },
        day,
        paid: post.paid === "paid" || post.paid === "mixed",
        deleted: post.deletedAt !== null,
        settled: Date.parse(now) - Date.parse(String(post.publishedAt)) >= 48 * hour,
        counts,
        interactions: sumOrNull(["likes", "comments", "shares", "quotes"].map((name) => number(counts[name]))),
        followers: followersThen(rows, post),
      };
    });
}

// The newest counts; what they leave open comes from the newest number of the same part (organic with organic).
function countsOf({ readings, metrics }: BrandRows, post: Row): Row {
  const counts = { ...readings.filter((reading) => reading.postId === post.id).at(-1) };
  for (const name of ["shares", "reach", "impressions", "views"]) {
    const given = metrics.filter((row) => row.postId === post.id && row.metric === name);
    counts[name] ??= given.filter((row) => row.part === (counts.mix ?? "all")).at(-1)?.value ?? null;
  }
  return counts;
}

const number = (value: string | number | null | undefined): number | null =>
  value === null || value === undefined ? null : Number(value);

// At most 48 hours old, else on the line between its neighbours, else the nearest.
function followersThen(rows: BrandRows, post: Row): number | null {
  const readings = rows.followers.filter((row) => row.channelId === post.channelId);
  const at = Date.parse(String(post.publishedAt));
  const time = (row: Row) => Date.parse(String(row.at));
  const before = readings.filter((row) => time(row) <= at).at(-1);
  const after = readings.find((row) => time(row) > at);
  if (before && at - time(before) <= 48 * hour) return Number(before.count);
  if (before && after) {
    const way = (Number(after.count) - Number(before.count)) * (at - time(before));
    return Math.round(Number(before.count) + way / (time(after) - time(before)));
  }
  return number((before ?? after)?.count);
}

function followersByDay(rows: BrandRows, asked: Asked): Map<string, { sum: number; channels: number }> {
  const found = new Map<string, { sum: number; channels: number }>();
  const readings = rows.followers.map((row) => ({ ...row, day: dayOf(rows.zone, String(row.at)) }) as Row);
  for (const day of daysFrom(asked.from, asked.to)) {
    let [sum, read, expected] = [0, 0, 0];
    for (const channel of rows.channels) {
      const own = readings.filter((row) => row.channelId === channel.id);
      const first = String(own[0]?.day ?? "9");
      const end = channel.removedAt
        ? dayOf(rows.zone, String(channel.removedAt))
        : asked.isRead(channel)
          ? "9"
          : String(own.at(-1)?.day ?? "9");
      if (first <= day && end >= day) expected++;
      const ofDay = own.filter((row) => row.day === day).at(-1);
      if (ofDay) [sum, read] = [sum + Number(ofDay.count), read + 1];
    }
    if (read > 0 && read >= expected) found.set(day, { sum, channels: expected });
  }
  return found;
}

const judged = (post: Post, asked: Asked): Rate => (post.settled ? rateOf(post, asked) : { why: "settling" });

function rateOf({ counts, interactions, followers }: Post, { formula }: Asked): Rate {
  const shares = sumOrNull([number(counts.shares), number(counts.quotes)]);
  const perPost: Record<string, number | null> = {
    amplification: shares,
    applause: number(counts.likes),
    conversation: number(counts.comments),
  };
  if (formula in perPost) {
    const top = perPost[formula] ?? null;
    return top === null ? { why: "not_given" } : { top, bottom: 1, rate: top };
  }
  if (interactions === null) return { why: "no_counts" };
  if (formula === "reach" || formula === "impressions" || formula === "views") {
    const bottom = number(counts[formula]);
    if (bottom === null || bottom <= 0) return { why: `no_${formula}` };
    return { top: interactions, bottom, rate: interactions / bottom };
  }
  if (followers === null || followers <= 0) return { why: "no_followers" };
  if (followers < 100) return { why: "small_audience" };
  const rate = formula === "per-1000" ? (interactions * 1000) / followers : interactions / followers;
  return { top: interactions, bottom: followers, rate };
}

type DayRate = Rate & { of: Post[] };
function dayRates(posts: Post[], followers: Map<string, { sum: number }>): DayRate[] {
  const days = [...new Set(posts.map((post) => post.day))];
  return days.map((day) => {
    const ofDay = posts.filter((post) => post.day === day);
    const of = ofDay.filter((post) => post.interactions !== null);
    const bottom = followers.get(day)?.sum ?? 0;
    if (ofDay.some((post) => !post.settled)) return { why: "settling", of };
    if (of.length === 0) return { why: "no_counts", of };
    if (bottom <= 0) return { why: "no_followers", of };
    if (bottom < 100) return { why: "small_audience", of };
    const top = of.reduce((sum, post) => sum + (post.interactions ?? 0), 0);
    return { top, bottom, rate: top / bottom, of };
  });
}

function interactionsFigure(posts: Post[]) {
  const read = posts.filter((post) => post.interactions !== null);
  const unread = posts.length - read.length;
  const leftOut = unread > 0 ? [{ why: "no_counts", count: unread }] : [];
  if (read.length === 0)
    return { ...none("interactions"), leftOut, missing: posts.length === 0 ? "no_posts" : "no_counts" };
  const sum = read.reduce((total, post) => total + (post.interactions ?? 0), 0);
  return { ...none("interactions"), ...same(sum, read.length), leftOut, ...kinds(read) };
}

const order = ["settling", "no_counts", "not_given", "no_followers", "small_audience", "no_reach"];
const reasons = [...order, "no_impressions", "no_views"];

function threeRates(rates: Rate[], posts: Post[], formula: string) {
  const good = rates.filter((rate) => "rate" in rate);
  const leftOut = reasons
    .map((why) => ({ why, count: rates.filter((rate) => "why" in rate && rate.why === why).length }))
    .filter(({ count }) => count > 0);
  const young = leftOut.find(({ why }) => why === "settling")?.count ?? 0;
  const missing =
    rates.length === 0 ? "no_posts" : young === rates.length ? "not_settled" : (leftOut.at(-1)?.why ?? "no_counts");
  const ids = ["rate-median", "rate-mean", "rate-sum"];
  if (good.length === 0) return ids.map((id) => ({ ...none(id), leftOut, missing }));
  const counted = rates.flatMap((rate, at) =>
    "rate" in rate ? ("of" in rate ? (rate as DayRate).of : [posts[at] as Post]) : [],
  );
  const all = { leftOut, counted: good.length, ...kinds(counted) };
  const sorted = good.map((one) => one.rate).sort((a, b) => a - b);
  let total = 0;
  for (const rate of sorted) total += rate;
  const top = good.reduce((sum, one) => sum + one.top, 0);
  const bottom = good.reduce((sum, one) => sum + one.bottom, 0);
  const spread = { q1: at(sorted, 0.25), q3: at(sorted, 0.75) };
  const scale = formula === "per-1000" ? 1000 : 1;
  return [
    { ...none("rate-median"), ...all, value: at(sorted, 0.5), spread },
    { ...none("rate-mean"), ...all, value: total / sorted.length, numerator: total, denominator: sorted.length },
    { ...none("rate-sum"), ...all, value: (top * scale) / bottom, numerator: top, denominator: bottom },
  ];
}

/** A quantile as spreadsheets have it (QUARTILE.INC). */
function at(sorted: number[], share: number): number {
  const place = (sorted.length - 1) * share;
  const low = sorted[Math.floor(place)] ?? 0;
  const high = sorted[Math.ceil(place)] ?? 0;
  return low + (high - low) * (place - Math.floor(place));
}

function answerFigures(rows: BrandRows, { from, to }: Asked) {
  const seconds: number[] = [];
  let [begun, answered, untimed] = [0, 0, 0];
  for (const messages of Map.groupBy(rows.messages, (row) => row.threadId).values()) {
    const living = messages.filter((row) => row.deletedAt === null);
    const asked = living.findIndex((row) => row.author !== "brand");
    const first = living[asked];
    const day = first && dayOf(rows.zone, String(first.sentAt));
    if (!first || !day || day < from || day > to) continue;
    begun++;
    const answer = living.find((row, index) => index > asked && row.author === "brand");
    if (!answer) continue;
    answered++;
    if (String(answer.sentAt) <= String(first.sentAt)) untimed++;
    else seconds.push(openSeconds(rows, String(first.sentAt), String(answer.sentAt)));
  }
  seconds.sort((a, b) => a - b);
  const rate = { value: answered / begun, numerator: answered, denominator: begun, counted: begun };
  const leftOut = untimed > 0 ? [{ why: "no_time", count: untimed }] : [];
  const nobody = { leftOut, missing: "no_answers" };
  const timed = { leftOut, counted: seconds.length };
  const spread = { q1: at(seconds, 0.25), q3: at(seconds, 0.75) };
  return [
    { ...none("response-rate"), ...(begun === 0 ? { missing: "no_threads" } : rate) },
    { ...none("first-answer"), ...(seconds.length === 0 ? nobody : { ...timed, value: at(seconds, 0.5), spread }) },
    { ...none("first-answer-p90"), ...(seconds.length === 0 ? nobody : { ...timed, value: at(seconds, 0.9) }) },
  ];
}

// Ours by everybody's, on the networks a competitor was ever read on. One unknown on a single day leaves no share.
function voiceFigures(rows: BrandRows, posts: Post[], { from, to }: Asked) {
  if (rows.rivals.length === 0) return [];
  const empty = none("share-of-voice");
  const networks = [...new Set(rows.rivalCounts.map((row) => row.network))];
  const channels = rows.channels.filter((row) => networks.includes(row.network as string)).map((row) => row.id);
  if (channels.length === 0) return [{ ...empty, missing: "no_counts" }];
  const own = posts.filter((post) => channels.includes(post.channelId));
  const ours = own.reduce((sum, post) => sum + (post.interactions ?? 0), 0);
  let theirs = 0;
  for (const rival of rows.rivals) {
    const counts = rows.rivalCounts.filter(
      (row) => row.competitorId === rival.id && String(row.fromDay) >= from && String(row.toDay) <= to,
    );
    for (const network of networks)
      for (const day of daysFrom(from, to))
        if (!counts.some((row) => row.network === network && String(row.fromDay) <= day && String(row.toDay) >= day))
          return [{ ...empty, missing: "competitor_unread" }];
    theirs += counts.reduce((sum, row) => sum + Number(row.interactions), 0);
  }
  if (ours + theirs <= 0) return [{ ...empty, missing: "no_counts" }];
  const all = { numerator: ours, denominator: ours + theirs, counted: rows.rivals.length + 1 };
  return [{ ...empty, ...all, value: ours / (ours + theirs) }];
}
