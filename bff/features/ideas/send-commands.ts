import { listen } from "#bff/features/ideas/call-commands.ts";
import { countToTell, ownLetter, queueMail } from "#bff/features/ideas/letter-commands.ts";
import { getThread } from "#bff/features/inbox/thread-queries.ts";
import { queueReply } from "#bff/features/replies/commands.ts";
import { assertMay, type Ctx } from "#bff/platform/context.ts";
import { write } from "#bff/platform/write.ts";
import { DomainError } from "#shared/errors.ts";
import { likeness, sameFrom, traitsOf } from "#shared/ideas/alike.ts";
import { reasonCheck } from "#shared/ideas/reason.ts";
import { graphemeLength } from "#shared/text.ts";

type Text = { id: string; text: string };
type Found = Awaited<ReturnType<typeof lettersOf>>[number];
type Result = { sent: number; notSent: { id: string; code: string; message: string }[] };

async function lettersOf(ctx: Ctx, texts: Text[]) {
  const rows = await ctx.db.read
    .selectFrom("idea_letter")
    .innerJoin("idea", "idea.id", "idea_letter.ideaId")
    .leftJoin("message", "message.id", "idea.messageId")
    .selectAll("idea_letter")
    .select(["idea.brandId", "idea.text as said", "idea.lang as saidIn", "message.externalId as parentExternalId"])
    .where(
      "idea_letter.id",
      "in",
      texts.map((one) => one.id),
    )
    .where("idea_letter.workspaceId", "=", ctx.actor.workspaceId)
    .execute();
  const mine = rows.filter((row) => !ctx.actor.brandIds || ctx.actor.brandIds.includes(row.brandId));
  if (mine.length !== new Set(texts.map((one) => one.id)).size)
    throw new DomainError("not_found", "There is no such letter here.", {});
  const words = new Map(texts.map((one) => [one.id, one.text]));
  return mine.map((row) => ({ ...row, text: words.get(row.id) ?? row.text }));
}

/**
 * Sends letters off, each with its own words. Letters to different people that read alike, and outcomes that take up
 * nothing of the idea, are asked about first. One that cannot leave is named; the others leave all the same.
 */
export async function sendLetters(ctx: Ctx, input: { letters: Text[]; confirm: boolean }): Promise<Result> {
  assertMay(ctx.actor, "call.tell");
  const letters = await lettersOf(ctx, input.letters);
  if (!input.confirm) askFirst(letters);
  const result: Result = { sent: 0, notSent: [] };
  for (const letter of letters)
    try {
      if (letter.state !== "draft" && letter.state !== "failed") continue;
      if (letter.way === "reply") await sendReplyLetter(ctx, letter);
      else await sendMailLetter(ctx, letter);
      result.sent++;
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      result.notSent.push({ id: letter.id, code: error.code, message: error.message });
    }
  return result;
}

function askFirst(letters: Found[]): void {
  const traits = letters.map((letter) => ({ letter, traits: traitsOf(letter.text) }));
  const alike = traits.flatMap(({ letter, traits: own }, at) =>
    traits
      .slice(at + 1)
      .filter((other) => other.letter.memberId !== letter.memberId && likeness(own, other.traits) >= sameFrom)
      .map((other) => ({ id: letter.id, otherId: other.letter.id, similarity: likeness(own, other.traits) })),
  );
  const echoes = letters
    .filter((one) => one.kind === "outcome" && one.lang === (one.saidIn ?? one.lang).split("-")[0])
    .filter((one) => reasonCheck(one.text, { text: one.said, lang: one.lang }).echoes === false)
    .map((one) => one.id);
  if (alike.length > 0 || echoes.length > 0)
    throw new DomainError("needs_confirmation", "Some of these letters read alike or take up nothing of the idea.", {
      alike: alike.slice(0, 50),
      echoes,
    });
}

/** A letter on a thread leaves as a reply of the thread, by the same outbox; the key makes a second click the first. */
async function sendReplyLetter(ctx: Ctx, letter: Found): Promise<void> {
  const thread = await getThread(ctx, letter.threadId ?? "");
  if (thread.deletedAt) throw new DomainError("gone", "The thread was deleted meanwhile.", {});
  if (!thread.canSend) throw new DomainError("not_allowed", "Nothing can be sent on this channel.", {});
  const length = graphemeLength(letter.text);
  if (length > thread.replyLimit)
    throw new DomainError("too_long", `The network takes ${thread.replyLimit} characters; this letter has ${length}.`, {
      limit: thread.replyLimit,
      length,
    });
  const reply = await queueReply(
    ctx,
    {
      threadId: letter.threadId ?? "",
      text: letter.text,
      templateId: null,
      lang: letter.lang,
      parentExternalId: letter.parentExternalId,
      overrideReason: null,
      thenDone: false,
      // A failed reply is over; the letter after it is another one.
      idempotencyKey: `idea-letter:${letter.id}:${letter.replyId ?? "first"}`,
    },
    [],
  );
  await settleQueued(ctx, letter, { replyId: reply.id });
}

async function sendMailLetter(ctx: Ctx, letter: Found): Promise<void> {
  await settleQueued(ctx, letter, {});
}

async function settleQueued(ctx: Ctx, { id, callId, text, way }: Found, more: { replyId?: string }): Promise<void> {
  await write(ctx, "call.tell", `letter:${id}`, async (trx, audit) => {
    const letter = await ownLetter(trx, ctx, id);
    if (letter.state !== "draft" && letter.state !== "failed") return;
    const at = ctx.clock.iso();
    audit({ ideaId: letter.ideaId, kind: letter.kind, way });
    await trx
      .updateTable("idea_letter")
      .set({ state: "queued", text, reason: null, ...more })
      .where("id", "=", id)
      .execute();
    if (way === "mail") {
      await trx
        .updateTable("outbox")
        .set({ state: "queued", nextAt: at })
        .where("subjectId", "=", id)
        .where("kind", "=", "idea_letter")
        .execute();
      await queueMail(trx, id, at);
    }
    await countToTell(trx, letter.ideaId);
    await listen(trx, callId, at);
  });
}
