import { openForWork, tellOutcome } from "#bff/features/ideas/decide-commands.ts";
import { tellIdea } from "#bff/features/ideas/event-commands.ts";
import { firstName, languageOf, writeLetter } from "#bff/features/ideas/letter-commands.ts";
import { countAlike, recountAround } from "#bff/features/ideas/like-commands.ts";
import { briefOf, type IdeaFound, ideaById, joinedTo, ownIdea } from "#bff/features/ideas/queries.ts";
import type { Ctx } from "#bff/platform/context.ts";
import type { Trx } from "#bff/platform/db/open.ts";
import { write } from "#bff/platform/write.ts";
import { DomainError } from "#shared/errors.ts";
import { letterTexts } from "#shared/ideas/texts/letters.ts";

/**
 * Merges an idea into another of its call, as the call promised: at once, or after its author agreed, or never. Authors
 * keep their names, votes stay with the idea they were given to and count once a visitor.
 */
export async function mergeIdea(
  ctx: Ctx,
  input: { ideaId: string; intoId: string },
): Promise<{ state: "merged" | "asked" }> {
  return write(ctx, "idea.merge", `idea:${input.ideaId}`, async (trx, audit) => {
    const [idea, into] = [await ownIdea(trx, ctx, input.ideaId), await ownIdea(trx, ctx, input.intoId)];
    const call = await openForWork(trx, idea.callId);
    assertPair(idea, into);
    const { merging } = briefOf(call);
    if (merging === "never" || idea.mayMerge === "no")
      throw new DomainError("not_allowed", "Its author was promised that it stays apart.", { merging });
    const agreed = merging === "together" || idea.mayMerge === "yes";
    audit({ into: into.id, agreed });
    if (agreed) {
      await mergeNow(trx, ctx, idea, into, ctx.actor.userId);
      return { state: "merged" };
    }
    const lang = languageOf(idea.lang, call);
    const said = { name: firstName(idea.authorName), title: idea.title, brand: call.brandName };
    const text = letterTexts[lang].mayWeMerge({ ...said, other: into.title, by: into.authorName });
    await writeLetter(trx, ctx, idea, { kind: "merge", about: `merge:${into.id}`, lang, text, atOnce: true });
    await tellIdea(trx, idea.id, "merge_asked", ctx.clock.iso(), ctx.actor.userId, { into: into.id });
    return { state: "asked" };
  });
}

function assertPair(idea: IdeaFound, into: IdeaFound): void {
  const wrong =
    idea.id === into.id
      ? "An idea cannot be merged into itself."
      : idea.callId !== into.callId
        ? "Ideas of two calls stay apart."
        : into.mergedIntoId || idea.mergedIntoId
          ? "One of the two was merged already."
          : idea.verdict
            ? "The idea is decided already."
            : null;
  if (wrong) throw new DomainError("conflict", wrong, {});
}

/** Merges, with everything that was merged into the idea before; those come along and go back with it. */
export async function mergeNow(
  trx: Trx,
  ctx: Pick<Ctx, "clock" | "actor">,
  idea: IdeaFound,
  into: IdeaFound,
  userId: string | null,
): Promise<void> {
  const at = ctx.clock.iso();
  const children = await joinedTo(trx, idea.id);
  await tellIdea(trx, idea.id, "merged", at, userId, { into: into.id });
  for (const child of children) await tellIdea(trx, child.id, "merged", at, userId, { into: into.id, via: idea.id });
  await recount(trx, idea.id);
  await recount(trx, into.id);
  await recountAround(trx, idea.id);
  if (!into.verdict) return;
  // What was decided already is theirs as well.
  const call = await openForWork(trx, idea.callId);
  const event = await trx
    .selectFrom("idea_event")
    .select("id")
    .where("ideaId", "=", into.id)
    .where("kind", "=", into.verdict as "adopted")
    .orderBy("id", "desc")
    .limit(1)
    .executeTakeFirstOrThrow();
  const decision = { verdict: into.verdict as "adopted", reason: into.reason ?? "", outcome: into.outcome ?? "" };
  for (const one of [idea, ...children]) {
    await tellOutcome(trx, ctx as Ctx, call, { idea: one, of: into, ...decision }, event.id);
    await trx.updateTable("idea").set({ decidedAt: at }).where("id", "=", one.id).execute();
  }
}

/** Takes a merged idea out again, with what had come along; every vote is where it was. */
export async function unmergeIdea(ctx: Ctx, ideaId: string): Promise<void> {
  await write(ctx, "idea.merge", `idea:${ideaId}`, async (trx, audit) => {
    const idea = await ownIdea(trx, ctx, ideaId);
    await openForWork(trx, idea.callId);
    const rootId = idea.mergedIntoId;
    if (!rootId) throw new DomainError("conflict", "The idea is not merged.", {});
    audit({ from: rootId });
    const at = ctx.clock.iso();
    const { userId } = ctx.actor;
    await tellIdea(trx, idea.id, "unmerged", at, userId, { from: rootId });
    await trx.updateTable("idea").set({ decidedAt: null }).where("id", "=", idea.id).execute();
    for (const other of await joinedTo(trx, rootId))
      if ((await cameVia(trx, other.id)) === idea.id)
        await tellIdea(trx, other.id, "merged", at, userId, { into: idea.id });
    await recount(trx, idea.id);
    await recount(trx, rootId);
    await recountAround(trx, idea.id);
  });
}

async function cameVia(trx: Trx, ideaId: string): Promise<string | null> {
  const row = await trx
    .selectFrom("idea_event")
    .select("detail")
    .where("ideaId", "=", ideaId)
    .where("kind", "=", "merged")
    .orderBy("id", "desc")
    .limit(1)
    .executeTakeFirst();
  return row ? ((JSON.parse(row.detail) as { via?: string }).via ?? null) : null;
}

/** Counts an idea's votes together with those of the ideas merged into it, a visitor once, by their newest vote. */
export async function recount(trx: Trx, ideaId: string): Promise<void> {
  const joined = await joinedTo(trx, ideaId);
  const rows = await trx
    .selectFrom("idea_vote")
    .select(["visitor", "value"])
    .where("ideaId", "in", [ideaId, ...joined.map((one) => one.id)])
    .orderBy("at")
    .execute();
  const votes = new Map(rows.map((row) => [row.visitor, row.value]));
  const up = [...votes.values()].filter((value) => value === 1).length;
  await trx
    .updateTable("idea")
    .set({ up, votes: votes.size, joined: joined.length })
    .where("id", "=", ideaId)
    .execute();
}

/** Two look-alikes are none: they are not suggested again. */
export async function keepApart(ctx: Ctx, input: { ideaId: string; otherId: string }): Promise<void> {
  await write(ctx, "idea.merge", `idea:${input.ideaId}`, async (trx, audit) => {
    await ownIdea(trx, ctx, input.ideaId);
    audit({ apartFrom: input.otherId });
    const [ideaId = "", otherId = ""] = [input.ideaId, input.otherId].sort();
    await trx
      .updateTable("idea_like")
      .set({ apart: 1 })
      .where("ideaId", "=", ideaId)
      .where("otherId", "=", otherId)
      .execute();
    await countAlike(trx, [ideaId, otherId]);
  });
}

/** An author agreed or not; a merge that waited for it is done. */
export async function answerMerge(
  trx: Trx,
  ctx: Pick<Ctx, "clock" | "actor">,
  idea: IdeaFound,
  answer: "yes" | "no",
  userId: string | null,
): Promise<void> {
  const at = ctx.clock.iso();
  await trx.updateTable("idea").set({ mayMerge: answer }).where("id", "=", idea.id).execute();
  const asked = await trx
    .selectFrom("idea_event")
    .select(["kind", "detail"])
    .where("ideaId", "=", idea.id)
    .where("kind", "in", ["merge_asked", "merge_agreed", "merge_refused"])
    .orderBy("id", "desc")
    .limit(1)
    .executeTakeFirst();
  if (asked?.kind !== "merge_asked") return;
  await tellIdea(trx, idea.id, answer === "yes" ? "merge_agreed" : "merge_refused", at, userId);
  const into = await ideaById(trx, (JSON.parse(asked.detail) as { into: string }).into);
  if (answer === "no" || !into || into.mergedIntoId || idea.mergedIntoId || idea.verdict) return;
  await mergeNow(trx, ctx, { ...idea, mayMerge: "yes" }, into, userId);
}
