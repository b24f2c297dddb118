import { demotedCodes } from "#bff/features/replies/learning-queries.ts";
import { templateTexts } from "#bff/features/replies/queries.ts";
import type { Ctx } from "#bff/platform/context.ts";
import type { CheckGround } from "#shared/replies/ground.ts";

const otherThreads = 100;

type Brand = { id: string; name: string; languages: string; allowedContacts: string; signature: string };

/** What a brand's drafts are judged by besides earlier replies: its people, templates, open threads, what was learnt. */
export async function groundOf(
  ctx: Ctx,
  brand: Brand,
): Promise<Omit<CheckGround, "earlier" | "onTheirWay" | "gone" | "cursor" | "whole">> {
  const [teamNames, texts, others, demoted] = await Promise.all([
    team(ctx),
    templateTexts(ctx, brand.id),
    openThreadsOf(ctx, brand.id),
    demotedCodes(ctx, brand.id),
  ]);
  const { templates, openThreads } = sameAsBefore(ctx, brand.id, { templates: texts, openThreads: others });
  return {
    brandName: brand.name,
    languages: JSON.parse(brand.languages) as string[],
    allowedContacts: JSON.parse(brand.allowedContacts) as string[],
    signature: signatureOf(brand.signature, ctx.actor.name),
    teamNames,
    templates,
    openThreads,
    demoted,
  };
}

type Lists = Pick<CheckGround, "templates" | "openThreads">;
const before = new WeakMap<object, Map<string, Lists>>();

// The check prepares a list once and knows it again by its identity: what has not changed stays the same object.
function sameAsBefore({ db }: Ctx, brandId: string, now: Lists): Lists {
  const ofDatabase = before.get(db) ?? new Map<string, Lists>();
  before.set(db, ofDatabase);
  const known = ofDatabase.get(brandId);
  const keep = <List extends unknown[]>(was: List | undefined, is: List): List =>
    was && JSON.stringify(was) === JSON.stringify(is) ? was : is;
  const lists = {
    templates: keep(known?.templates, now.templates),
    openThreads: keep(known?.openThreads, now.openThreads),
  };
  ofDatabase.set(brandId, lists);
  return lists;
}

async function team(ctx: Ctx): Promise<string[]> {
  const rows = await ctx.db.read
    .selectFrom("membership")
    .innerJoin("user", "user.id", "membership.userId")
    .select("user.name")
    .where("membership.workspaceId", "=", ctx.actor.workspaceId)
    .limit(1000)
    .execute();
  return rows.map((row) => row.name);
}

/** The newest open threads, by what was last said in them: a draft may fit one of these better than its own. */
async function openThreadsOf(ctx: Ctx, brandId: string) {
  return await ctx.db.read
    .selectFrom("thread")
    .innerJoin("member", "member.id", "thread.memberId")
    .select(["thread.id", "member.name as memberName", "thread.preview as text"])
    .where("thread.brandId", "=", brandId)
    .where("thread.status", "=", "open")
    .where("thread.deletedAt", "is", null)
    .orderBy("thread.lastMessageAt", "desc")
    .limit(otherThreads)
    .execute();
}

/** What a person signs with where the brand's signature is their initials: "^{{me.initials}}" gives "^SA". */
function signatureOf(signature: string, name: string): string | null {
  if (!signature.includes("{{me.initials}}")) return null;
  const initials = name
    .split(/\s+/)
    .map((word) => [...word][0] ?? "")
    .join("")
    .toUpperCase();
  return initials ? signature.replaceAll("{{me.initials}}", initials).trim() : null;
}
