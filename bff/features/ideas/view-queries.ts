import { ideaRows } from "#bff/features/ideas/idea-queries.ts";
import { lettersOfIdea } from "#bff/features/ideas/letter-queries.ts";
import { comparedOf } from "#bff/features/ideas/like-commands.ts";
import {
  briefOf,
  type CallFound,
  callById,
  countOf,
  joinedTo,
  networksOf,
  ownCall,
  ownIdea,
  stateOfCall,
} from "#bff/features/ideas/queries.ts";
import { assertBrand, type Ctx } from "#bff/platform/context.ts";
import { DomainError } from "#shared/errors.ts";
import { krippendorff, meanOf, spreadOf } from "#shared/ideas/agreement.ts";
import { isAlike, likeness, sharedWords, traitsOf } from "#shared/ideas/alike.ts";
import type { IdeaView, LikeIdea } from "#shared/ideas/schema.ts";

const mostAlike = 6;

/** An idea with its versions, scores, look-alikes, letters and what happened to it. */
export async function getIdea(ctx: Ctx, ideaId: string): Promise<IdeaView> {
  const idea = await ownIdea(ctx.db.read, ctx, ideaId);
  const call = await callById(ctx.db.read, idea.callId);
  const [found] = await ideaRows(ctx, [ideaId]);
  if (!found || !call) throw new DomainError("not_found", "There is no such idea here.", {});
  const joined = await joinedTo(ctx.db.read, ideaId);
  const into = idea.mergedIntoId ? await ownIdea(ctx.db.read, ctx, idea.mergedIntoId) : null;
  const deciding = into ?? idea;
  const mine = briefOf(call);
  return {
    ...found.view,
    text: idea.text,
    call: { slug: call.slug, state: stateOfCall(call, ctx.clock.iso()), brief: mine },
    author: await authorOf(ctx, idea.memberId, call),
    credit: idea.mayName as IdeaView["credit"],
    mayMerge: idea.mayMerge as IdeaView["mayMerge"],
    mergedInto: into && { ideaId: into.id, title: into.title },
    versions: await versionsOf(ctx, ideaId, idea.authorName),
    ...(await scoresOf(ctx, call, ideaId)),
    alike: await likesOf(ctx, idea),
    joinedIdeas: joined.map((one) => ({
      ideaId: one.id,
      title: one.title,
      authorName: one.authorName,
      threadId: one.threadId,
    })),
    decision: deciding.verdict
      ? {
          verdict: deciding.verdict as "adopted",
          reason: deciding.reason ?? "",
          at: deciding.decidedAt ?? "",
          personName: await nameOf(ctx, deciding.decidedBy),
        }
      : null,
    audience: 1 + joined.length,
    letters: await lettersOfIdea(ctx, ideaId),
    happenings: await happeningsOf(ctx, ideaId, idea.authorName),
    thankedAt: idea.thankedAt,
    rewardedAt: idea.rewardedAt,
  };
}

async function nameOf(ctx: Ctx, userId: string | null): Promise<string> {
  if (!userId) return "Konak";
  const row = await ctx.db.read.selectFrom("user").select("name").where("id", "=", userId).executeTakeFirst();
  return row?.name ?? "Konak";
}

async function authorOf(ctx: Ctx, memberId: string, call: CallFound): Promise<IdeaView["author"]> {
  const alias = await ctx.db.read
    .selectFrom("member_alias")
    .select("rootId")
    .where("memberId", "=", memberId)
    .executeTakeFirst();
  const person = alias?.rootId ?? memberId;
  const same = await ctx.db.read.selectFrom("member_alias").select("memberId").where("rootId", "=", person).execute();
  const ids = [person, ...same.map((row) => row.memberId)];
  const member = await ctx.db.read.selectFrom("member").select("name").where("id", "=", person).executeTakeFirst();
  const ideas = await ctx.db.read
    .selectFrom("idea")
    .innerJoin("call", "call.id", "idea.callId")
    .select(["idea.id", "idea.verdict", "idea.callId", "call.publishedAt"])
    .where("idea.memberId", "in", ids)
    .where("idea.workspaceId", "=", ctx.actor.workspaceId)
    .limit(1000)
    .execute();
  const page = await ctx.db.read
    .selectFrom("page_person")
    .select("mail")
    .where("memberId", "in", ids)
    .where("mail", "is not", null)
    .executeTakeFirst();
  const networks = await networksOf(ctx.db.read, ids);
  return {
    memberId: person,
    name: member?.name ?? "",
    networks: [...new Set(ids.flatMap((id) => networks.get(id) ?? []))],
    ideas: ideas.length,
    adopted: ideas.filter((one) => one.verdict === "adopted").length,
    firstTime: !ideas.some((one) => (one.publishedAt ?? "") < (call.publishedAt ?? "")),
    mail: page !== undefined,
  };
}

async function versionsOf(ctx: Ctx, ideaId: string, authorName: string): Promise<IdeaView["versions"]> {
  const rows = await ctx.db.read
    .selectFrom("idea_version")
    .leftJoin("user", "user.id", "idea_version.userId")
    .select(["idea_version.version", "idea_version.text", "idea_version.at", "idea_version.by", "user.name"])
    .where("ideaId", "=", ideaId)
    .orderBy("version", "desc")
    .limit(100)
    .execute();
  return rows.map(({ name, ...row }) => ({ ...row, by: row.by === "author" ? authorName : (name ?? "Konak") }));
}

async function scoresOf(ctx: Ctx, call: CallFound, ideaId: string): Promise<Pick<IdeaView, "scores" | "agreement">> {
  const all = await ctx.db.read
    .selectFrom("idea_score")
    .select(["ideaId", "userId", "criterion", "value"])
    .where("callId", "=", call.id)
    .execute();
  const own = await ctx.db.read
    .selectFrom("idea_score")
    .innerJoin("user", "user.id", "idea_score.userId")
    .select(["idea_score.userId", "user.name", "idea_score.criterion", "idea_score.value"])
    .where("idea_score.ideaId", "=", ideaId)
    .orderBy("user.name")
    .execute();
  const scores = briefOf(call).criteria.map(({ key, name }) => {
    const given = own.filter((one) => one.criterion === key);
    const values = given.map((one) => one.value);
    return {
      key,
      name,
      mine: given.find((one) => one.userId === ctx.actor.userId)?.value ?? null,
      mean: meanOf(values),
      spread: spreadOf(values),
      by: given.map(({ userId, name: who, value }) => ({ userId, name: who, value })),
    };
  });
  const units = all.map((one) => ({ unit: `${one.ideaId} ${one.criterion}`, by: one.userId, value: one.value }));
  return { scores, agreement: krippendorff(units) };
}

async function likesOf(ctx: Ctx, idea: { id: string; text: string; title: string }): Promise<LikeIdea[]> {
  const rows = await ctx.db.read
    .selectFrom("idea_like")
    .innerJoin("idea", (join) =>
      join.on((eb) =>
        eb.and([
          eb("idea.id", "!=", idea.id),
          eb.or([eb("idea.id", "=", eb.ref("idea_like.ideaId")), eb("idea.id", "=", eb.ref("idea_like.otherId"))]),
        ]),
      ),
    )
    .innerJoin("member", "member.id", "idea.memberId")
    .select(["idea.id as ideaId", "idea.number", "idea.title", "idea.text", "idea.stage", "idea_like.similarity"])
    .select("member.name as authorName")
    .where((eb) => eb.or([eb("idea_like.ideaId", "=", idea.id), eb("idea_like.otherId", "=", idea.id)]))
    .where("idea_like.apart", "=", 0)
    .where("idea.mergedIntoId", "is", null)
    .orderBy("idea_like.similarity", "desc")
    .limit(mostAlike)
    .execute();
  const own = `${idea.title} ${idea.text}`;
  return rows.map(({ text, ...row }) => ({
    ...row,
    stage: row.stage as LikeIdea["stage"],
    shared: sharedWords(own, `${row.title} ${text}`),
  }));
}

async function happeningsOf(ctx: Ctx, ideaId: string, authorName: string): Promise<IdeaView["happenings"]> {
  const rows = await ctx.db.read
    .selectFrom("idea_event")
    .leftJoin("user", "user.id", "idea_event.userId")
    .select(["idea_event.kind", "idea_event.at", "idea_event.detail", "user.name"])
    .where("ideaId", "=", ideaId)
    .orderBy("idea_event.id")
    .limit(500)
    .execute();
  const theirs = ["came", "author_said", "merge_agreed", "merge_refused"];
  return rows.map(({ name, ...row }) => ({
    at: row.at,
    kind: row.kind as IdeaView["happenings"][number]["kind"],
    who: name ?? (theirs.includes(row.kind) ? authorName : "Konak"),
    detail: JSON.parse(row.detail) as Record<string, string | number | null>,
  }));
}

/** Ideas of a call like a text that somebody is about to add. */
export async function similarTo(ctx: Pick<Ctx, "db">, callId: string, text: string): Promise<LikeIdea[]> {
  const own = traitsOf(text);
  const found = (await comparedOf(ctx.db.read, callId))
    .map(({ id, traits }) => ({ id, traits, similarity: likeness(own, traits) }))
    .filter((one) => isAlike(own, one.traits, one.similarity))
    .sort((a, b) => b.similarity - a.similarity)
    .slice(0, mostAlike);
  const rows = await ctx.db.read
    .selectFrom("idea")
    .innerJoin("member", "member.id", "idea.memberId")
    .select(["idea.id", "idea.number", "idea.title", "idea.text", "idea.stage", "member.name as authorName"])
    .where("idea.id", "in", [...found.map((one) => one.id), ""])
    .execute();
  return found.flatMap(({ id, similarity }) => {
    const row = rows.find((one) => one.id === id);
    if (!row) return [];
    const { text: theirs, id: ideaId, ...shown } = row;
    const shared = sharedWords(text, `${row.title} ${theirs}`);
    return [{ ...shown, ideaId, stage: row.stage as LikeIdea["stage"], similarity, shared }];
  });
}

export async function similarInCall(ctx: Ctx, callId: string, text: string): Promise<LikeIdea[]> {
  await ownCall(ctx.db.read, ctx, callId);
  return similarTo(ctx, callId, text);
}

/** Ideas that came from a thread, and the calls of its brand it could be one for. */
export async function ideasOfThread(ctx: Ctx, threadId: string) {
  const thread = await ctx.db.read
    .selectFrom("thread")
    .select(["brandId", "workspaceId"])
    .where("id", "=", threadId)
    .executeTakeFirst();
  if (!thread || thread.workspaceId !== ctx.actor.workspaceId)
    throw new DomainError("not_found", "There is no such thread.", {});
  assertBrand(ctx.actor, thread.brandId);
  const ideas = await ctx.db.read
    .selectFrom("idea")
    .innerJoin("call", "call.id", "idea.callId")
    .select(["idea.id as ideaId", "idea.title", "idea.callId", "call.question", "idea.stage"])
    .where("idea.threadId", "=", threadId)
    .orderBy("idea.number")
    .limit(50)
    .execute();
  const calls = await ctx.db.read
    .selectFrom("call")
    .select(["id as callId", "question"])
    .where("brandId", "=", thread.brandId)
    .where("state", "in", ["open", "deciding"])
    .orderBy("createdAt", "desc")
    .limit(50)
    .execute();
  return { ideas: ideas.map((one) => ({ ...one, stage: one.stage as LikeIdea["stage"] })), calls };
}

/** Topics of ideas, the most frequent first. */
export async function listTopics(ctx: Ctx, brand: string | undefined): Promise<{ topic: string; ideas: number }[]> {
  let query = ctx.db.read
    .selectFrom("idea")
    .innerJoin("brand", "brand.id", "idea.brandId")
    .select(["idea.topic", countOf.as("ideas")])
    .where("idea.workspaceId", "=", ctx.actor.workspaceId)
    .where("idea.topic", "is not", null);
  if (ctx.actor.brandIds) query = query.where("idea.brandId", "in", [...ctx.actor.brandIds, ""]);
  if (brand) query = query.where("brand.slug", "=", brand);
  const rows = await query.groupBy("idea.topic").orderBy("ideas", "desc").limit(100).execute();
  return rows.map((row) => ({ topic: row.topic ?? "", ideas: row.ideas }));
}
