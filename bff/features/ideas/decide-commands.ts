import { tellIdea } from "#bff/features/ideas/event-commands.ts";
import {
  type Addressed,
  countToTell,
  firstName,
  languageOf,
  writeLetter,
} from "#bff/features/ideas/letter-commands.ts";
import { type CallFound, callById, type IdeaFound, joinedTo, ownIdea } from "#bff/features/ideas/queries.ts";
import type { Ctx } from "#bff/platform/context.ts";
import type { Trx } from "#bff/platform/db/open.ts";
import { write } from "#bff/platform/write.ts";
import { DomainError } from "#shared/errors.ts";
import { reasonCheck } from "#shared/ideas/reason.ts";
import type { DecideInput } from "#shared/ideas/schema.ts";
import { letterTexts } from "#shared/ideas/texts/letters.ts";
import { loadDetector } from "#shared/replies/language.ts";

/**
 * Decides an idea. Declining needs a reason that takes up the idea's words; each person whose idea it is or was joined
 * into it gets a letter of their own, which waits for a person to send.
 */
export async function decideIdea(ctx: Ctx, input: DecideInput): Promise<{ letters: number }> {
  const detect = await loadDetector();
  return write(ctx, "idea.decide", `idea:${input.ideaId}`, async (trx, audit) => {
    const idea = await ownIdea(trx, ctx, input.ideaId);
    const call = await openForWork(trx, idea.callId);
    if (idea.mergedIntoId)
      throw new DomainError("conflict", "The idea was merged; decide the one it is part of.", { state: "merged" });
    if (idea.verdict) throw new DomainError("conflict", "The idea is decided already.", { state: idea.verdict });
    const joined = await joinedTo(trx, idea.id);
    const reasonLang = detect(input.reason)?.lang ?? null;
    const check = judge(input.reason, [idea, ...joined], reasonLang);
    if (input.verdict === "declined" && !check.ok)
      throw new DomainError("reason_empty", "The reason does not answer the idea.", { ...check, ok: undefined });
    if (!input.reason) throw new DomainError("invalid_input", "A decision needs its words.", { field: "reason" });
    audit({ verdict: input.verdict, people: 1 + joined.length });
    const at = ctx.clock.iso();
    await trx
      .updateTable("idea")
      .set({
        reason: input.reason,
        outcome: input.outcome || null,
        decidedBy: ctx.actor.userId,
        echoes: check.echoes === null ? null : check.echoes ? 1 : 0,
      })
      .where("id", "=", idea.id)
      .execute();
    const about = await tellIdea(trx, idea.id, input.verdict, at, ctx.actor.userId, { reason: input.reason });
    let letters = 0;
    for (const one of [idea, ...joined])
      if (await tellOutcome(trx, ctx, call, { idea: one, of: idea, ...input }, about)) letters++;
    for (const one of joined) await trx.updateTable("idea").set({ decidedAt: at }).where("id", "=", one.id).execute();
    return { letters };
  });
}

// Ideas merged into one may be in the reason's language though the first is not.
function judge(
  reason: string,
  ideas: { text: string; title: string; lang: string | null }[],
  reasonLang: string | null,
) {
  const [first] = ideas;
  const text = (one: { title: string; text: string }) => `${one.title} ${one.text}`;
  const same = ideas.filter((one) => one.lang?.split("-")[0] === reasonLang).map(text);
  const own = { text: first ? text(first) : "", lang: first?.lang?.split("-")[0] ?? null };
  return reasonCheck(reason, own, reasonLang ?? own.lang, same.length > 0 ? same.join(" ") : null);
}

type Outcome = {
  idea: Addressed;
  of: Pick<IdeaFound, "id" | "title">;
  verdict: "adopted" | "declined";
  reason: string;
  outcome: string;
};

/** Writes one person the outcome, about their own idea, joined or not. */
export async function tellOutcome(
  trx: Trx,
  ctx: Ctx,
  call: CallFound,
  { idea, of, verdict, reason, outcome }: Outcome,
  about: string,
): Promise<string | null> {
  const lang = languageOf(idea.lang, call);
  const texts = letterTexts[lang];
  const said = { name: firstName(idea.authorName), title: idea.title, brand: call.brandName };
  const told =
    verdict === "adopted" ? texts.adopted({ ...said, outcome, reason }) : texts.declined({ ...said, reason });
  const text = idea.id === of.id ? told : `${told} ${texts.joined({ ...said, into: of.title })}`;
  return writeLetter(trx, ctx, idea, { kind: "outcome", about: `decision:${about}`, lang, text, atOnce: false });
}

/** Work on ideas goes on until the call is closed. */
export async function openForWork(trx: Trx, callId: string): Promise<CallFound> {
  const call = await callById(trx, callId);
  if (!call) throw new DomainError("not_found", "There is no such call here.", {});
  if (call.state === "closed") throw new DomainError("conflict", "The call is closed.", { state: "closed" });
  return call;
}

/** Takes a decision back while nobody has heard of it; letters that wait are thrown away. */
export async function takeBackDecision(ctx: Ctx, ideaId: string): Promise<void> {
  await write(ctx, "idea.decide", `idea:${ideaId}`, async (trx, audit) => {
    const idea = await ownIdea(trx, ctx, ideaId);
    await openForWork(trx, idea.callId);
    if (!idea.verdict) throw new DomainError("conflict", "Nothing was decided.", { state: idea.stage });
    const joined = await joinedTo(trx, idea.id);
    const ids = [idea.id, ...joined.map((one) => one.id)];
    const letters = await trx
      .selectFrom("idea_letter")
      .select(["id", "state", "way"])
      .where("ideaId", "in", ids)
      .where("kind", "=", "outcome")
      .execute();
    if (letters.some((letter) => ["queued", "sent", "unknown"].includes(letter.state)))
      throw new DomainError("too_late", "Somebody has heard the decision already.", {});
    audit({ verdict: idea.verdict, takenBack: true });
    await trx
      .deleteFrom("idea_letter")
      .where("id", "in", [...letters.map((letter) => letter.id), ""])
      .execute();
    await trx
      .updateTable("idea")
      .set({ reason: null, outcome: null, decidedBy: null, echoes: null, decidedAt: null })
      .where("id", "in", ids)
      .execute();
    await tellIdea(trx, idea.id, "taken_back", ctx.clock.iso(), ctx.actor.userId);
    for (const id of ids) await countToTell(trx, id);
  });
}
