import { callsBefore, peopleOfCalls } from "#bff/features/ideas/call-queries.ts";
import { networksOf, ownCall, personId } from "#bff/features/ideas/queries.ts";
import type { Ctx } from "#bff/platform/context.ts";
import type { Contributor, Suspicion } from "#shared/ideas/report-schema.ts";

const pageSize = 100;

const ideasOf = (ctx: Ctx, callId: string) =>
  ctx.db.read
    .selectFrom("idea")
    .innerJoin("member", "member.id", "idea.memberId")
    .leftJoin("member_alias", "member_alias.memberId", "idea.memberId")
    .select([
      "idea.id",
      "idea.title",
      "idea.memberId",
      "idea.verdict",
      "idea.mergedIntoId",
      "idea.mayName",
      "idea.thankedAt",
      "idea.rewardedAt",
      "idea.toTell",
      "idea.decidedAt",
      "member.name",
      personId.as("personId"),
    ])
    .where("idea.callId", "=", callId)
    .orderBy("idea.number")
    .execute();

type Given = Awaited<ReturnType<typeof ideasOf>>[number];

/** Everybody who gave something to a call, those who are owed a reward first, then those who gave most. */
export async function listContributors(ctx: Ctx, input: { callId: string; cursor?: string }) {
  const call = await ownCall(ctx.db.read, ctx, input.callId);
  const ideas = await ideasOf(ctx, input.callId);
  const before = await peopleOfCalls(ctx, await callsBefore(ctx, call));
  const groups = new Map<string, Given[]>();
  for (const idea of ideas) groups.set(idea.personId, [...(groups.get(idea.personId) ?? []), idea]);
  const adoptedRoots = new Set(ideas.filter((one) => one.verdict === "adopted").map((one) => one.id));
  const all = [...groups].map(([person, given]) => toContributor(person, given, adoptedRoots, !before.has(person)));
  all.sort((a, b) => b.adopted - a.adopted || b.ideas - a.ideas || (a.name < b.name ? -1 : 1));
  const from = Number(input.cursor ?? 0) || 0;
  const page = all.slice(from, from + pageSize);
  const networks = await networksOf(
    ctx.db.read,
    page.map((one) => one.memberId),
  );
  return {
    rows: page.map((one) => ({ ...one, networks: networks.get(one.memberId) ?? [] })),
    next: from + pageSize < all.length ? String(from + pageSize) : null,
    people: all.length,
    toThank: all.filter((one) => !one.thankedAt).length,
    toReward: all.filter((one) => one.adopted > 0 && !one.rewardedAt).length,
  };
}

function toContributor(person: string, given: Given[], adoptedRoots: Set<string>, firstTime: boolean): Contributor {
  // An idea that was merged into an adopted one is adopted with it.
  const adopted = given.filter((one) => one.verdict === "adopted" || adoptedRoots.has(one.mergedIntoId ?? ""));
  const kept = adopted[0] ?? given[0]!;
  const latest = (pick: "thankedAt" | "rewardedAt") =>
    given.reduce<string | null>((at, one) => ((one[pick] ?? "") > (at ?? "") ? one[pick] : at), null);
  const consents = adopted.length > 0 ? adopted : given;
  return {
    memberId: person,
    name: given.find((one) => one.memberId === person)?.name ?? kept.name,
    networks: [],
    ideas: given.length,
    adopted: adopted.length,
    merged: given.filter((one) => one.mergedIntoId).length,
    firstTime,
    mayName: consents.some((one) => one.mayName === "no")
      ? "no"
      : consents.some((one) => one.mayName === "yes")
        ? "yes"
        : "unknown",
    told: given.every((one) => one.decidedAt !== null && one.toTell === 0),
    thankedAt: latest("thankedAt"),
    rewardedAt: latest("rewardedAt"),
    ideaId: kept.id,
    ideaTitle: kept.title,
  };
}

/** What may be no idea: floods and traps nobody has settled, the newest first. */
export async function listSuspicions(ctx: Ctx, callId: string): Promise<Suspicion[]> {
  await ownCall(ctx.db.read, ctx, callId);
  const rows = await ctx.db.read
    .selectFrom("idea_suspicion")
    .select(["id", "callId", "kind", "source", "text", "count", "firstAt", "lastAt"])
    .where("callId", "=", callId)
    .where("settledAs", "is", null)
    .orderBy("lastAt", "desc")
    .limit(100)
    .execute();
  return rows.map((row) => ({
    ...row,
    kind: row.kind as Suspicion["kind"],
    source: row.source as Suspicion["source"],
  }));
}
