import { sql } from "kysely";
import { callsBefore } from "#bff/features/ideas/call-queries.ts";
import { briefOf, callsQuery, countOf, ownCall, peopleOf, personId } from "#bff/features/ideas/queries.ts";
import type { Ctx } from "#bff/platform/context.ts";
import { type CountedIdea, callFigures, publishedScale } from "#shared/ideas/figures.ts";
import type { CallFigures, CallReport } from "#shared/ideas/report-schema.ts";
import type { IdeaSource } from "#shared/ideas/schema.ts";
import { dayIn } from "#shared/time.ts";

const mostEarlier = 10;

type Counted = CountedIdea & { callId: string; lang: string | null };

async function countedOf(ctx: Ctx, callIds: string[]): Promise<Map<string, Counted[]>> {
  const rows = await ctx.db.read
    .selectFrom("idea")
    .leftJoin("member_alias", "member_alias.memberId", "idea.memberId")
    .select([
      "idea.callId",
      "idea.createdAt",
      "idea.firstAnswerAt",
      "idea.decidedAt",
      "idea.verdict",
      "idea.mergedIntoId",
      "idea.echoes",
      "idea.lang",
      personId.as("personId"),
    ])
    .where("idea.callId", "in", [...callIds, ""])
    .execute();
  const found = new Map<string, Counted[]>(callIds.map((id) => [id, []]));
  for (const { mergedIntoId, echoes, ...row } of rows)
    found
      .get(row.callId)
      ?.push({ ...row, merged: mergedIntoId !== null, echoes: echoes === null ? null : echoes === 1 });
  return found;
}

type Span = { person: string; first: string; last: string };

/** The first and the last call of a brand that each person came to, by when those were published. */
async function spansOf(ctx: Ctx, brandId: string): Promise<Span[]> {
  return await ctx.db.read
    .selectFrom("idea")
    .innerJoin("call", "call.id", "idea.callId")
    .leftJoin("member_alias", "member_alias.memberId", "idea.memberId")
    .select(personId.as("person"))
    .select([sql<string>`min("call"."publishedAt")`.as("first"), sql<string>`max("call"."publishedAt")`.as("last")])
    .where("call.brandId", "=", brandId)
    .groupBy(personId)
    .execute();
}

/** A call in figures, beside the calls of the brand before it. Who was there before is known by the merged person. */
export async function getCallReport(ctx: Ctx, callId: string): Promise<CallReport> {
  const call = await ownCall(ctx.db.read, ctx, callId);
  const shown = (await callsBefore(ctx, call)).slice(0, mostEarlier);
  const counted = await countedOf(ctx, [callId, ...shown]);
  const spans = await spansOf(ctx, call.brandId);
  const newest = spans.reduce((at, one) => (one.last > at ? one.last : at), "");
  const figuresOf = (one: { id: string; publishedAt: string | null; cost: number | null }): CallFigures => {
    const at = one.publishedAt ?? "";
    const people = (is: (span: Span) => boolean) => new Set(spans.filter(is).map((span) => span.person));
    const later = newest > at ? people((span) => span.last > at) : null;
    return callFigures(counted.get(one.id) ?? [], {
      earlier: people((span) => span.first < at),
      later,
      cost: one.cost,
    });
  };
  const earlierCalls = await callsQuery(ctx.db.read)
    .where("call.id", "in", [...shown, ""])
    .execute();
  const earlier = shown.flatMap((id) => {
    const one = earlierCalls.find((row) => row.id === id);
    if (!one) return [];
    return [{ callId: id, question: one.question, publishedAt: one.publishedAt ?? "", figures: figuresOf(one) }];
  });
  const ideas = counted.get(callId) ?? [];
  const brief = briefOf(call);
  return {
    callId,
    question: call.question,
    brandName: call.brandName,
    publishedAt: call.publishedAt,
    closedAt: call.closedAt,
    asOf: ctx.clock.iso(),
    figures: figuresOf(call),
    goal: { people: brief.goalPeople, adopted: brief.goalAdopted },
    currency: brief.budget?.currency ?? null,
    cost: call.cost,
    bySource: await bySource(ctx, callId),
    byLanguage: tally(ideas, (one) => one.lang?.split("-")[0] ?? null).map(([lang, count]) => ({ lang, ideas: count })),
    byDay: tally(ideas, (one) => dayIn(call.timeZone, one.createdAt))
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([day, count]) => ({ day, ideas: count })),
    earlier,
    publishedScale,
  };
}

function tally<K>(ideas: Counted[], keyOf: (idea: Counted) => K): [K, number][] {
  const counts = new Map<K, number>();
  for (const idea of ideas) counts.set(keyOf(idea), (counts.get(keyOf(idea)) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a);
}

async function bySource(ctx: Ctx, callId: string): Promise<CallReport["bySource"]> {
  const rows = await ctx.db.read
    .selectFrom("idea")
    .leftJoin("member_alias", "member_alias.memberId", "idea.memberId")
    .select(["idea.source", countOf.as("ideas"), peopleOf.as("people")])
    .where("idea.callId", "=", callId)
    .groupBy("idea.source")
    .orderBy("ideas", "desc")
    .execute();
  return rows.map((row) => ({ ...row, source: row.source as IdeaSource }));
}
