import { campaignId, postsUnder } from "#bff/features/reports/campaign-part-queries.ts";
import { brandOf } from "#bff/features/reports/queries.ts";
import type { Ctx } from "#bff/platform/context.ts";
import type { Network } from "#shared/channel.ts";
import type { ReportFilter } from "#shared/reports/schema.ts";
import type { TeamRow } from "#shared/reports/screens.ts";
import { serviceClock } from "#shared/team/service-clock.ts";

const pageSize = 50;

/** The answers of one person in a period, newest first, a page at a time; `userId` null are those from outside Konak. */
export async function getTeamRows(
  ctx: Ctx,
  input: ReportFilter & { userId: string | null; cursor?: string | undefined },
): Promise<{ items: TeamRow[]; next: string | null; asOf: string }> {
  const brand = await brandOf(ctx, input.brand);
  let query = ctx.db.read
    .selectFrom("message")
    .innerJoin("thread", "thread.id", "message.threadId")
    .innerJoin("channel", "channel.id", "message.channelId")
    .leftJoin("reply_look", "reply_look.messageId", "message.id")
    .select(["message.id", "message.threadId", "message.text", "message.sentAt", "channel.network"])
    .select(["thread.firstMessageAt", "thread.firstAnswerAt", "reply_look.similarity"])
    .where("message.brandId", "=", brand.id)
    .where("message.author", "=", "brand")
    .where("message.day", ">=", input.from)
    .where("message.day", "<=", input.to)
    .where("message.deletedAt", "is", null)
    .where("message.userId", input.userId ? "=" : "is", input.userId as string);
  if (input.campaign)
    query = query.where("thread.postId", "in", postsUnder(ctx, await campaignId(ctx, brand, input.campaign)));
  const [at, id] = input.cursor?.split("~") ?? [];
  if (at && id)
    query = query.where((eb) =>
      eb.or([eb("message.sentAt", "<", at), eb.and([eb("message.sentAt", "=", at), eb("message.id", ">", id)])]),
    );
  const rows = await query
    .orderBy("message.sentAt", "desc")
    .orderBy("message.id")
    .limit(pageSize + 1)
    .execute();
  const clock = serviceClock(brand.serviceHours, brand.timeZone);
  const items = rows.slice(0, pageSize).map((row) => ({
    id: row.id,
    threadId: row.threadId,
    network: row.network as Network,
    text: row.text.slice(0, 200),
    at: row.sentAt,
    seconds:
      row.sentAt === row.firstAnswerAt && row.sentAt > row.firstMessageAt
        ? clock(row.firstMessageAt, row.sentAt)
        : null,
    similarity: row.similarity,
  }));
  const last = rows.length > pageSize ? items.at(-1) : null;
  return { items, next: last ? `${last.at}~${last.id}` : null, asOf: ctx.clock.iso() };
}
