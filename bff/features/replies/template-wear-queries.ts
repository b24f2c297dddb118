import { assertBrand, type Ctx } from "#bff/platform/context.ts";
import { DomainError } from "#shared/errors.ts";
import { usableFirstName } from "#shared/replies/names.ts";
import { slotValuesOf } from "#shared/replies/slot-values.ts";
import { editsOf } from "#shared/replies/template-edits.ts";
import { type Change, changeBand, changedIn, type TemplateWear, wearDays } from "#shared/replies/template-wear.ts";
import { addDays } from "#shared/time.ts";

const mostRead = 300;

/** How often and how alike a template was sent in the last thirty days, to whom twice, and what people changed in it. */
export async function templateWear(
  ctx: Ctx,
  { templateId, lang }: { templateId: string; lang: string },
): Promise<TemplateWear> {
  const body = await ownBody(ctx, templateId, lang);
  const rows = await sentWith(ctx, templateId, lang)
    .innerJoin("brand", "brand.id", "reply.brandId")
    .leftJoin("user", "user.id", "reply.userId")
    .select(["reply.text", "reply.templateText", "brand.name as brandName", "member.name as memberName"])
    .select(["thread.lang as threadLang", "user.name as personName"])
    .orderBy("reply.createdAt", "desc")
    .limit(mostRead)
    .execute();
  const changed = rows.flatMap((row) => {
    const values = slotValuesOf(
      { memberName: row.memberName, lang: row.threadLang },
      row.brandName,
      row.personName ?? "",
    );
    return changedIn(row.templateText ?? body, row.text, values, lang) ?? [];
  });
  const bands: Record<Change, number> = { verbatim: 0, light: 0, some: 0, much: 0 };
  for (const share of changed) bands[changeBand(share)]++;
  const sent = rows.map((row) => ({
    text: row.text,
    body: row.templateText ?? body,
    lang,
    firstName: usableFirstName(row.memberName, row.threadLang),
  }));
  return {
    lang,
    sent: await countSent(ctx, templateId, lang),
    read: rows.length,
    bands,
    median: median(changed),
    twice: await sentTwice(ctx, templateId, lang),
    edits: editsOf(body, sent),
  };
}

async function ownBody(ctx: Ctx, templateId: string, lang: string): Promise<string> {
  const template = await ctx.db.read
    .selectFrom("template")
    .innerJoin("template_variant as variant", "variant.templateId", "template.id")
    .select(["template.brandId", "variant.body"])
    .where("template.id", "=", templateId)
    .where("template.workspaceId", "=", ctx.actor.workspaceId)
    .where("variant.lang", "=", lang)
    .executeTakeFirst();
  if (!template) throw new DomainError("not_found", "There is no such template.", {});
  if (template.brandId) assertBrand(ctx.actor, template.brandId);
  return template.body;
}

/** The replies sent with a template in the person's brands, taken back ones left out; those without a language count. */
function sentWith(ctx: Ctx, templateId: string, lang: string) {
  let query = ctx.db.read
    .selectFrom("reply")
    .innerJoin("thread", "thread.id", "reply.threadId")
    .innerJoin("member", "member.id", "thread.memberId")
    .where("reply.templateId", "=", templateId)
    .where("reply.workspaceId", "=", ctx.actor.workspaceId)
    .where("reply.createdAt", ">=", sinceWhen(ctx))
    .where("reply.status", "!=", "cancelled")
    .where((eb) => eb.or([eb("reply.lang", "=", lang), eb("reply.lang", "is", null)]));
  if (ctx.actor.brandIds) query = query.where("reply.brandId", "in", [...ctx.actor.brandIds, ""]);
  return query;
}

const sinceWhen = (ctx: Ctx): string => addDays(ctx.clock.iso().slice(0, 10), -wearDays);

async function countSent(ctx: Ctx, templateId: string, lang: string): Promise<number> {
  const count = sentWith(ctx, templateId, lang).select((eb) => eb.fn.countAll<number>().as("count"));
  return (await count.executeTakeFirstOrThrow()).count;
}

/** Who got the same template more than once. */
async function sentTwice(ctx: Ctx, templateId: string, lang: string): Promise<TemplateWear["twice"]> {
  return await sentWith(ctx, templateId, lang)
    .select((eb) => ["member.name as memberName", eb.fn.countAll<number>().as("count")])
    .select((eb) => eb.fn.max("reply.threadId").as("threadId"))
    .groupBy(["member.id", "member.name"])
    .having((eb) => eb.fn.countAll(), ">", 1)
    .orderBy("count", "desc")
    .orderBy("member.name")
    .limit(20)
    .execute();
}

function median(values: number[]): number | null {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  if (sorted.length === 0) return null;
  return sorted.length % 2 === 1 ? sorted[Math.floor(middle)]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
