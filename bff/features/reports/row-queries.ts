import { brandOf, channelsOf, followerReadings, postsOf, secondsBetween } from "#bff/features/reports/queries.ts";
import type { Ctx } from "#bff/platform/context.ts";
import type { Network } from "#shared/channel.ts";
import type { FigureId, FigureRow, FigureRowPage, ReportFilter } from "#shared/reports/schema.ts";

const pageSize = 50;

/** The rows behind a number, newest first, a page at a time. */
export async function figureRows(
  ctx: Ctx,
  input: ReportFilter & { figure: FigureId; cursor?: string | undefined },
): Promise<FigureRowPage> {
  const brand = await brandOf(ctx, input.brand);
  if (input.figure === "response-rate" || input.figure === "first-answer")
    return await threadRows(ctx, brand.id, input);
  const all =
    input.figure === "followers" ? await readingRows(ctx, brand.id, input) : await postRows(ctx, brand.id, input);
  const start = all.findIndex((row) => row.id === input.cursor) + 1;
  const items = all.slice(start, start + pageSize);
  const next = all.length > start + pageSize ? (items.at(-1)?.id ?? null) : null;
  return { items, next, asOf: ctx.clock.iso() };
}

async function readingRows(ctx: Ctx, brandId: string, period: ReportFilter): Promise<FigureRow[]> {
  const channels = await channelsOf(ctx, brandId);
  const readings = await followerReadings(
    ctx,
    channels.map((channel) => channel.id),
  );
  return channels
    .flatMap((channel) =>
      (readings.get(channel.id) ?? [])
        .filter((reading) => reading.day >= period.from && reading.day <= period.to)
        .map((reading) => ({
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

async function postRows(ctx: Ctx, brandId: string, input: ReportFilter & { figure: FigureId }): Promise<FigureRow[]> {
  const channels = await channelsOf(ctx, brandId);
  const readings = await followerReadings(
    ctx,
    channels.map((channel) => channel.id),
  );
  const posts = await postsOf(ctx, brandId, input, readings);
  const rates = input.figure === "rate-median" || input.figure === "rate-sum";
  return posts
    .filter((post) => !rates || (post.settled && post.rate !== null))
    .filter((post) => input.figure !== "interactions" || post.interactions !== null)
    .map((post) => ({
      id: post.id,
      title: post.title,
      at: post.publishedAt,
      value: rates ? post.rate : post.interactions,
      unit: rates ? ("share" as const) : ("count" as const),
      network: post.network,
      threadId: null,
      url: post.url,
    }));
}

async function threadRows(
  ctx: Ctx,
  brandId: string,
  input: ReportFilter & { figure: FigureId; cursor?: string | undefined },
): Promise<FigureRowPage> {
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
    .where("thread.brandId", "=", brandId)
    .where("thread.day", ">=", input.from)
    .where("thread.day", "<=", input.to)
    .where("thread.deletedAt", "is", null);
  if (input.figure === "first-answer")
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
