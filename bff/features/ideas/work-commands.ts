import { openForWork } from "#bff/features/ideas/decide-commands.ts";
import { tellIdea } from "#bff/features/ideas/event-commands.ts";
import { comparedOf, keepLikeness, recountAround, wordsToCompare } from "#bff/features/ideas/like-commands.ts";
import { answerMerge } from "#bff/features/ideas/merge-commands.ts";
import { briefOf, ownCall, ownIdea } from "#bff/features/ideas/queries.ts";
import { takeIdea } from "#bff/features/ideas/take-commands.ts";
import { getThread } from "#bff/features/inbox/thread-queries.ts";
import type { Ctx } from "#bff/platform/context.ts";
import type { Trx } from "#bff/platform/db/open.ts";
import { write } from "#bff/platform/write.ts";
import { DomainError } from "#shared/errors.ts";
import { traitsOf } from "#shared/ideas/alike.ts";
import type { IdeaStage } from "#shared/ideas/stage.ts";
import { fold } from "#shared/text.ts";

type AddInput = { callId: string; threadId: string; messageId: string | null; title: string; text: string | null };

/** Makes an idea of what somebody of the community said in a thread. The same message twice is one idea. */
export async function addIdea(ctx: Ctx, input: AddInput): Promise<{ ideaId: string }> {
  const thread = await getThread(ctx, input.threadId);
  return write(ctx, "idea.add", `call:${input.callId}`, async (trx, audit) => {
    const call = await ownCall(trx, ctx, input.callId);
    await openForWork(trx, call.id);
    if (!call.publishedAt) throw new DomainError("conflict", "A draft takes no ideas yet.", { state: "draft" });
    const message = await messageOf(trx, input.threadId, thread.member.id, input.messageId);
    if (message.brandId !== call.brandId)
      throw new DomainError("invalid_input", "The thread belongs to another brand.", { field: "threadId" });
    const idea = {
      memberId: message.memberId,
      source: "hand" as const,
      threadId: input.threadId,
      messageId: message.id,
      postId: message.postId,
      title: input.title,
      text: input.text ?? message.text,
      lang: message.lang,
      createdAt: message.sentAt,
      mayName: "unknown" as const,
      mayMerge: "unknown" as const,
      userId: ctx.actor.userId,
      name: message.name,
    };
    const taken = await takeIdea(ctx, trx, call, idea, true);
    if (taken.kind === "suspected") throw new DomainError("unexpected", "A trusted idea was suspected.", {});
    audit({ ideaId: taken.ideaId, threadId: input.threadId });
    return { ideaId: taken.ideaId };
  });
}

// Others speak in a thread too: without a message named, it is the newest of the person whose idea it is.
async function messageOf(trx: Trx, threadId: string, memberId: string, messageId: string | null) {
  const theirs = trx.selectFrom("identity").select("identity.id").where("identity.memberId", "=", memberId);
  let query = trx
    .selectFrom("message")
    .innerJoin("thread", "thread.id", "message.threadId")
    .leftJoin("identity", "identity.id", "message.identityId")
    .innerJoin("member", (join) =>
      join.on((eb) => eb("member.id", "=", eb.fn.coalesce("identity.memberId", "thread.memberId"))),
    )
    .select(["message.id", "message.text", "message.lang", "message.sentAt", "message.brandId"])
    .select(["thread.postId", "member.id as memberId", "member.name"])
    .where("message.threadId", "=", threadId)
    .where("message.author", "!=", "brand")
    .where("message.deletedAt", "is", null);
  query = messageId
    ? query.where("message.id", "=", messageId)
    : query.where((eb) => eb.or([eb("message.identityId", "in", theirs), eb("message.identityId", "is", null)]));
  const message = await query
    .orderBy("message.sentAt", "desc")
    .orderBy("message.seq", "desc")
    .limit(1)
    .executeTakeFirst();
  if (!message) throw new DomainError("not_found", "Nobody of the community said that here.", {});
  return message;
}

/** Keeps a new version of an idea; the old words stay readable. */
export async function editIdea(
  ctx: Ctx,
  input: { ideaId: string; title: string; text: string; version: number },
): Promise<{ version: number }> {
  return write(ctx, "idea.edit", `idea:${input.ideaId}`, async (trx, audit) => {
    const idea = await ownIdea(trx, ctx, input.ideaId);
    await openForWork(trx, idea.callId);
    if (idea.version !== input.version)
      throw new DomainError("conflict", "Somebody changed the idea meanwhile.", { version: idea.version });
    audit({ version: idea.version + 1 });
    const { title, text } = input;
    const words = { title, text };
    return { version: await newVersion(trx, ctx, idea, words, "team", ctx.actor.userId) };
  });
}

export async function newVersion(
  trx: Trx,
  app: Pick<Ctx, "db" | "clock">,
  idea: { id: string; callId: string; version: number },
  words: { title: string; text: string },
  by: "team" | "author",
  userId: string | null,
): Promise<number> {
  const at = app.clock.iso();
  const version = idea.version + 1;
  await trx
    .insertInto("idea_version")
    .values({ ideaId: idea.id, version, ...words, by, userId, at })
    .execute();
  await trx
    .updateTable("idea")
    .set({ ...words, version, folded: fold(`${words.title} ${words.text}`.slice(0, 2000)) })
    .where("id", "=", idea.id)
    .execute();
  await tellIdea(trx, idea.id, "version", at, userId, { version, by });
  await trx
    .deleteFrom("idea_like")
    .where((eb) => eb.or([eb("ideaId", "=", idea.id), eb("otherId", "=", idea.id)]))
    .where("apart", "=", 0)
    .execute();
  const traits = traitsOf(wordsToCompare(words));
  await keepLikeness(
    app.db.engine,
    trx,
    { id: idea.id, callId: idea.callId, traits },
    await comparedOf(trx, idea.callId),
  );
  await recountAround(trx, idea.id);
  return version;
}

/** Moves ideas to a stage; one that is decided stays where it is until that is taken back. */
export async function moveIdeas(ctx: Ctx, input: { ideaIds: string[]; to: IdeaStage }): Promise<{ moved: number }> {
  const subject = input.ideaIds.length === 1 ? `idea:${input.ideaIds[0]}` : `ideas:${input.ideaIds.length}`;
  return write(ctx, "idea.move", subject, async (trx, audit) => {
    let moved = 0;
    for (const ideaId of input.ideaIds) {
      const idea = await ownIdea(trx, ctx, ideaId);
      await openForWork(trx, idea.callId);
      if (idea.verdict || idea.mergedIntoId)
        throw new DomainError("conflict", "A decided or merged idea stays where it is.", { ideaId });
      if (idea.stage === input.to) continue;
      const detail = { from: idea.stage, to: input.to };
      await tellIdea(trx, ideaId, "moved", ctx.clock.iso(), ctx.actor.userId, detail);
      moved++;
    }
    audit({ to: input.to, moved });
    return { moved };
  });
}

/** Scores an idea by one criterion of its brief, 1 to 5; null takes the score back. Everybody has one score each. */
export async function scoreIdea(
  ctx: Ctx,
  input: { ideaId: string; criterion: string; value: number | null },
): Promise<void> {
  await write(ctx, "idea.score", `idea:${input.ideaId}`, async (trx, audit) => {
    const idea = await ownIdea(trx, ctx, input.ideaId);
    const call = await openForWork(trx, idea.callId);
    if (!briefOf(call).criteria.some((one) => one.key === input.criterion))
      throw new DomainError("invalid_input", "The brief has no such criterion.", { field: "criterion" });
    audit({ criterion: input.criterion, value: input.value });
    const key = { ideaId: idea.id, userId: ctx.actor.userId ?? "", criterion: input.criterion };
    if (input.value === null) {
      await trx
        .deleteFrom("idea_score")
        .where("ideaId", "=", key.ideaId)
        .where("userId", "=", key.userId)
        .where("criterion", "=", key.criterion)
        .execute();
      return;
    }
    const scored = { value: input.value, at: ctx.clock.iso() };
    await trx
      .insertInto("idea_score")
      .values({ ...key, ...scored, callId: idea.callId })
      .onConflict((conflict) => conflict.columns(["ideaId", "userId", "criterion"]).doUpdateSet(scored))
      .execute();
  });
}

/** Writes down whether the author may be named and whether the idea may be merged; a merge that waited is then done. */
export async function setCredit(
  ctx: Ctx,
  input: { ideaId: string; mayName?: "yes" | "no" | "unknown"; mayMerge?: "yes" | "no" | "unknown" },
): Promise<void> {
  await write(ctx, "idea.credit", `idea:${input.ideaId}`, async (trx, audit) => {
    const idea = await ownIdea(trx, ctx, input.ideaId);
    audit({ mayName: input.mayName ?? null, mayMerge: input.mayMerge ?? null });
    const at = ctx.clock.iso();
    if (input.mayName) {
      await trx.updateTable("idea").set({ mayName: input.mayName }).where("id", "=", idea.id).execute();
      await tellIdea(trx, idea.id, "credit", at, ctx.actor.userId, { mayName: input.mayName });
    }
    if (input.mayMerge === "yes" || input.mayMerge === "no")
      await answerMerge(trx, ctx, idea, input.mayMerge, ctx.actor.userId);
    else if (input.mayMerge)
      await trx.updateTable("idea").set({ mayMerge: "unknown" }).where("id", "=", idea.id).execute();
  });
}

export async function setTopic(ctx: Ctx, input: { ideaId: string; topic: string }): Promise<void> {
  await write(ctx, "idea.edit", `idea:${input.ideaId}`, async (trx, audit) => {
    const idea = await ownIdea(trx, ctx, input.ideaId);
    audit({ topic: input.topic });
    await trx
      .updateTable("idea")
      .set({ topic: input.topic || null })
      .where("id", "=", idea.id)
      .execute();
    await tellIdea(trx, idea.id, "topic", ctx.clock.iso(), ctx.actor.userId, { topic: input.topic });
  });
}

/** Ticks off that somebody was thanked or got their reward, or takes the tick away. */
export async function tick(
  ctx: Ctx,
  input: { ideaId: string; what: "thanked" | "rewarded"; on: boolean },
): Promise<void> {
  await write(ctx, "idea.credit", `idea:${input.ideaId}`, async (trx, audit) => {
    const idea = await ownIdea(trx, ctx, input.ideaId);
    audit({ [input.what]: input.on });
    const at = ctx.clock.iso();
    if (input.on) return void (await tellIdea(trx, idea.id, input.what, at, ctx.actor.userId));
    // The tick may stand on another idea of the same person.
    const ticked = await trx
      .selectFrom("idea")
      .select("id")
      .where("callId", "=", idea.callId)
      .where("memberId", "=", idea.memberId)
      .where(`${input.what}At`, "is not", null)
      .execute();
    for (const { id } of ticked) await tellIdea(trx, id, `un${input.what}`, at, ctx.actor.userId);
  });
}
