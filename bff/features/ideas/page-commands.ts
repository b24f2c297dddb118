import { tellIdea } from "#bff/features/ideas/event-commands.ts";
import { answerMerge, recount } from "#bff/features/ideas/merge-commands.ts";
import { forgetPagePerson, keepPagePerson } from "#bff/features/ideas/page-people-commands.ts";
import { sentBefore } from "#bff/features/ideas/page-queries.ts";
import { type CallFound, ideaById, stateOfCall } from "#bff/features/ideas/queries.ts";
import { keepSuspicion, longestIdea, type Taken, takeIdea } from "#bff/features/ideas/take-commands.ts";
import { type App, asKonak } from "#bff/platform/context.ts";
import { inTransaction } from "#bff/platform/write.ts";
import { DomainError } from "#shared/errors.ts";

export type PageIdea = {
  text: string;
  name: string;
  mail: string | null;
  lang: string;
  /** the language the form was in, which is the one to write back in */
  pageLang: string;
  mayName: boolean;
  mayMerge: boolean;
  visitor: string;
};

const open = (app: App, call: CallFound): void => {
  const state = stateOfCall(call, app.clock.iso());
  if (state !== "open") throw new DomainError("too_late", "The call takes nothing more.", { state });
};

/** Takes an idea written on the call's page; the same words from the same visitor are the idea they sent before. */
export async function takePageIdea(app: App, call: CallFound, idea: PageIdea): Promise<Taken> {
  open(app, call);
  const taken = await inTransaction(app, async (trx) => {
    const { workspaceId } = call;
    const { visitor, name, mail, pageLang } = idea;
    const text = idea.text.slice(0, longestIdea).toWellFormed().trim();
    const before = await sentBefore(trx, call, visitor, text);
    if (before) return { kind: "already" as const, ideaId: before };
    const memberId = await keepPagePerson(trx, app, { workspaceId, visitor, name, mail, lang: pageLang });
    const at = app.clock.iso();
    const found = await takeIdea(app, trx, call, {
      memberId,
      source: "page",
      threadId: null,
      messageId: null,
      postId: null,
      text,
      lang: idea.lang,
      createdAt: at,
      mayName: idea.mayName ? "yes" : "no",
      mayMerge: idea.mayMerge ? "yes" : "no",
      userId: null,
      name,
      visitor,
    });
    if (found.kind === "suspected") await forgetPagePerson(trx, memberId, found.suspicionId);
    return found;
  });
  app.live.hint({ workspaceId: call.workspaceId, slice: "ideas" });
  app.wake();
  return taken;
}

/** What filled in the field nobody sees: one entry a call, counted. */
export async function keepTrapped(app: App, call: CallFound, text: string, name: string): Promise<void> {
  await inTransaction(app, async (trx) => {
    const at = app.clock.iso();
    const known = await trx
      .updateTable("idea_suspicion")
      .set((eb) => ({ count: eb("count", "+", 1), lastAt: at }))
      .where("callId", "=", call.id)
      .where("kind", "=", "trap")
      .where("settledAs", "is", null)
      .returning("id")
      .execute();
    if (known.length > 0) return;
    const what = { kind: "trap" as const, source: "page" as const, threadId: null, messageId: null };
    await keepSuspicion(trx, call, { ...what, text: text.slice(0, longestIdea).toWellFormed(), name }, at);
  });
}

/** One vote of a visitor on an idea: a second one takes the place of the first, `none` takes it away. */
export async function votePageIdea(
  app: App,
  call: CallFound,
  vote: { ideaId: string; visitor: string; value: "up" | "down" | "none" },
): Promise<void> {
  open(app, call);
  const { ideaId, visitor } = vote;
  await inTransaction(app, async (trx) => {
    const idea = await ideaById(trx, ideaId);
    if (idea?.callId !== call.id || idea.verdict)
      throw new DomainError("not_found", "There is no such idea to vote on.", {});
    if (vote.value === "none")
      await trx.deleteFrom("idea_vote").where("ideaId", "=", ideaId).where("visitor", "=", visitor).execute();
    else {
      const cast = { value: vote.value === "up" ? 1 : 0, at: app.clock.iso() };
      await trx
        .insertInto("idea_vote")
        .values({ ideaId, visitor, callId: call.id, ...cast })
        .onConflict((conflict) => conflict.columns(["ideaId", "visitor"]).doUpdateSet(cast))
        .execute();
    }
    await recount(trx, idea.mergedIntoId ?? idea.id);
  });
  app.live.hint({ workspaceId: call.workspaceId, slice: "ideas" });
}

/** Whether a visitor voted on a call before; those who did not are counted by their address. */
export async function hasVoted(app: App, callId: string, visitor: string): Promise<boolean> {
  const row = await app.db.read
    .selectFrom("idea_vote")
    .select("ideaId")
    .where("callId", "=", callId)
    .where("visitor", "=", visitor)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** An author answers a question, or says whether their idea may be joined with another, on their own page. */
export async function answerOnPage(
  app: App,
  call: CallFound,
  ideaId: string,
  said: { text: string } | { merge: "yes" | "no" },
): Promise<void> {
  if (call.state === "closed") throw new DomainError("too_late", "The call is closed.", {});
  await inTransaction(app, async (trx) => {
    const idea = await ideaById(trx, ideaId);
    if (idea?.callId !== call.id) throw new DomainError("not_found", "There is no such idea.", {});
    if ("merge" in said) return answerMerge(trx, asKonak(app, call.workspaceId), idea, said.merge, null);
    if (idea.waitsAuthor !== 1) return;
    const text = said.text.slice(0, 2000).toWellFormed();
    await tellIdea(trx, idea.id, "author_said", app.clock.iso(), null, { messageId: null, text });
  });
  app.live.hint({ workspaceId: call.workspaceId, slice: "ideas" });
}
