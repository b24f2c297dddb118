import { sql } from "kysely";
import type { z } from "zod";
import { networksOf } from "#bff/features/ideas/queries.ts";
import type { Ctx } from "#bff/platform/context.ts";
import { DomainError } from "#shared/errors.ts";
import type { Knower, PersonKnowledge } from "#shared/ideas/report-schema.ts";
import type { Stage } from "#shared/ideas/schema.ts";
import { fold, foldedWords } from "#shared/text.ts";

const mostShown = 100;
const mostKnowers = 20;

/** Everybody whom a person said to be one with a member, the one they are now first. */
export async function samePerson(ctx: Ctx, memberId: string): Promise<string[]> {
  const alias = await ctx.db.read
    .selectFrom("member_alias")
    .select("rootId")
    .where("memberId", "=", memberId)
    .executeTakeFirst();
  const root = alias?.rootId ?? memberId;
  const rows = await ctx.db.read.selectFrom("member_alias").select("memberId").where("rootId", "=", root).execute();
  return [root, ...rows.map((row) => row.memberId)];
}

const contributionsOf = (ctx: Ctx, ids: string[]) => {
  let query = ctx.db.read
    .selectFrom("idea")
    .innerJoin("call", "call.id", "idea.callId")
    .leftJoin("idea as root", "root.id", "idea.mergedIntoId")
    .select([
      "idea.id as ideaId",
      "idea.title",
      "idea.callId",
      "call.question",
      "idea.stage",
      "idea.createdAt as at",
      "idea.threadId",
      "idea.topic",
      "idea.up",
    ])
    .select((eb) => [
      eb.fn.coalesce("root.verdict", "idea.verdict").as("verdict"),
      eb.fn.coalesce("root.outcome", "idea.outcome", "root.reason", "idea.reason").as("outcome"),
    ])
    .where("idea.memberId", "in", ids)
    .where("idea.workspaceId", "=", ctx.actor.workspaceId);
  if (ctx.actor.brandIds) query = query.where("idea.brandId", "in", [...ctx.actor.brandIds, ""]);
  return query.orderBy("idea.createdAt", "desc").limit(2000).execute();
};

const marksOf = (ctx: Ctx, ids: string[]) =>
  ctx.db.read
    .selectFrom("member_mark")
    .leftJoin("user", "user.id", "member_mark.userId")
    .select([
      "member_mark.id",
      "member_mark.kind",
      "member_mark.topic",
      "member_mark.note",
      "member_mark.threadId",
      "member_mark.at",
      "user.name as personName",
    ])
    .where("member_mark.memberId", "in", ids)
    .where("member_mark.workspaceId", "=", ctx.actor.workspaceId)
    .orderBy("member_mark.at", "desc")
    .limit(500)
    .execute();

/** What a person of the community gave, on which topics they were right or helpful, and whom they were merged from. */
export async function personKnowledge(ctx: Ctx, memberId: string): Promise<PersonKnowledge> {
  const ids = await samePerson(ctx, memberId);
  const member = await ctx.db.read
    .selectFrom("member")
    .select(["id", "name", "workspaceId"])
    .where("id", "=", ids[0] ?? "")
    .executeTakeFirst();
  if (member?.workspaceId !== ctx.actor.workspaceId) throw new DomainError("not_found", "There is no such person.", {});
  const [given, marks, networks, merges] = await Promise.all([
    contributionsOf(ctx, ids),
    marksOf(ctx, ids),
    networksOf(ctx.db.read, ids),
    mergesOf(ctx, ids),
  ]);
  const adopted = given.filter((one) => one.verdict === "adopted");
  return {
    memberId: member.id,
    name: member.name,
    networks: [...new Set(ids.flatMap((id) => networks.get(id) ?? []))],
    firstAt: given.at(-1)?.at ?? null,
    figures: {
      calls: new Set(given.map((one) => one.callId)).size,
      ideas: given.length,
      adopted: adopted.length,
      declined: given.filter((one) => one.verdict === "declined").length,
      votesFor: given.reduce((sum, one) => sum + one.up, 0),
      answersMarked: marks.length,
    },
    contributions: given.slice(0, mostShown).map(({ up: _, topic: __, ...one }) => ({
      ...one,
      stage: one.stage as z.infer<typeof Stage>,
      verdict: one.verdict as "adopted" | "declined" | null,
    })),
    topics: topicsOf(given, marks),
    marks: marks.slice(0, mostShown).map((one) => ({
      ...one,
      kind: one.kind as "right" | "helpful",
      personName: one.personName ?? "Konak",
    })),
    merges,
  };
}

type Topic = PersonKnowledge["topics"][number];

/** Right: an idea that was adopted, or an answer a person marked so. The most telling topic first. */
function topicsOf(
  given: { topic: string | null; verdict: string | null }[],
  marks: { topic: string; kind: string }[],
): Topic[] {
  const found = new Map<string, Topic>();
  const of = (topic: string) => {
    const key = fold(topic);
    const known = found.get(key) ?? { topic, ideas: 0, right: 0, helpful: 0 };
    found.set(key, known);
    return known;
  };
  for (const { topic, verdict } of given) {
    if (!topic) continue;
    of(topic).ideas++;
    if (verdict === "adopted") of(topic).right++;
  }
  for (const { topic, kind } of marks) of(topic)[kind === "right" ? "right" : "helpful"]++;
  return [...found.values()].sort((a, b) => b.right + b.helpful - a.right - a.helpful || b.ideas - a.ideas);
}

async function mergesOf(ctx: Ctx, ids: string[]): Promise<PersonKnowledge["merges"]> {
  const rows = await ctx.db.read
    .selectFrom("member_merge")
    .innerJoin("member", "member.id", "member_merge.mergedId")
    .select(["member_merge.id", "member_merge.at", "member_merge.moved", "member.name"])
    .where("member_merge.keptId", "in", ids)
    .where("member_merge.undoneAt", "is", null)
    .execute();
  return rows.map(({ moved, ...row }) => ({
    ...row,
    networks: [...new Set((JSON.parse(moved) as { networks: string[] }).networks)],
  }));
}

type Found = { person: string; ideas: number; right: number; helpful: number; lastAt: string };

/** Whom one could ask about something: people with ideas or marked answers on a topic that holds one of the words. */
export async function whomToAsk(ctx: Ctx, input: { brand?: string; topic: string }): Promise<Knower[]> {
  const words = foldedWords(input.topic).filter((word) => word.length > 1);
  const fits = (text: string) => words.some((word) => foldedWords(text).some((one) => one.startsWith(word)));
  const people = new Map<string, Found>();
  const of = (person: string) => {
    const known = people.get(person) ?? { person, ideas: 0, right: 0, helpful: 0, lastAt: "" };
    people.set(person, known);
    return known;
  };
  for (const row of await ideasAbout(ctx, input.brand, words)) {
    if (!fits(`${row.topic ?? ""} ${row.title}`)) continue;
    const one = of(row.person);
    one.ideas++;
    if (row.verdict === "adopted") one.right++;
    if (row.createdAt > one.lastAt) one.lastAt = row.createdAt;
  }
  for (const row of await marksAbout(ctx)) {
    if (!fits(row.topic)) continue;
    const one = of(row.person);
    one[row.kind === "right" ? "right" : "helpful"]++;
    if (row.at > one.lastAt) one.lastAt = row.at;
  }
  const best = [...people.values()]
    .sort((a, b) => b.right + b.helpful - a.right - a.helpful || b.ideas - a.ideas || (a.lastAt < b.lastAt ? 1 : -1))
    .slice(0, mostKnowers);
  return named(ctx, input.topic, best);
}

function ideasAbout(ctx: Ctx, brand: string | undefined, words: string[]) {
  let query = ctx.db.read
    .selectFrom("idea")
    .innerJoin("brand", "brand.id", "idea.brandId")
    .leftJoin("member_alias", "member_alias.memberId", "idea.memberId")
    .leftJoin("idea as root", "root.id", "idea.mergedIntoId")
    .select(["idea.topic", "idea.title", "idea.createdAt"])
    .select(sql<string>`coalesce("member_alias"."rootId", "idea"."memberId")`.as("person"))
    .select((eb) => eb.fn.coalesce("root.verdict", "idea.verdict").as("verdict"))
    .where("idea.workspaceId", "=", ctx.actor.workspaceId)
    .where((eb) =>
      eb.or([
        ...words.map((word) => eb("idea.folded", "like", `%${word}%`)),
        ...words.map((word) => eb(sql<string>`lower(coalesce("idea"."topic", ''))`, "like", `%${word}%`)),
      ]),
    );
  if (ctx.actor.brandIds) query = query.where("idea.brandId", "in", [...ctx.actor.brandIds, ""]);
  if (brand) query = query.where("brand.slug", "=", brand);
  return query.limit(5000).execute();
}

const marksAbout = (ctx: Ctx) =>
  ctx.db.read
    .selectFrom("member_mark")
    .leftJoin("member_alias", "member_alias.memberId", "member_mark.memberId")
    .select(["member_mark.topic", "member_mark.kind", "member_mark.at"])
    .select(sql<string>`coalesce("member_alias"."rootId", "member_mark"."memberId")`.as("person"))
    .where("member_mark.workspaceId", "=", ctx.actor.workspaceId)
    .orderBy("member_mark.at", "desc")
    .limit(5000)
    .execute();

async function named(ctx: Ctx, topic: string, found: Found[]): Promise<Knower[]> {
  const ids = found.map((one) => one.person);
  const members = await ctx.db.read
    .selectFrom("member")
    .select(["id", "name"])
    .select((eb) =>
      eb
        .selectFrom("thread")
        .select("thread.id")
        .whereRef("thread.memberId", "=", "member.id")
        .where("thread.deletedAt", "is", null)
        .orderBy("thread.lastMessageAt", "desc")
        .limit(1)
        .as("threadId"),
    )
    .where("id", "in", [...ids, ""])
    .execute();
  const networks = await networksOf(ctx.db.read, ids);
  return found.flatMap(({ person, ...one }) => {
    const member = members.find((row) => row.id === person);
    if (!member) return [];
    const { name, threadId } = member;
    return [{ ...one, memberId: person, name, threadId, topic, networks: networks.get(person) ?? [] }];
  });
}
