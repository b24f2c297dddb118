import { campaignId, postsUnder } from "#bff/features/reports/campaign-part-queries.ts";
import { assertPeriod } from "#bff/features/reports/period.ts";
import { brandOf, type Period, type ReportBrand } from "#bff/features/reports/queries.ts";
import type { Ctx } from "#bff/platform/context.ts";
import { bandFrom } from "#shared/replies/look-back.ts";
import { quantile } from "#shared/reports/formulas.ts";
import type { ReportFilter } from "#shared/reports/schema.ts";
import type { TeamLine, TeamReport } from "#shared/reports/screens.ts";
import { serviceClock } from "#shared/team/service-clock.ts";
import { dayIn } from "#shared/time.ts";

type Answer = { userId: string | null; threadId: string; seconds: number | null };

/** Who answered what in a period, or under one campaign's posts: an answer counts on its own day, for who wrote it. */
export async function getTeam(ctx: Ctx, filter: ReportFilter): Promise<TeamReport> {
  const brand = await brandOf(ctx, filter.brand);
  assertPeriod(filter, dayIn(brand.timeZone, ctx.clock.iso()));
  const campaign = filter.campaign ? await campaignId(ctx, brand, filter.campaign) : null;
  const answers = await answersIn(ctx, brand, filter, campaign);
  const looks = await looksOf(ctx, brand.id, filter, campaign);
  const names = await namesOf(ctx);
  const ids = [...new Set(answers.map((answer) => answer.userId))];
  const people = ids.map((userId) =>
    lineOf(
      userId,
      userId ? (names.get(userId) ?? null) : null,
      answers.filter((answer) => answer.userId === userId),
      looks.filter((look) => look.userId === userId),
    ),
  );
  return {
    brand: { slug: brand.slug, name: brand.name, timeZone: brand.timeZone },
    from: filter.from,
    to: filter.to,
    asOf: ctx.clock.iso(),
    dataFrom: await firstAnswerDay(ctx, brand.id),
    people: people.sort((a, b) => Number(a.userId === null) - Number(b.userId === null) || b.answers - a.answers),
    all: lineOf(null, null, answers, looks),
    serviceHours: brand.serviceHours !== null,
  };
}

type Look = { userId: string | null; compared: number; near: number };

function lineOf(
  userId: string | null,
  name: string | null,
  answers: readonly Answer[],
  looks: readonly Look[],
): TeamLine {
  const times = answers.flatMap(({ seconds }) => (seconds === null ? [] : [seconds])).sort((a, b) => a - b);
  const sum = (key: "compared" | "near") => looks.reduce((all, look) => all + look[key], 0);
  return {
    userId,
    name,
    answers: answers.length,
    threads: new Set(answers.map((answer) => answer.threadId)).size,
    firstAnswers: times.length,
    median: quantile(times, 0.5),
    p90: quantile(times, 0.9),
    compared: sum("compared"),
    near: sum("near"),
  };
}

async function answersIn(ctx: Ctx, brand: ReportBrand, period: Period, campaign: string | null): Promise<Answer[]> {
  let query = ctx.db.read
    .selectFrom("message")
    .innerJoin("thread", "thread.id", "message.threadId")
    .select(["message.userId", "message.threadId", "message.sentAt", "thread.firstMessageAt", "thread.firstAnswerAt"])
    .where("message.brandId", "=", brand.id)
    .where("message.author", "=", "brand")
    .where("message.day", ">=", period.from)
    .where("message.day", "<=", period.to)
    .where("message.deletedAt", "is", null);
  if (campaign) query = query.where("thread.postId", "in", postsUnder(ctx, campaign));
  const rows = await query.execute();
  const clock = serviceClock(brand.serviceHours, brand.timeZone);
  return rows.map(({ userId, threadId, sentAt, firstMessageAt, firstAnswerAt }) => {
    // An answer in no time at all comes from a file without times.
    const first = sentAt === firstAnswerAt && sentAt > firstMessageAt;
    return { userId, threadId, seconds: first ? clock(firstMessageAt, sentAt) : null };
  });
}

async function looksOf(ctx: Ctx, brandId: string, period: Period, campaign: string | null): Promise<Look[]> {
  let query = ctx.db.read
    .selectFrom("reply_look")
    .select(({ fn, eb }) => [
      "userId",
      fn.count<number>("similarity").as("compared"),
      fn.sum<number>(eb.case().when("similarity", ">=", bandFrom.same).then(1).else(0).end()).as("near"),
    ])
    .where("brandId", "=", brandId)
    .where("day", ">=", period.from)
    .where("day", "<=", period.to)
    .groupBy("userId");
  if (campaign) query = query.where("messageId", "in", answersUnder(ctx, campaign));
  const rows = await query.execute();
  return rows.map((row) => ({ userId: row.userId, compared: Number(row.compared), near: Number(row.near) }));
}

const answersUnder = (ctx: Ctx, campaign: string) =>
  ctx.db.read
    .selectFrom("post_campaign")
    .innerJoin("thread", "thread.postId", "post_campaign.postId")
    .innerJoin("message", "message.threadId", "thread.id")
    .select("message.id")
    .where("post_campaign.campaignId", "=", campaign)
    .where("message.author", "=", "brand");

async function namesOf(ctx: Ctx): Promise<Map<string, string>> {
  const rows = await ctx.db.read
    .selectFrom("membership")
    .innerJoin("user", "user.id", "membership.userId")
    .select(["user.id", "user.name"])
    .where("membership.workspaceId", "=", ctx.actor.workspaceId)
    .execute();
  return new Map(rows.map((row) => [row.id, row.name]));
}

async function firstAnswerDay(ctx: Ctx, brandId: string): Promise<string | null> {
  const row = await ctx.db.read
    .selectFrom("message")
    .select("day")
    .where("brandId", "=", brandId)
    .where("author", "=", "brand")
    .orderBy("sentAt")
    .limit(1)
    .executeTakeFirst();
  return row?.day ?? null;
}
