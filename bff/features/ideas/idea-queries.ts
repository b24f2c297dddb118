import { sql } from "kysely";
import { countOf, ownCall, withinBrands } from "#bff/features/ideas/queries.ts";
import type { Ctx } from "#bff/platform/context.ts";
import type { Reader } from "#bff/platform/db/open.ts";
import { leastVotes, placeOf, voteFigures } from "#shared/ideas/ranking.ts";
import type { IdeaFilter, IdeaRow } from "#shared/ideas/schema.ts";
import { foldedWords } from "#shared/text.ts";

const pageSize = 50;
const excerptLength = 280;
const distantShown = 5;

/** Everything a row of the list shows, from the ideas' own table and its neighbours. */
const rowQuery = (db: Reader) =>
  db
    .selectFrom("idea")
    .innerJoin("member", "member.id", "idea.memberId")
    .innerJoin("call", "call.id", "idea.callId")
    .leftJoin("post", "post.id", "idea.postId")
    .leftJoin("idea as near", "near.id", "idea.nearestId")
    .selectAll("idea")
    .select([
      "member.name as authorName",
      "call.question",
      "post.text as postText",
      "near.title as nearTitle",
      "near.mergedIntoId as nearMerged",
    ]);

type Row = Awaited<ReturnType<ReturnType<typeof rowQuery>["execute"]>>[number];

/** What an idea waits for, the most urgent first; null when for nothing. */
function waitsFor(row: Row): IdeaRow["waitsFor"] {
  if (row.toTell > 0) return "telling";
  if (row.mergedIntoId) return null;
  if (!row.firstAnswerAt && !row.verdict) return "answer";
  if (row.waitsAuthor === 1) return "author";
  if (row.stage === "decide") return "decision";
  return row.verdict === null && row.votes < leastVotes ? "votes" : null;
}

type Beside = { share: number | null; reviewers: { userId: string; name: string }[] };

export function toIdeaRow(row: Row, { share, reviewers }: Beside): IdeaRow {
  const near = row.nearestId && row.nearTitle !== null && !row.nearMerged;
  return {
    id: row.id,
    number: row.number,
    callId: row.callId,
    callQuestion: row.question,
    title: row.title,
    excerpt: row.text.slice(0, excerptLength).toWellFormed(),
    lang: row.lang,
    stage: row.stage as IdeaRow["stage"],
    verdict: row.verdict as IdeaRow["verdict"],
    source: row.source as IdeaRow["source"],
    memberId: row.memberId,
    authorName: row.authorName,
    threadId: row.threadId,
    postText: row.postText?.slice(0, 120).toWellFormed() ?? null,
    createdAt: row.createdAt,
    stageSince: row.stageSince,
    firstAnswerAt: row.firstAnswerAt,
    decidedAt: row.decidedAt,
    votes: voteFigures(row.up, row.votes, share),
    joined: row.joined,
    waitsFor: waitsFor(row),
    reviewers,
    nearest: near ? { ideaId: row.nearestId ?? "", title: row.nearTitle ?? "", similarity: row.nearest ?? 0 } : null,
    topic: row.topic,
    version: row.version,
  };
}

/** The share of votes in favour over each call, for the Bayesian average; null where nobody voted. */
async function sharesOf(db: Reader, callIds: string[]): Promise<Map<string, number | null>> {
  const rows = await db
    .selectFrom("idea")
    .select((eb) => ["callId", eb.fn.sum<number>("up").as("up"), eb.fn.sum<number>("votes").as("n")])
    .where("callId", "in", [...callIds, ""])
    .where("mergedIntoId", "is", null)
    .groupBy("callId")
    .execute();
  return new Map(rows.map((row) => [row.callId, Number(row.n) === 0 ? null : Number(row.up) / Number(row.n)]));
}

/** Rows of ideas by their ids, in the order of the ids. */
export async function ideaRows(ctx: Ctx, ids: string[]): Promise<{ row: Row; view: IdeaRow }[]> {
  const rows = await rowQuery(ctx.db.read)
    .where("idea.id", "in", [...ids, ""])
    .execute();
  const shares = await sharesOf(ctx.db.read, [...new Set(rows.map((row) => row.callId))]);
  const scored = await ctx.db.read
    .selectFrom("idea_score")
    .innerJoin("user", "user.id", "idea_score.userId")
    .select(["idea_score.ideaId", "idea_score.userId", "user.name"])
    .distinct()
    .where("idea_score.ideaId", "in", [...ids, ""])
    .execute();
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id) => {
    const row = byId.get(id);
    if (!row) return [];
    const reviewers = scored.filter((one) => one.ideaId === id).map(({ userId, name }) => ({ userId, name }));
    return [{ row, view: toIdeaRow(row, { share: shares.get(row.callId) ?? null, reviewers }) }];
  });
}

function filtered(ctx: Ctx, filter: IdeaFilter) {
  let query = withinBrands(ctx.db.read.selectFrom("idea"), ctx).where("idea.mergedIntoId", "is", null);
  if (filter.callId) query = query.where("idea.callId", "=", filter.callId);
  else {
    // Across calls only those at work: a closed call waits for nothing.
    const calls = ctx.db.read
      .selectFrom("call")
      .innerJoin("brand", "brand.id", "call.brandId")
      .select("call.id")
      .where("call.workspaceId", "=", ctx.actor.workspaceId)
      .where("call.state", "in", ["open", "deciding"]);
    query = query.where("idea.callId", "in", filter.brand ? calls.where("brand.slug", "=", filter.brand) : calls);
  }
  if (filter.stage) query = query.where("idea.stage", "=", filter.stage);
  if (filter.verdict) query = query.where("idea.verdict", "=", filter.verdict);
  if (filter.show === "needAnswer") query = query.where("idea.firstAnswerAt", "is", null);
  if (filter.show === "lookAlike") query = query.where("idea.alike", ">", 0).where("idea.verdict", "is", null);
  if (filter.show === "needVotes") query = query.where("idea.votes", "<", leastVotes).where("idea.verdict", "is", null);
  if (filter.show === "waitAuthor") query = query.where("idea.waitsAuthor", "=", 1);
  if (filter.show === "toTell") query = query.where("idea.toTell", ">", 0);
  for (const word of foldedWords(filter.find ?? "").slice(0, 8))
    query = query.where("idea.folded", "like", `%${word}%`);
  return query;
}

type Light = { id: string; callId: string; createdAt: string; up: number; votes: number };

/** The five least like the rest of each call, where there are more than five to be unlike. */
async function distantOf(ctx: Ctx, filter: IdeaFilter): Promise<string[]> {
  const placed = filtered(ctx, { ...filter, show: "all" })
    .select("idea.id")
    .select(
      sql<number>`row_number() over (partition by "idea"."callId" order by "idea"."nearest", "idea"."id")`.as("place"),
    )
    .select(sql<number>`count(*) over (partition by "idea"."callId")`.as("beside"));
  const rows = await ctx.db.read
    .selectFrom(placed.as("placed"))
    .select("placed.id")
    .where("placed.place", "<=", distantShown)
    .where("placed.beside", ">", distantShown)
    .orderBy("placed.place")
    .limit(500)
    .execute();
  return rows.map((row) => row.id);
}

/** Ranked over all calls at once, each idea by the share of its own call; those under five votes stand last. */
async function rankedPage(ctx: Ctx, filter: IdeaFilter, from: number): Promise<{ ids: string[]; total: number }> {
  const shares = ctx.db.read
    .selectFrom("idea as all")
    .select(["all.callId", sql<number>`sum("all"."up") * 1.0 / nullif(sum("all"."votes"), 0)`.as("share")])
    .where("all.workspaceId", "=", ctx.actor.workspaceId)
    .where("all.mergedIntoId", "is", null)
    .groupBy("all.callId");
  const rank = sql`case when "idea"."votes" >= ${sql.lit(leastVotes)} then
    ("idea"."up" + ${sql.lit(leastVotes)} * coalesce("shares"."share", 0.5)) / ("idea"."votes" + ${sql.lit(leastVotes)})
    else -1 end`;
  const rows = await filtered(ctx, filter)
    .leftJoin(shares.as("shares"), "shares.callId", "idea.callId")
    .select("idea.id")
    .orderBy(rank, "desc")
    .orderBy("idea.createdAt", "desc")
    .orderBy("idea.id")
    .offset(from)
    .limit(pageSize)
    .execute();
  const { count } = await filtered(ctx, filter).select(countOf.as("count")).executeTakeFirstOrThrow();
  return { ids: rows.map((row) => row.id), total: count };
}

async function inOrder(ctx: Ctx, filter: IdeaFilter, rows: Light[]): Promise<Light[]> {
  const order = filter.order ?? (filter.callId && filter.show === "all" ? "ranked" : "newest");
  const seed = `${ctx.actor.userId} ${ctx.clock.iso().slice(0, 10)}`;
  const place = new Map(rows.map((row) => [row.id, placeOf(seed, row.id)]));
  const byChance = (a: Light, b: Light) => (place.get(a.id) ?? 0) - (place.get(b.id) ?? 0);
  const newest = (a: Light, b: Light) => (a.createdAt < b.createdAt ? 1 : a.createdAt > b.createdAt ? -1 : 0);
  if (order === "newest") return rows.sort(newest);
  if (order === "shuffled")
    return rows.sort((a, b) => Number(a.votes >= leastVotes) - Number(b.votes >= leastVotes) || byChance(a, b));
  if (order === "scored") {
    const scores = await scoresOf(ctx, filter);
    return rows.sort((a, b) => (scores.get(b.id) ?? 0) - (scores.get(a.id) ?? 0) || newest(a, b));
  }
  const shares = await sharesOf(ctx.db.read, [...new Set(rows.map((row) => row.callId))]);
  const ranks = new Map(
    rows.map((row) => [row.id, voteFigures(row.up, row.votes, shares.get(row.callId) ?? null).average ?? -1]),
  );
  // Under five votes nobody has a rank, so those stand after the others, as chance has it.
  return rows.sort((a, b) => (ranks.get(b.id) ?? -1) - (ranks.get(a.id) ?? -1) || byChance(a, b));
}

async function scoresOf(ctx: Ctx, filter: IdeaFilter): Promise<Map<string, number>> {
  let query = ctx.db.read
    .selectFrom("idea_score")
    .select((eb) => ["ideaId", eb.fn.avg<number>("value").as("mean")])
    .groupBy("ideaId");
  if (filter.callId) query = query.where("callId", "=", filter.callId);
  return new Map((await query.execute()).map((row) => [row.ideaId, Number(row.mean)]));
}

const lightColumns = ["idea.id", "idea.callId", "idea.createdAt", "idea.up", "idea.votes"] as const;

/** A page of ideas. Chance and rank are decided over the whole list, so a page never shows one twice. */
export async function listIdeas(
  ctx: Ctx,
  filter: IdeaFilter,
): Promise<{ rows: IdeaRow[]; next: string | null; total: number }> {
  if (filter.callId) await ownCall(ctx.db.read, ctx, filter.callId);
  const from = Number(filter.cursor ?? 0) || 0;
  const newest = !filter.callId && filter.show !== "distant" && (filter.order ?? "newest") === "newest";
  const page = newest ? await newestPage(ctx, filter, from) : await arrangedPage(ctx, filter, from);
  const rows = await ideaRows(ctx, page.ids);
  const more = from + pageSize < page.total;
  return { rows: rows.map((one) => one.view), next: more ? String(from + pageSize) : null, total: page.total };
}

async function newestPage(ctx: Ctx, filter: IdeaFilter, from: number): Promise<{ ids: string[]; total: number }> {
  const { count } = await filtered(ctx, filter).select(countOf.as("count")).executeTakeFirstOrThrow();
  const rows = await filtered(ctx, filter)
    .select("idea.id")
    .orderBy("idea.createdAt", "desc")
    .orderBy("idea.id")
    .offset(from)
    .limit(pageSize)
    .execute();
  return { ids: rows.map((row) => row.id), total: count };
}

async function arrangedPage(ctx: Ctx, filter: IdeaFilter, from: number): Promise<{ ids: string[]; total: number }> {
  if (filter.show === "distant") {
    const ids = await distantOf(ctx, filter);
    return { ids: ids.slice(from, from + pageSize), total: ids.length };
  }
  if (!filter.callId && filter.order === "ranked") return rankedPage(ctx, filter, from);
  const found = await filtered(ctx, filter)
    .select([...lightColumns])
    .orderBy(sql`idea.id`)
    .execute();
  const rows = await inOrder(ctx, filter, found);
  return { ids: rows.slice(from, from + pageSize).map((row) => row.id), total: rows.length };
}
