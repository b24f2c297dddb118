import type { Period, ReportBrand } from "#bff/features/reports/queries.ts";
import { begunOutside, type DayParts } from "#bff/features/reports/raw-queries.ts";
import type { Ctx } from "#bff/platform/context.ts";
import type { ChannelDayTable } from "#bff/platform/db/tables-reports.ts";
import { DomainError } from "#shared/errors.ts";
import { serviceClock } from "#shared/team/service-clock.ts";

/** One campaign of a brand by its name; refused in one sentence when the brand has none of that name. */
export async function campaignId(ctx: Ctx, brand: Pick<ReportBrand, "id" | "name">, name: string): Promise<string> {
  const row = await ctx.db.read
    .selectFrom("campaign")
    .select("id")
    .where("brandId", "=", brand.id)
    .where("name", "=", name)
    .executeTakeFirst();
  if (!row) throw new DomainError("not_found", `There is no campaign "${name}" at ${brand.name}.`, {});
  return row.id;
}

/** The ids of a campaign's posts, as part of a query or to be executed. */
export const postsUnder = (ctx: Ctx, id: string) =>
  ctx.db.read.selectFrom("post_campaign").select("post_campaign.postId").where("post_campaign.campaignId", "=", id);

/**
 * Narrows the days of a brand to one campaign: its posts, and the messages and threads under them. Followers are those
 * of the whole channels, because nobody follows a campaign. Only what hangs on the campaign's posts is read.
 */
export async function partsOfCampaign(
  ctx: Ctx,
  brand: ReportBrand,
  { parts, campaign, period }: { parts: DayParts; campaign: string; period: Period },
): Promise<DayParts> {
  const posts = new Set((await postsUnder(ctx, campaign).execute()).map((row) => row.postId));
  const nothing = { followers: null, received: 0, begun: 0, answered: 0, untimed: 0, seconds: "[]" };
  const followers = parts.channelDays.map((row) => ({ ...row, ...nothing, followers: row.followers }));
  const received = await receivedUnder(ctx, campaign, period);
  const threads = await threadsUnder(ctx, brand, campaign, period);
  const told: ChannelDayTable[] = [
    ...received.map(({ count, ...row }) => ({ ...nothing, ...row, brandId: brand.id, received: Number(count) })),
    ...threads.map((row) => ({ ...nothing, ...row, brandId: brand.id })),
  ];
  return {
    channelDays: [...followers, ...told],
    postFigures: parts.postFigures.filter((row) => posts.has(row.postId)),
  };
}

const receivedUnder = (ctx: Ctx, campaign: string, { from, to }: Period) =>
  ctx.db.read
    .selectFrom("post_campaign")
    .innerJoin("thread", "thread.postId", "post_campaign.postId")
    .innerJoin("message", "message.threadId", "thread.id")
    .select(["message.channelId", "message.day", (eb) => eb.fn.countAll<number>().as("count")])
    .where("post_campaign.campaignId", "=", campaign)
    .where("message.day", ">=", from)
    .where("message.day", "<=", to)
    .where("message.author", "!=", "brand")
    .groupBy(["message.channelId", "message.day"])
    .execute();

type ThreadPart = Pick<ChannelDayTable, "channelId" | "day" | "begun" | "answered" | "untimed" | "seconds">;

async function threadsUnder(
  ctx: Ctx,
  brand: ReportBrand,
  campaign: string,
  { from, to }: Period,
): Promise<ThreadPart[]> {
  const rows = await ctx.db.read
    .selectFrom("post_campaign")
    .innerJoin("thread", "thread.postId", "post_campaign.postId")
    .select(["thread.channelId", "thread.day", "thread.firstMessageAt", "thread.firstAnswerAt"])
    .where("post_campaign.campaignId", "=", campaign)
    .where("thread.day", ">=", from)
    .where("thread.day", "<=", to)
    .where("thread.deletedAt", "is", null)
    .where(begunOutside)
    .execute();
  const between = serviceClock(brand.serviceHours, brand.timeZone);
  return rows.map(({ channelId, day, firstMessageAt, firstAnswerAt }) => {
    const timed = firstAnswerAt !== null && firstAnswerAt > firstMessageAt;
    return {
      ...{ channelId, day, begun: 1, answered: firstAnswerAt ? 1 : 0 },
      untimed: firstAnswerAt && !timed ? 1 : 0,
      seconds: timed ? JSON.stringify([between(firstMessageAt, firstAnswerAt)]) : "[]",
    };
  });
}
