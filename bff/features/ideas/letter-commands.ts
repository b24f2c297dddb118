import { markAnswered, tellIdea } from "#bff/features/ideas/event-commands.ts";
import { newestReplies } from "#bff/features/ideas/letter-queries.ts";
import { briefOf, type CallFound, type IdeaFound } from "#bff/features/ideas/queries.ts";
import type { App, Ctx } from "#bff/platform/context.ts";
import type { Trx } from "#bff/platform/db/open.ts";
import { newId } from "#bff/platform/ids.ts";
import { enqueue } from "#bff/platform/jobs/queue.ts";
import { write } from "#bff/platform/write.ts";
import { DomainError } from "#shared/errors.ts";
import { type CallLanguage, callLanguages } from "#shared/ideas/brief.ts";
import { letterTexts } from "#shared/ideas/texts/letters.ts";

type Kind = "question" | "outcome" | "change" | "merge" | "thanks";
export type Addressed = Pick<
  IdeaFound,
  "id" | "callId" | "workspaceId" | "memberId" | "threadId" | "lang" | "authorName" | "title"
>;

/** The language a person is written to: their own when it is one of ours, else the call's. */
export const languageOf = (lang: string | null, call: Pick<CallFound, "lang">): CallLanguage => {
  const own = callLanguages.find((one) => one === lang?.split("-")[0]);
  return own ?? (call.lang as CallLanguage);
};

const mailOf = async (trx: Trx, memberId: string): Promise<string | null> =>
  (await trx.selectFrom("page_person").select("mail").where("memberId", "=", memberId).executeTakeFirst())?.mail ??
  null;

/**
 * Writes a letter to the author of an idea, to where they wrote: on a thread, by mail, or, for whoever left no address,
 * on the page of their idea. It waits for a person as a draft; `atOnce` sends off what does not stand in public.
 */
export async function writeLetter(
  trx: Trx,
  app: Pick<App, "clock">,
  idea: Addressed,
  letter: { kind: Kind; about: string; lang: string; text: string; atOnce: boolean },
): Promise<string | null> {
  const at = app.clock.iso();
  const toMail = idea.threadId ? null : await mailOf(trx, idea.memberId);
  const way = idea.threadId ? "reply" : toMail ? "mail" : "page";
  const leavesAs = { reply: "draft", mail: "queued", page: "shown" } as const;
  const state = letter.atOnce ? leavesAs[way] : "draft";
  const id = newId();
  const { kind, about, lang, text } = letter;
  const { numInsertedOrUpdatedRows = 0n } = await trx
    .insertInto("idea_letter")
    .values({
      ...{ id, workspaceId: idea.workspaceId, callId: idea.callId, ideaId: idea.id, memberId: idea.memberId },
      ...{ kind, about, way, state, threadId: idea.threadId, toMail, replyId: null, lang, text, reason: null },
      ...{ createdAt: at, sentAt: state === "shown" ? at : null },
    })
    .onConflict((conflict) => conflict.columns(["ideaId", "kind", "about"]).doNothing())
    .executeTakeFirst();
  if (numInsertedOrUpdatedRows === 0n) return null;
  if (state === "shown") await told(trx, idea.id, kind, at);
  if (state === "queued") await queueMail(trx, id, at);
  await countToTell(trx, idea.id);
  return id;
}

/** Puts a letter into the outbox as a mail, with the job that sends it. */
export async function queueMail(trx: Trx, letterId: string, at: string): Promise<void> {
  await trx
    .insertInto("outbox")
    .values({
      ...{ id: newId(), kind: "idea_letter", subjectId: letterId, idempotencyKey: `idea-letter:${letterId}` },
      ...{ state: "queued", attempts: 0, nextAt: at, createdAt: at },
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  await enqueue(trx, "idea.mail", { letterId }, { runAt: at, uniqueKey: `idea.mail:${letterId}` });
}

/** Somebody heard: it is their first answer, and it stands in the idea's history. */
export async function told(trx: Trx, ideaId: string, kind: string, at: string): Promise<void> {
  await markAnswered(trx, ideaId, at);
  await tellIdea(trx, ideaId, "told", at, null, { letter: kind });
}

/** Counts the people who still have to hear what was decided. */
export async function countToTell(trx: Trx, ideaId: string): Promise<void> {
  const rows = await trx
    .selectFrom("idea_letter")
    .select("id")
    .where("ideaId", "=", ideaId)
    .where("kind", "=", "outcome")
    .where("state", "in", ["draft", "failed", "unknown"])
    .execute();
  await trx.updateTable("idea").set({ toTell: rows.length }).where("id", "=", ideaId).execute();
}

/** Tells everybody with an idea in a call that its brief was changed, each in their language, once a version. */
export async function writeChangeLetters(trx: Trx, ctx: Ctx, call: CallFound, note: string): Promise<number> {
  const ideas = await trx
    .selectFrom("idea")
    .innerJoin("member", "member.id", "idea.memberId")
    .leftJoin("member_alias", "member_alias.memberId", "idea.memberId")
    .selectAll("idea")
    .select(["member.name as authorName", "member_alias.rootId"])
    .where("idea.callId", "=", call.id)
    .where("idea.verdict", "is", null)
    .orderBy("idea.number")
    .execute();
  const heard = new Set<string>();
  let letters = 0;
  for (const idea of ideas) {
    const person = idea.rootId ?? idea.memberId;
    if (heard.has(person)) continue;
    heard.add(person);
    const lang = languageOf(idea.lang, call);
    const said = { name: firstName(idea.authorName), title: idea.title, brand: call.brandName };
    const text = letterTexts[lang].changed({ ...said, question: briefOf(call).question, note });
    const letter = { kind: "change" as const, about: `version:${call.version}`, lang, text, atOnce: true };
    if (await writeLetter(trx, ctx, idea, letter)) letters++;
  }
  return letters;
}

export const firstName = (name: string): string => name.trim().split(/\s+/)[0] ?? name;

/** Leaves somebody without a letter, for a reason that is kept. */
export async function dropLetter(ctx: Ctx, input: { id: string; reason: string }): Promise<void> {
  await write(ctx, "call.tell", `letter:${input.id}`, async (trx, audit) => {
    const letter = await ownLetter(trx, ctx, input.id);
    if (!["draft", "failed", "unknown"].includes(letter.state))
      throw new DomainError("conflict", "The letter is not waiting.", { state: letter.state });
    audit({ ideaId: letter.ideaId, reason: input.reason });
    const dropped = { state: "dropped", reason: input.reason };
    await trx.updateTable("idea_letter").set(dropped).where("id", "=", letter.id).execute();
    await countToTell(trx, letter.ideaId);
  });
}

export async function ownLetter(trx: Trx, ctx: Ctx, letterId: string) {
  const letter = await trx
    .selectFrom("idea_letter")
    .innerJoin("idea", "idea.id", "idea_letter.ideaId")
    .selectAll("idea_letter")
    .select(["idea.brandId", "idea.messageId"])
    .where("idea_letter.id", "=", letterId)
    .where("idea_letter.workspaceId", "=", ctx.actor.workspaceId)
    .executeTakeFirst();
  if (!letter || (ctx.actor.brandIds && !ctx.actor.brandIds.includes(letter.brandId)))
    throw new DomainError("not_found", "There is no such letter here.", {});
  return letter;
}

const fates: Record<string, string> = { sent: "sent", failed: "failed", unknown: "unknown", cancelled: "draft" };

/** Brings home what became of the replies that carry letters. True while some are still on their way. */
export async function settleReplies(trx: Trx, callId: string, at: string): Promise<boolean> {
  const rows = await newestReplies(trx, callId);
  for (const row of rows) {
    const state = fates[row.status];
    if (!state || state === row.state) continue;
    const sentAt = state === "sent" ? (row.sentAt ?? at) : null;
    await trx.updateTable("idea_letter").set({ state, reason: row.reason, sentAt }).where("id", "=", row.id).execute();
    if (state === "sent") await told(trx, row.ideaId, row.kind, row.sentAt ?? at);
    await countToTell(trx, row.ideaId);
  }
  return rows.some((row) => !fates[row.status]);
}
