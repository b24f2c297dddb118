import { listen } from "#bff/features/ideas/call-commands.ts";
import { judgeLetters, limitOf } from "#bff/features/ideas/judge-letters.ts";
import { countToTell, ownLetter, queueMail, told } from "#bff/features/ideas/letter-commands.ts";
import {
  type JudgedLetter,
  lettersOf,
  type WaitingLetter,
  waitingLetters,
} from "#bff/features/ideas/letter-queries.ts";
import { ownCall } from "#bff/features/ideas/queries.ts";
import { getThread } from "#bff/features/inbox/thread-queries.ts";
import { queueReply } from "#bff/features/replies/commands.ts";
import { assertMay, type Ctx } from "#bff/platform/context.ts";
import { write } from "#bff/platform/write.ts";
import { DomainError } from "#shared/errors.ts";
import { type LetterReasons, type LettersSent, type LetterWords, needsWord } from "#shared/ideas/letters.ts";
import type { Fired } from "#shared/replies/learning.ts";
import { graphemeLength } from "#shared/text.ts";

type Going = { letter: WaitingLetter; reasons: LetterReasons; fired: Fired[]; overrideReason: string | null };

/** What the check says about letters of a call, beside all others of it that wait. */
export async function checkCallLetters(
  ctx: Ctx,
  input: { callId: string; letters: Pick<LetterWords, "id" | "text">[] },
): Promise<LetterReasons[]> {
  await ownCall(ctx.db.read, ctx, input.callId);
  const words = new Map(input.letters.map((one) => [one.id, one.text]));
  const all = await waitingLetters(ctx, input.callId, [...words.keys()]);
  const among = all.map((letter) => ({ ...letter, text: words.get(letter.id) ?? letter.text }));
  const byId = new Map(among.map((letter) => [letter.id, letter]));
  return judgeLetters(
    ctx,
    [...words.keys()].flatMap((id) => byId.get(id) ?? []),
    among,
  );
}

/**
 * Sends letters off, each with its own words. Each passes the check a reply passes; those that need another word are
 * asked about first, and leave as they are only with a reason that is kept. One that cannot leave is named; the others
 * leave all the same, and one that somebody else had sent is counted apart.
 */
export async function sendLetters(
  ctx: Ctx,
  input: { letters: LetterWords[]; overrideReason: string | null },
): Promise<LettersSent> {
  assertMay(ctx.actor, "call.tell");
  const letters = await lettersOf(ctx, input.letters);
  const waiting = letters.filter((letter) => letter.state === "draft" || letter.state === "failed");
  const judged = new Map((await judgeLetters(ctx, waiting)).map((one) => [one.id, one]));
  const marked = [...judged.values()].filter(needsWord);
  if (marked.length > 0 && !input.overrideReason)
    throw new DomainError("needs_confirmation", "Some of these letters need another word.", { letters: marked });
  const result: LettersSent = { sent: 0, already: letters.length - waiting.length, notSent: [] };
  for (const letter of waiting) {
    const reasons = judged.get(letter.id) ?? { id: letter.id, warnings: [], echoes: null };
    const fired = input.letters.find((one) => one.id === letter.id)?.fired ?? [];
    try {
      if (await sendJudged(ctx, letter, reasons, input.overrideReason, fired)) result.sent++;
      else result.already++;
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      result.notSent.push({ id: letter.id, code: error.code, message: error.message });
    }
  }
  return result;
}

/** Sends one letter that was judged; the reason to send it all the same is kept where it needed one. */
export const sendJudged = (
  ctx: Ctx,
  letter: WaitingLetter,
  reasons: LetterReasons,
  overrideReason: string | null,
  fired: Fired[] = [],
): Promise<boolean> =>
  sendOne(ctx, { letter, reasons, fired, overrideReason: needsWord(reasons) ? overrideReason : null });

const sendOne = (ctx: Ctx, going: Going): Promise<boolean> =>
  going.letter.way === "reply" ? sendReplyLetter(ctx, going) : settleQueued(ctx, going.letter, {});

/** A letter on a thread leaves as a reply of the thread, by the same outbox; the key makes a second click the first. */
async function sendReplyLetter(ctx: Ctx, { letter, reasons, fired, overrideReason }: Going): Promise<boolean> {
  const thread = await getThread(ctx, letter.threadId ?? "");
  if (thread.deletedAt) throw new DomainError("gone", "The thread was deleted meanwhile.", {});
  if (!thread.canSend) throw new DomainError("not_allowed", "Nothing can be sent on this channel.", {});
  assertFits(letter);
  const reply = await queueReply(
    ctx,
    {
      threadId: letter.threadId ?? "",
      text: letter.text,
      templateId: null,
      lang: letter.lang,
      parentExternalId: letter.parentExternalId,
      overrideReason,
      thenDone: false,
      // A failed reply is over; the letter after it is another one.
      idempotencyKey: `idea-letter:${letter.id}:${letter.replyId ?? "first"}`,
      fired,
    },
    reasons.warnings,
  );
  return settleQueued(ctx, letter, { replyId: reply.id });
}

/** Refuses what the network would refuse, before anything is written. */
export function assertFits(letter: Pick<JudgedLetter, "way" | "network" | "text">): void {
  const limit = limitOf(letter);
  const length = letter.text.length > limit ? graphemeLength(letter.text) : 0;
  if (length <= limit) return;
  throw new DomainError("too_long", `The network takes ${limit} characters; this letter has ${length}.`, {
    limit,
    length,
  });
}

/** True when this click sent the letter, false when another one had. */
async function settleQueued(
  ctx: Ctx,
  { id, callId, text, way }: WaitingLetter,
  more: { replyId?: string },
): Promise<boolean> {
  return write(ctx, "call.tell", `letter:${id}`, async (trx, audit) => {
    const letter = await ownLetter(trx, ctx, id);
    const at = ctx.clock.iso();
    // Of two clicks at once the later finds nothing to change.
    const { numUpdatedRows } = await trx
      .updateTable("idea_letter")
      .set({ ...(way === "page" ? { state: "shown", sentAt: at } : { state: "queued" }), text, reason: null, ...more })
      .where("id", "=", id)
      .where("state", "in", ["draft", "failed"])
      .executeTakeFirst();
    if (numUpdatedRows === 0n) {
      audit({ ideaId: letter.ideaId, already: true });
      return false;
    }
    audit({ ideaId: letter.ideaId, kind: letter.kind, way });
    if (way === "mail") {
      await trx
        .updateTable("outbox")
        .set({ state: "queued", nextAt: at })
        .where("subjectId", "=", id)
        .where("kind", "=", "idea_letter")
        .execute();
      await queueMail(trx, id, at);
    }
    if (way === "page") await told(trx, letter.ideaId, letter.kind, at);
    await countToTell(trx, letter.ideaId);
    await listen(trx, callId, at);
    return true;
  });
}
