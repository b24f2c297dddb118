import { campaignId, postsUnder } from "#bff/features/reports/campaign-part-queries.ts";
import { channelReadings } from "#bff/features/reports/figures.ts";
import { brandOf, channelsOf, followerReadings, type Period, type ReportBrand } from "#bff/features/reports/queries.ts";
import { begunOutside } from "#bff/features/reports/raw-queries.ts";
import { postsOf, rolledOf } from "#bff/features/reports/rolled-queries.ts";
import { isWhole, ownVoice, rivalryOf, rivalSum } from "#bff/features/reports/voice.ts";
import type { Ctx } from "#bff/platform/context.ts";
import type { Network } from "#shared/channel.ts";
import { type RateFormula, rateFormulaOr, rateParts } from "#shared/reports/closed-list.ts";
import { followersByDay } from "#shared/reports/followers.ts";
import { ratedDayRows, rateOf } from "#shared/reports/rates.ts";
import type { FigureId, FigureRow, FigureRowPage, ReportFilter } from "#shared/reports/schema.ts";
import { serviceClock } from "#shared/team/service-clock.ts";
import { daysBetween } from "#shared/time.ts";

const pageSize = 50;
type Asked = ReportFilter & { figure: FigureId; cursor?: string | undefined };

/** The rows behind a number, newest first, a page at a time. */
export async function figureRows(ctx: Ctx, input: Asked): Promise<FigureRowPage> {
  const brand = await brandOf(ctx, input.brand);
  if (input.figure === "response-rate" || input.figure.startsWith("first-answer"))
    return await threadRows(ctx, brand, input);
  const all = await listedRows(ctx, brand, input);
  const start = all.findIndex((row) => row.id === input.cursor) + 1;
  const items = all.slice(start, start + pageSize);
  const next = all.length > start + pageSize ? (items.at(-1)?.id ?? null) : null;
  return { items, next, asOf: ctx.clock.iso() };
}

async function listedRows(ctx: Ctx, brand: ReportBrand, input: Asked): Promise<FigureRow[]> {
  const formula = rateFormulaOr(input.formula, brand.houseFormula);
  const rate = input.figure.startsWith("rate-");
  if (input.figure === "followers") return await readingRows(ctx, brand.id, input);
  if (input.figure === "share-of-voice") return await voiceRows(ctx, brand, input);
  if (rate && rateParts[formula].per === "day") return await dayRows(ctx, brand, input);
  return await postRows(ctx, brand, input, rate ? formula : null);
}

async function readingRows(ctx: Ctx, brandId: string, period: Period): Promise<FigureRow[]> {
  const channels = await channelsOf(ctx, brandId);
  const ids = channels.map((channel) => channel.id);
  const readings = await followerReadings(ctx, ids, period);
  return channels
    .flatMap((channel) =>
      (readings.get(channel.id) ?? []).map((reading) => ({
        id: `${channel.id}-${reading.at}`,
        title: channel.name,
        at: reading.at,
        value: reading.count,
        unit: "count" as const,
        network: channel.network,
        threadId: null,
        url: null,
      })),
    )
    .sort((a, b) => (a.at < b.at ? 1 : -1));
}

/** The brand and each competitor with their interactions, largest first; null where not every day is known. */
async function voiceRows(ctx: Ctx, brand: ReportBrand, { from, to }: Period): Promise<FigureRow[]> {
  const rivalry = await rivalryOf(ctx, brand.id, { from, to });
  if (!rivalry) return [];
  const { rivals, compared } = rivalry;
  const own = {
    channels: await channelsOf(ctx, brand.id),
    posts: await postsOf(ctx, brand, { from, to }, "followers"),
  };
  const days = daysBetween(from, to).length;
  const lines = rivals.map((rival) => {
    const sum = rivalSum(rival, compared, { from, to });
    return { id: rival.id, title: rival.name, value: isWhole(sum, compared, days) ? sum.interactions : null };
  });
  const shared = { at: `${to}T12:00:00.000Z`, unit: "count" as const, network: null, threadId: null, url: null };
  return [{ id: brand.id, title: brand.name, value: ownVoice(own, compared) }, ...lines]
    .map((line) => ({ ...shared, ...line }))
    .sort((a, b) => (b.value ?? -1) - (a.value ?? -1));
}

async function postRows(ctx: Ctx, brand: ReportBrand, input: Asked, formula: RateFormula | null): Promise<FigureRow[]> {
  const posts = await postsOf(ctx, brand, input, formula ?? "followers");
  return posts
    .filter((post) => !formula || (post.settled && rateOf(post, formula).rate !== null))
    .filter((post) => input.figure !== "interactions" || post.interactions !== null)
    .map((post) => ({
      id: post.id,
      title: post.title,
      at: post.publishedAt,
      value: formula ? post.rate : post.interactions,
      unit: formula ? rateParts[formula].unit : "count",
      network: post.network,
      threadId: null,
      url: post.url,
    }));
}

async function dayRows(ctx: Ctx, brand: ReportBrand, input: Asked): Promise<FigureRow[]> {
  const parts = (await rolledOf(ctx, [brand], input)).get(brand.id);
  const channels = await channelsOf(ctx, brand.id);
  const followers = followersByDay(channelReadings({ channels, brand }, parts?.channelDays ?? []), input);
  const posts = await postsOf(ctx, brand, input, "followers-day");
  return ratedDayRows(posts, followers)
    .map(({ day, top, bottom, rate }) => ({
      id: day,
      title: `${day}: ${top} / ${bottom}`,
      at: `${day}T12:00:00.000Z`,
      value: rate,
      unit: "share" as const,
      network: null,
      threadId: null,
      url: null,
    }))
    .sort((a, b) => (a.at < b.at ? 1 : -1));
}

async function threadRows(ctx: Ctx, brand: ReportBrand, input: Asked): Promise<FigureRowPage> {
  const secondsBetween = serviceClock(brand.serviceHours, brand.timeZone);
  let query = ctx.db.read
    .selectFrom("thread")
    .innerJoin("channel", "channel.id", "thread.channelId")
    .innerJoin("member", "member.id", "thread.memberId")
    .select([
      "thread.id",
      "thread.preview",
      "thread.firstMessageAt",
      "thread.firstAnswerAt",
      "channel.network",
      "member.name",
    ])
    .where("thread.brandId", "=", brand.id)
    .where("thread.day", ">=", input.from)
    .where("thread.day", "<=", input.to)
    .where("thread.deletedAt", "is", null)
    .where(begunOutside);
  if (input.campaign)
    query = query.where("thread.postId", "in", postsUnder(ctx, await campaignId(ctx, brand, input.campaign)));
  if (input.figure !== "response-rate")
    query = query
      .where("thread.firstAnswerAt", "is not", null)
      .whereRef("thread.firstAnswerAt", ">", "thread.firstMessageAt");
  const [at, id] = input.cursor?.split("~") ?? [];
  if (at && id)
    query = query.where((eb) =>
      eb.or([
        eb("thread.firstMessageAt", "<", at),
        eb.and([eb("thread.firstMessageAt", "=", at), eb("thread.id", ">", id)]),
      ]),
    );
  const rows = await query
    .orderBy("thread.firstMessageAt", "desc")
    .orderBy("thread.id")
    .limit(pageSize + 1)
    .execute();
  const items = rows.slice(0, pageSize).map((row) => ({
    id: row.id,
    title: `${row.name}: ${row.preview}`,
    at: row.firstMessageAt,
    value: row.firstAnswerAt ? secondsBetween(row.firstMessageAt, row.firstAnswerAt) : null,
    unit: "seconds" as const,
    network: row.network as Network,
    threadId: row.id,
    url: null,
  }));
  const last = rows.length > pageSize ? items.at(-1) : null;
  return { items, next: last ? `${last.at}~${last.id}` : null, asOf: ctx.clock.iso() };
}
