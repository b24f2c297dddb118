import { type Expression, sql } from "kysely";
import { countAll } from "#bff/features/inbox/list-queries.ts";
import type { Ctx } from "#bff/platform/context.ts";
import type { Network } from "#shared/channel.ts";
import { answerAudience, audienceOn } from "#shared/inbox/audience.ts";
import type { EarlierReply } from "#shared/replies/schema.ts";
import { type ListedTemplate, wearDays } from "#shared/replies/template-wear.ts";
import { windowSize } from "#shared/replies/window.ts";
import { addDays } from "#shared/time.ts";

const mostGone = 500;
const earlierColumns = [
  "message.id",
  "message.threadId",
  "message.text",
  "message.sentAt",
  "message.lang",
  "member.name as memberName",
] as const;

/** The brand's last public replies, newest first, wherever they were made. */
export async function earlierReplies(
  ctx: Ctx,
  brandId: string,
  options: { afterSeq?: number; limit?: number } = {},
): Promise<(EarlierReply & { seq: number })[]> {
  let query = ctx.db.read
    .selectFrom("message")
    .innerJoin("thread", "thread.id", "message.threadId")
    .innerJoin("member", "member.id", "thread.memberId")
    .select([...earlierColumns, "message.seq"])
    .where("message.author", "=", "brand")
    .where("message.deletedAt", "is", null);
  if (options.afterSeq === undefined) query = query.where("message.brandId", "=", brandId);
  // Few are new: written so, the engines walk from `afterSeq` on rather than through all replies of the brand.
  else query = query.where("message.seq", ">", options.afterSeq).where(sql`"message"."brandId" || ''`, "=", brandId);
  return await query
    .orderBy("message.sentAt", "desc")
    .limit(options.limit ?? windowSize)
    .execute();
}

/** Which of a brand's last replies were deleted on their network; as far back as the window of the check reaches. */
export async function goneReplies(ctx: Ctx, brandId: string): Promise<string[]> {
  const replies = ctx.db.read.selectFrom("message").where("brandId", "=", brandId).where("author", "=", "brand");
  const oldest = await replies
    .select("sentAt")
    .orderBy("sentAt", "desc")
    .offset(windowSize)
    .limit(1)
    .executeTakeFirst();
  const gone = await replies
    .select("id")
    .where("sentAt", ">=", oldest?.sentAt ?? "")
    .where("deletedAt", "is not", null)
    .orderBy("sentAt", "desc")
    .limit(mostGone)
    .execute();
  return gone.map((row) => row.id);
}

/** The number of the message that was stored last. */
export async function newestSeq(ctx: Pick<Ctx, "db">): Promise<number> {
  const newest = ctx.db.read.selectFrom("message").select("seq").orderBy("seq", "desc").limit(1);
  return (await newest.executeTakeFirst())?.seq ?? 0;
}

/** Replies of a brand that are still on their way; they count as earlier ones from the moment they are sent off. */
export const repliesOnTheirWay = (ctx: Ctx, brandId: string): Promise<EarlierReply[]> =>
  ctx.db.read
    .selectFrom("reply")
    .innerJoin("thread", "thread.id", "reply.threadId")
    .innerJoin("member", "member.id", "thread.memberId")
    .select([
      "reply.id",
      "reply.threadId",
      "reply.text",
      "reply.createdAt as sentAt",
      "reply.lang",
      "member.name as memberName",
    ])
    .where("reply.brandId", "=", brandId)
    .where("reply.status", "not in", ["sent", "cancelled"])
    .orderBy("reply.createdAt", "desc")
    .limit(200)
    .execute();

/** What a draft in a thread is judged by besides the earlier replies. */
export async function threadForCheck(ctx: Ctx, threadId: string) {
  const thread = await ctx.db.read
    .selectFrom("thread")
    .innerJoin("brand", "brand.id", "thread.brandId")
    .innerJoin("member", "member.id", "thread.memberId")
    .innerJoin("channel", "channel.id", "thread.channelId")
    .select([
      "thread.id",
      "thread.brandId",
      "thread.lang",
      "member.name as memberName",
      "brand.languages",
      "brand.name as brandName",
      "brand.allowedContacts",
      "brand.signature",
      "brand.crisisUntil",
      "channel.network",
    ])
    .where("thread.id", "=", threadId)
    .where("thread.workspaceId", "=", ctx.actor.workspaceId)
    .executeTakeFirst();
  if (!thread) return null;
  const messages = await ctx.db.read
    .selectFrom("message")
    .leftJoin("identity", "identity.id", "message.identityId")
    .select([
      "message.id",
      "message.author",
      "message.text",
      "message.lang",
      "message.sentAt",
      "message.audience",
      "identity.displayName",
      "identity.handle",
    ])
    .where("message.threadId", "=", threadId)
    .where("message.deletedAt", "is", null)
    .orderBy("message.sentAt", "desc")
    .orderBy("message.seq", "desc")
    .limit(500)
    .execute();
  messages.reverse();
  const { brandId, brandName, languages, allowedContacts, signature, crisisUntil, network, ...known } = thread;
  const readBy = (kept: string | null) => audienceOn(network as Network, kept);
  return {
    ...known,
    brand: { id: brandId, name: brandName, languages, allowedContacts, signature, crisisUntil },
    messages: messages.map((message) => ({
      ...message,
      author: message.author === "brand" ? ("brand" as const) : ("member" as const),
    })),
    otherNames: messages.flatMap((message) => [message.displayName, message.handle].flatMap((name) => name ?? [])),
    audience: answerAudience(messages.map(({ author, audience }) => ({ author, audience: readBy(audience) }))),
  };
}

// What the check said when they were sent: under 30 % of the template's words were changed.
const keptWords = (warnings: Expression<string>) =>
  sql<number>`sum(case when ${warnings} like '%"TEMPLATE_%' then 1 else 0 end)`;

/** Templates of the workspace, a brand's own and those of all brands, most used first. */
export async function listTemplates(ctx: Ctx, brandSlug: string | undefined): Promise<ListedTemplate[]> {
  let query = ctx.db.read
    .selectFrom("template")
    .leftJoin("brand", "brand.id", "template.brandId")
    .select(["template.id", "template.name", "template.brandId", "template.updatedAt"])
    .where("template.workspaceId", "=", ctx.actor.workspaceId)
    .where("template.deletedAt", "is", null);
  if (brandSlug)
    query = query.where((eb) => eb.or([eb("template.brandId", "is", null), eb("brand.slug", "=", brandSlug)]));
  const { brandIds } = ctx.actor;
  if (brandIds)
    query = query.where((eb) =>
      eb.or([eb("template.brandId", "is", null), eb("template.brandId", "in", [...brandIds, ""])]),
    );
  const templates = await query.execute();
  const ids = ["", ...templates.map((template) => template.id)];
  const variants = await ctx.db.read
    .selectFrom("template_variant")
    .selectAll()
    .where("templateId", "in", ids)
    .orderBy("lang")
    .execute();
  const uses = await ctx.db.read
    .selectFrom("reply")
    .select(["templateId", countAll.as("count")])
    .where("templateId", "in", ids)
    .where("status", "!=", "cancelled")
    .groupBy("templateId")
    .execute();
  const worn = await ctx.db.read
    .selectFrom("reply")
    .select((eb) => ["templateId", countAll.as("sent"), keptWords(eb.ref("warnings")).as("kept")])
    .where("templateId", "in", ids)
    .where("status", "!=", "cancelled")
    .where("createdAt", ">=", addDays(ctx.clock.iso().slice(0, 10), -wearDays))
    .groupBy("templateId")
    .execute();
  return templates
    .map((template) => ({
      ...template,
      sent: worn.find((row) => row.templateId === template.id)?.sent ?? 0,
      kept: worn.find((row) => row.templateId === template.id)?.kept ?? 0,
      variants: variants.filter((row) => row.templateId === template.id).map(({ lang, body }) => ({ lang, body })),
      uses: uses.find((row) => row.templateId === template.id)?.count ?? 0,
    }))
    .sort((a, b) => b.uses - a.uses || (a.name < b.name ? -1 : 1));
}

/** The text of a template in a language, or its first variant. */
export async function templateBody(ctx: Ctx, templateId: string, lang: string | null): Promise<string | null> {
  const variants = await ctx.db.read
    .selectFrom("template_variant")
    .innerJoin("template", "template.id", "template_variant.templateId")
    .select(["template_variant.lang", "template_variant.body"])
    .where("template.id", "=", templateId)
    .where("template.workspaceId", "=", ctx.actor.workspaceId)
    .orderBy("template_variant.lang")
    .execute();
  return (variants.find((variant) => variant.lang === lang) ?? variants[0])?.body ?? null;
}

/** Every text of the templates a brand may use; a hundred templates are more than anybody can know. */
export async function templateTexts(ctx: Ctx, brandId: string): Promise<string[]> {
  const rows = await ctx.db.read
    .selectFrom("template_variant")
    .innerJoin("template", "template.id", "template_variant.templateId")
    .select("template_variant.body")
    .where("template.workspaceId", "=", ctx.actor.workspaceId)
    .where("template.deletedAt", "is", null)
    .where((eb) => eb.or([eb("template.brandId", "is", null), eb("template.brandId", "=", brandId)]))
    .orderBy("template.updatedAt", "desc")
    .orderBy("template_variant.lang")
    .limit(100)
    .execute();
  return rows.map((row) => row.body);
}
