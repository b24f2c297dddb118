import { callsBefore, peopleOfCalls } from "#bff/features/ideas/call-queries.ts";
import {
  briefOf,
  type CallFound,
  callsQuery,
  countOf,
  ownCall,
  peopleOf,
  personId,
} from "#bff/features/ideas/queries.ts";
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

/** Calls of a brand after one that were published, and who came to them; null while there is none. */
async function peopleLater(ctx: Ctx, call: CallFound): Promise<Set<string> | null> {
  const rows = await ctx.db.read
    .selectFrom("call")
    .select("id")
    .where("brandId", "=", call.brandId)
    .where("publishedAt", ">", call.publishedAt ?? "")
    .execute();
  return rows.length === 0
    ? null
    : peopleOfCalls(
        ctx,
        rows.map((row) => row.id),
      );
}

/** A call in figures, beside the calls of the brand before it. Who was there before is known by the merged person. */
export async function getCallReport(ctx: Ctx, callId: string): Promise<CallReport> {
  const call = await ownCall(ctx.db.read, ctx, callId);
  const before = await callsBefore(ctx, call);
  const shown = before.slice(0, mostEarlier);
  const counted = await countedOf(ctx, [callId, ...before]);
  const later = await peopleLater(ctx, call);
  const ideas = counted.get(callId) ?? [];
  const peopleIn = (ids: string[]) => new Set(ids.flatMap((id) => (counted.get(id) ?? []).map((one) => one.personId)));
  const figures = callFigures(ideas, { earlier: peopleIn(before), later, cost: call.cost });
  const earlierCalls = await callsQuery(ctx.db.read)
    .where("call.id", "in", [...shown, ""])
    .execute();
  const earlier = shown.flatMap((id, at) => {
    const one = earlierCalls.find((row) => row.id === id);
    if (!one) return [];
    const around = {
      earlier: peopleIn(before.slice(at + 1)),
      later: new Set([...peopleIn(before.slice(0, at)), ...peopleIn([callId]), ...(later ?? [])]),
      cost: one.cost,
    };
    const numbers: CallFigures = callFigures(counted.get(id) ?? [], around);
    return [{ callId: id, question: one.question, publishedAt: one.publishedAt ?? "", figures: numbers }];
  });
  const brief = briefOf(call);
  return {
    callId,
    question: call.question,
    brandName: call.brandName,
    publishedAt: call.publishedAt,
    closedAt: call.closedAt,
    asOf: ctx.clock.iso(),
    figures,
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
