import { sql } from "kysely";
import {
  briefOf,
  type CallFound,
  callsQuery,
  countOf,
  ownCall,
  peopleOf,
  personId,
  stateOfCall,
  withinBrands,
} from "#bff/features/ideas/queries.ts";
import type { Ctx } from "#bff/platform/context.ts";
import { briefCheck, type CallLanguage } from "#shared/ideas/brief.ts";
import { median } from "#shared/ideas/figures.ts";
import { leastVotes } from "#shared/ideas/ranking.ts";
import type { CallFilter, CallRow, CallView } from "#shared/ideas/schema.ts";
import { ideaStages } from "#shared/ideas/stage.ts";
import { dayIn } from "#shared/time.ts";

const pageSize = 50;
const sumOf = (condition: ReturnType<typeof sql<boolean>>) =>
  sql<number>`cast(coalesce(sum(case when ${condition} then 1 else 0 end), 0) as integer)`;
const alone = sql<boolean>`"idea"."mergedIntoId" is null`;

type Counts = Pick<CallRow, "ideas" | "people" | "undecided" | "unanswered" | "adopted" | "declined" | "suspicions"> & {
  merged: number;
};

async function countsOf(ctx: Ctx, callIds: string[]): Promise<Map<string, Counts>> {
  const ids = [...callIds, ""];
  const rows = await ctx.db.read
    .selectFrom("idea")
    .leftJoin("member_alias", "member_alias.memberId", "idea.memberId")
    .select([
      "idea.callId",
      countOf.as("ideas"),
      peopleOf.as("people"),
      sumOf(sql`${alone} and "idea"."verdict" is null`).as("undecided"),
      sumOf(sql`"idea"."firstAnswerAt" is null`).as("unanswered"),
      sumOf(sql`${alone} and "idea"."verdict" = 'adopted'`).as("adopted"),
      sumOf(sql`${alone} and "idea"."verdict" = 'declined'`).as("declined"),
      sumOf(sql`"idea"."mergedIntoId" is not null`).as("merged"),
    ])
    .where("idea.callId", "in", ids)
    .groupBy("idea.callId")
    .execute();
  const suspected = await ctx.db.read
    .selectFrom("idea_suspicion")
    .select(["callId", countOf.as("count")])
    .where("callId", "in", ids)
    .where("settledAs", "is", null)
    .groupBy("callId")
    .execute();
  const suspicions = new Map(suspected.map((row) => [row.callId, row.count]));
  const found = new Map(
    rows.map(({ callId, ...row }) => [callId, { ...row, suspicions: suspicions.get(callId) ?? 0 }]),
  );
  const none = { ideas: 0, people: 0, undecided: 0, unanswered: 0, adopted: 0, declined: 0, merged: 0 };
  for (const id of callIds) if (!found.has(id)) found.set(id, { ...none, suspicions: suspicions.get(id) ?? 0 });
  return found;
}

function toRow(call: CallFound, counts: Counts, now: string): CallRow {
  const state = stateOfCall(call, now);
  const { merged: _, ...shown } = counts;
  const left = (Date.parse(call.closesOn ?? "") - Date.parse(dayIn(call.timeZone, now))) / 86_400_000;
  return {
    id: call.id,
    slug: call.slug,
    brandId: call.brandId,
    brandName: call.brandName,
    brandSlug: call.brandSlug,
    question: call.question,
    state,
    lang: call.lang as CallLanguage,
    closesOn: call.closesOn,
    decideBy: call.decideBy,
    daysLeft: state === "open" && Number.isFinite(left) ? left : null,
    publishedAt: call.publishedAt,
    closedAt: call.closedAt,
    ...shown,
  };
}

/** Calls of the brands a person may see, the newest first. */
export async function listCalls(ctx: Ctx, filter: CallFilter): Promise<{ rows: CallRow[]; next: string | null }> {
  const now = ctx.clock.iso();
  let query = callsQuery(ctx.db.read).where("call.workspaceId", "=", ctx.actor.workspaceId);
  if (ctx.actor.brandIds) query = query.where("call.brandId", "in", [...ctx.actor.brandIds, ""]);
  if (filter.brand) query = query.where("brand.slug", "=", filter.brand);
  if (filter.state === "draft" || filter.state === "closed") query = query.where("call.state", "=", filter.state);
  if (filter.state === "open" || filter.state === "deciding")
    query = query.where("call.state", "in", ["open", "deciding"]);
  const [at = "", id = ""] = filter.cursor?.split(" ") ?? [];
  if (at)
    query = query.where((eb) =>
      eb.or([eb("call.createdAt", "<", at), eb.and([eb("call.createdAt", "=", at), eb("call.id", "<", id)])]),
    );
  const found = await query
    .orderBy("call.createdAt", "desc")
    .orderBy("call.id", "desc")
    .limit(pageSize + 1)
    .execute();
  const page = found.slice(0, pageSize);
  const counts = await countsOf(
    ctx,
    page.map((call) => call.id),
  );
  const last = page.at(-1);
  const rows = page.map((call) => toRow(call, counts.get(call.id)!, now));
  return {
    rows: filter.state ? rows.filter((row) => row.state === filter.state) : rows,
    next: found.length > pageSize && last ? `${last.createdAt} ${last.id}` : null,
  };
}

/** The numbers beside the views of the sidebar; ideas of closed calls wait for nothing. */
export async function countViews(ctx: Ctx, brand: string | undefined) {
  const now = ctx.clock.iso();
  let query = callsQuery(ctx.db.read)
    .where("call.workspaceId", "=", ctx.actor.workspaceId)
    .where("call.state", "in", ["open", "deciding"]);
  if (ctx.actor.brandIds) query = query.where("call.brandId", "in", [...ctx.actor.brandIds, ""]);
  if (brand) query = query.where("brand.slug", "=", brand);
  const live = await query.execute();
  const counted = await withinBrands(ctx.db.read.selectFrom("idea"), ctx)
    .select([
      "idea.callId",
      sumOf(alone).as("ideas"),
      sumOf(sql`"idea"."firstAnswerAt" is null and ${alone}`).as("needAnswer"),
      sumOf(sql`"idea"."alike" > 0 and ${alone} and "idea"."verdict" is null`).as("lookAlike"),
      sumOf(sql`"idea"."toTell" > 0`).as("toTell"),
    ])
    .where("idea.callId", "in", [...live.map((call) => call.id), ""])
    .groupBy("idea.callId")
    .execute();
  const total = (pick: "needAnswer" | "lookAlike" | "toTell") => counted.reduce((sum, row) => sum + row[pick], 0);
  return {
    open: live.filter((call) => stateOfCall(call, now) === "open").length,
    needAnswer: total("needAnswer"),
    lookAlike: total("lookAlike"),
    toTell: total("toTell"),
    distant: counted.reduce((sum, row) => sum + (row.ideas > 5 ? 5 : 0), 0),
  };
}

async function stagesOf(ctx: Ctx, callId: string) {
  const weekAgo = new Date(ctx.clock.now().getTime() - 7 * 86_400_000).toISOString();
  const waiting = sql<boolean>`case "idea"."stage" when 'refine' then "idea"."waitsAuthor" = 1
    when 'decide' then "idea"."verdict" is null when 'result' then "idea"."toTell" > 0
    else "idea"."votes" < ${sql.lit(leastVotes)} end`;
  const rows = await ctx.db.read
    .selectFrom("idea")
    .select(["stage", countOf.as("ideas"), sumOf(waiting).as("waiting")])
    .select(sumOf(sql`"idea"."createdAt" >= ${weekAgo}`).as("thisWeek"))
    .where("callId", "=", callId)
    .where("mergedIntoId", "is", null)
    .groupBy("stage")
    .execute();
  return ideaStages.map((stage) => {
    const row = rows.find((one) => one.stage === stage);
    return { stage, ideas: row?.ideas ?? 0, thisWeek: row?.thisWeek ?? 0, waiting: row?.waiting ?? 0 };
  });
}

async function sourcesOf(ctx: Ctx, call: CallFound) {
  const posts = await ctx.db.read
    .selectFrom("call_post")
    .innerJoin("post", "post.id", "call_post.postId")
    .innerJoin("channel", "channel.id", "post.channelId")
    .select(["post.id", "post.text", "post.url", "channel.network", "post.publishedAt as at"])
    .where("call_post.callId", "=", call.id)
    .orderBy("post.publishedAt", "desc")
    .execute();
  const sources = {
    postIds: posts.map((post) => post.id),
    hashtags: JSON.parse(call.hashtags) as string[],
    mentionWords: JSON.parse(call.mentionWords) as string[],
    page: call.page === 1,
  };
  return { posts, sources };
}

/** Calls of the same brand that were published before one, the newest first. */
export async function callsBefore(ctx: Ctx, call: Pick<CallFound, "brandId" | "publishedAt">): Promise<string[]> {
  const rows = await ctx.db.read
    .selectFrom("call")
    .select("id")
    .where("brandId", "=", call.brandId)
    .where("publishedAt", "<", call.publishedAt ?? "")
    .orderBy("publishedAt", "desc")
    .execute();
  return rows.map((row) => row.id);
}

/** Everybody who gave an idea to one of these calls. */
export async function peopleOfCalls(ctx: Ctx, callIds: string[]): Promise<Set<string>> {
  const rows = await ctx.db.read
    .selectFrom("idea")
    .leftJoin("member_alias", "member_alias.memberId", "idea.memberId")
    .select(personId.as("person"))
    .distinct()
    .where("idea.callId", "in", [...callIds, ""])
    .execute();
  return new Set(rows.map((row) => row.person));
}

async function paceOf(ctx: Ctx, call: CallFound) {
  const answered = await ctx.db.read
    .selectFrom("idea")
    .select(["createdAt", "firstAnswerAt"])
    .where("callId", "=", call.id)
    .where("firstAnswerAt", "is not", null)
    .execute();
  const hours = answered.map((row) => (Date.parse(row.firstAnswerAt ?? "") - Date.parse(row.createdAt)) / 3_600_000);
  const people = await peopleOfCalls(ctx, [call.id]);
  const before = await peopleOfCalls(ctx, await callsBefore(ctx, call));
  const returning = [...people].filter((person) => before.has(person)).length;
  return { firstAnswerHours: median(hours), returning };
}

/** A call with everything its screen shows around the ideas. */
export async function getCall(ctx: Ctx, callId: string): Promise<CallView> {
  const call = await ownCall(ctx.db.read, ctx, callId);
  const now = ctx.clock.iso();
  const brief = briefOf(call);
  const counts = (await countsOf(ctx, [callId])).get(callId)!;
  const versions = await ctx.db.read
    .selectFrom("call_version")
    .leftJoin("user", "user.id", "call_version.userId")
    .select(["call_version.version", "call_version.at", "call_version.note", "user.name as personName"])
    .where("callId", "=", callId)
    .orderBy("version", "desc")
    .limit(50)
    .execute();
  const letters = await ctx.db.read
    .selectFrom("idea_letter")
    .select(["state", countOf.as("count")])
    .where("callId", "=", callId)
    .groupBy("state")
    .execute();
  const inState = (...states: string[]) =>
    letters.filter((row) => states.includes(row.state)).reduce((sum, row) => sum + row.count, 0);
  const { firstAnswerHours, returning } = await paceOf(ctx, call);
  return {
    ...toRow(call, counts, now),
    brief,
    check: briefCheck(brief, dayIn(call.timeZone, now)),
    ...(await sourcesOf(ctx, call)),
    noindex: call.noindex === 1,
    publicUrl: call.state === "draft" ? null : `${ctx.url}/c/${call.slug}`,
    ownerName: await ownerNameOf(ctx, brief.ownerId),
    version: call.version,
    versions: versions.map((row) => ({ ...row, personName: row.personName ?? "Konak" })),
    stages: await stagesOf(ctx, callId),
    merged: counts.merged,
    firstAnswerHours,
    newcomerShare: counts.people === 0 ? null : 1 - returning / counts.people,
    letters: { draft: inState("draft"), failed: inState("failed", "unknown") },
    cost: call.cost,
  };
}

async function ownerNameOf(ctx: Ctx, ownerId: string | null): Promise<string | null> {
  if (!ownerId) return null;
  const row = await ctx.db.read
    .selectFrom("membership")
    .innerJoin("user", "user.id", "membership.userId")
    .select("user.name")
    .where("membership.workspaceId", "=", ctx.actor.workspaceId)
    .where("user.id", "=", ownerId)
    .executeTakeFirst();
  return row?.name ?? null;
}
