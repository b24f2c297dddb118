import { openForWork } from "#bff/features/ideas/decide-commands.ts";
import { tellIdea } from "#bff/features/ideas/event-commands.ts";
import { judgeLetters } from "#bff/features/ideas/judge-letters.ts";
import { languageOf, writeLetter } from "#bff/features/ideas/letter-commands.ts";
import { lettersOf, questionAsLetter } from "#bff/features/ideas/letter-queries.ts";
import { ownCall, ownIdea } from "#bff/features/ideas/queries.ts";
import { assertFits, sendJudged } from "#bff/features/ideas/send-commands.ts";
import type { Ctx } from "#bff/platform/context.ts";
import { write } from "#bff/platform/write.ts";
import { DomainError } from "#shared/errors.ts";
import { needsWord } from "#shared/ideas/letters.ts";

type Asked = { ideaId: string; text: string; overrideReason: string | null };

/**
 * Asks the author something where they wrote. The question passes the check a reply passes, and on a thread it leaves
 * by the outbox like any reply.
 */
export async function askAuthor(ctx: Ctx, input: Asked): Promise<{ letterId: string }> {
  const { text, overrideReason } = input;
  const found = await ownIdea(ctx.db.read, ctx, input.ideaId);
  const lang = languageOf(found.lang, await ownCall(ctx.db.read, ctx, found.callId));
  const asked = await questionAsLetter(ctx, found, { text, lang });
  assertFits(asked);
  const [reasons = { id: asked.id, warnings: [], echoes: null }] = await judgeLetters(ctx, [asked]);
  if (needsWord(reasons) && !overrideReason)
    throw new DomainError("needs_confirmation", "The question needs another word.", { letters: [reasons] });
  const letterId = await write(ctx, "idea.ask", `idea:${input.ideaId}`, async (trx, audit) => {
    const idea = await ownIdea(trx, ctx, input.ideaId);
    await openForWork(trx, idea.callId);
    if (idea.verdict) throw new DomainError("conflict", "The idea is decided already.", { state: idea.verdict });
    audit({ letters: 1 });
    const at = ctx.clock.iso();
    const about = await tellIdea(trx, idea.id, "asked", at, ctx.actor.userId, { question: text });
    const letter = { kind: "question" as const, about: `question:${about}`, lang };
    return (await writeLetter(trx, ctx, idea, { ...letter, text, atOnce: true })) ?? "";
  });
  const [letter] = await lettersOf(ctx, [{ id: letterId, text }]);
  // The question is a person's own words, so it does not wait for them a second time, nor is it judged again.
  if (letter?.way === "reply" && letter.state === "draft") await sendJudged(ctx, letter, reasons, overrideReason);
  return { letterId };
}
