import { type SelectQueryBuilder, sql } from "kysely";
import { assertBrand, type Ctx } from "#bff/platform/context.ts";
import type { Reader, Trx } from "#bff/platform/db/open.ts";
import type { Tables } from "#bff/platform/db/tables.ts";
import { DomainError } from "#shared/errors.ts";
import type { Brief } from "#shared/ideas/brief.ts";
import { type CallState, callStateOn } from "#shared/ideas/stage.ts";
import { dayIn } from "#shared/time.ts";

export const countOf = sql<number>`cast(count(*) as integer)`;
/** Who an author is, once a person said that two members are one. */
export const personId = sql<string>`coalesce("member_alias"."rootId", "idea"."memberId")`;
export const peopleOf = sql<number>`cast(count(distinct coalesce("member_alias"."rootId", "idea"."memberId")) as integer)`;

const missing = (what: string) => new DomainError("not_found", `There is no such ${what} here.`, {});

const callQuery = (db: Reader | Trx) =>
  (db as Reader)
    .selectFrom("call")
    .innerJoin("brand", "brand.id", "call.brandId")
    .leftJoin("user", "user.id", "call.userId")
    .selectAll("call")
    .select([
      "brand.name as brandName",
      "brand.slug as brandSlug",
      "brand.timeZone",
      "brand.color",
      "user.name as ownerName",
    ]);

export type CallFound = NonNullable<Awaited<ReturnType<typeof callById>>>;

export const callById = (db: Reader | Trx, callId: string) =>
  callQuery(db).where("call.id", "=", callId).executeTakeFirst();
export const callBySlug = (db: Reader | Trx, slug: string) =>
  callQuery(db).where("call.slug", "=", slug).executeTakeFirst();
export const callsQuery = callQuery;

/** A call of a brand the person may see; anything else is refused as if it were not there. */
export async function ownCall(db: Reader | Trx, ctx: Ctx, callId: string): Promise<CallFound> {
  const call = await callById(db, callId);
  if (!call || call.workspaceId !== ctx.actor.workspaceId) throw missing("call");
  assertBrand(ctx.actor, call.brandId);
  return call;
}

/** An idea of a brand the person may see, with its call's brief. */
export async function ownIdea(db: Reader | Trx, ctx: Ctx, ideaId: string) {
  const idea = await ideaById(db, ideaId);
  if (!idea || idea.workspaceId !== ctx.actor.workspaceId) throw missing("idea");
  assertBrand(ctx.actor, idea.brandId);
  return idea;
}
export type IdeaFound = NonNullable<Awaited<ReturnType<typeof ideaById>>>;

export const ideaById = (db: Reader | Trx, ideaId: string) =>
  (db as Reader)
    .selectFrom("idea")
    .innerJoin("member", "member.id", "idea.memberId")
    .selectAll("idea")
    .select("member.name as authorName")
    .where("idea.id", "=", ideaId)
    .executeTakeFirst();

/** Ideas merged into one, oldest first. */
export const joinedTo = (db: Reader | Trx, ideaId: string) =>
  (db as Reader)
    .selectFrom("idea")
    .innerJoin("member", "member.id", "idea.memberId")
    .selectAll("idea")
    .select("member.name as authorName")
    .where("idea.mergedIntoId", "=", ideaId)
    .orderBy("idea.number")
    .execute();

export const briefOf = (call: { brief: string }): Brief => JSON.parse(call.brief) as Brief;

/** Where a call stands today, in its brand's time zone. */
export const stateOfCall = (
  call: { state: string; closesOn: string | null; timeZone: string },
  now: string,
): CallState => callStateOn(call.state as CallState, call.closesOn, dayIn(call.timeZone, now));

/** Narrows a query over ideas to the brands a person may see. */
export function withinBrands<O>(
  query: SelectQueryBuilder<Tables, "idea", O>,
  ctx: Ctx,
): SelectQueryBuilder<Tables, "idea", O> {
  const mine = query.where("idea.workspaceId", "=", ctx.actor.workspaceId);
  return ctx.actor.brandIds ? mine.where("idea.brandId", "in", [...ctx.actor.brandIds, ""]) : mine;
}

/** The brand of a slug among those the person may see. */
export async function brandBySlug(ctx: Ctx, slug: string) {
  const brand = await ctx.db.read
    .selectFrom("brand")
    .select(["id", "name", "slug", "timeZone", "languages"])
    .where("workspaceId", "=", ctx.actor.workspaceId)
    .where("slug", "=", slug)
    .executeTakeFirst();
  if (!brand) throw missing("brand");
  assertBrand(ctx.actor, brand.id);
  return brand;
}

/** Networks a person of the community is on; a person who only wrote on a page is on none. */
export async function networksOf(db: Reader, memberIds: string[]): Promise<Map<string, string[]>> {
  const rows = await db
    .selectFrom("identity")
    .select(["memberId", "network"])
    .where("memberId", "in", [...memberIds, ""])
    .orderBy("network")
    .execute();
  const found = new Map<string, string[]>();
  for (const { memberId, network } of rows)
    found.set(memberId, [...new Set([...(found.get(memberId) ?? []), network])]);
  return found;
}
