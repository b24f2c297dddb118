import { quotesOf, readAlong } from "#bff/features/forwarding/along.ts";
import { type ForwardRow, forwardById, threadToForward, threadWords } from "#bff/features/forwarding/queries.ts";
import { forwardToken, messageIdOf } from "#bff/features/forwarding/token.ts";
import type { App } from "#bff/platform/context.ts";
import type { Trx } from "#bff/platform/db/open.ts";
import { newId } from "#bff/platform/ids.ts";
import type { Mail } from "#bff/platform/mail.ts";
import { inTransaction } from "#bff/platform/write.ts";
import { forwardMail } from "#shared/forwarding/mail.ts";
import { mailTexts } from "#shared/forwarding/texts/en.ts";

/** A mail taken out of the outbox to be sent now. */
export type Letter = { forward: ForwardRow; mail: Mail; attempt: number };
export type Sent = { kind: "sent" | "wait" | "refused" | "unknown"; reason: string | null };

const interrupted = "Konak stopped while the mail was being handed over.";

/**
 * Takes a mail to be sent and marks it as under way. One that is under way already was left behind by a Konak that
 * stopped: nobody knows whether it went out, so a person decides.
 */
export function takeLetter(app: App, forwardId: string): Promise<Letter | null> {
  return inTransaction(app, async (trx) => {
    const forward = await forwardById(trx, forwardId);
    if (!forward?.outboxId || forward.state !== "sent") return null;
    if (forward.outboxState === "sending") {
      await settleRows(trx, app, forward, forward.attempts ?? 1, { kind: "unknown", reason: interrupted }, null);
      return null;
    }
    if (forward.outboxState !== "queued" && forward.outboxState !== "waiting") return null;
    const attempt = (forward.attempts ?? 0) + 1;
    await trx
      .updateTable("outbox")
      .set({ state: "sending", attempts: attempt })
      .where("id", "=", forward.outboxId)
      .execute();
    return { forward, attempt, mail: await writeMail(trx, app, forward) };
  });
}

async function writeMail(trx: Trx, app: App, forward: ForwardRow): Promise<Mail> {
  const along = readAlong(forward.along);
  const thread = await threadToForward(trx, forward.threadId);
  const words = await threadWords(trx, forward.threadId);
  const body = forwardMail(
    {
      brandName: forward.brandName,
      timeZone: forward.timeZone,
      departmentName: forward.departmentName,
      personName: forward.personName ?? forward.brandName,
      toName: forward.toName,
      question: forward.question,
      quotes: quotesOf(words, forward.brandName, along),
      post: along.withPost && thread?.postText && !thread.postDeletedAt ? thread.postText : null,
      dueAt: forward.dueAt,
      expiresAt: forward.expiresAt,
      link: `${app.url}/answer/${forwardToken(app, forward.id)}`,
    },
    mailTexts,
  );
  return { to: forward.toMail, ...body, messageId: messageIdOf(app, forward.idempotencyKey ?? forward.id) };
}

/** Writes down what became of an attempt; `nextAt` is when a waiting mail is tried again. */
export async function settleLetter(app: App, letter: Letter, outcome: Sent, nextAt: string | null): Promise<void> {
  await inTransaction(app, (trx) => settleRows(trx, app, letter.forward, letter.attempt, outcome, nextAt));
  app.live.hint({ workspaceId: letter.forward.workspaceId, slice: "forwarding" });
  app.live.hint({ workspaceId: letter.forward.workspaceId, slice: "inbox" });
}

const outboxStates = { sent: "sent", wait: "waiting", refused: "refused", unknown: "unknown" } as const;

async function settleRows(
  trx: Trx,
  app: App,
  forward: ForwardRow,
  attempt: number,
  outcome: Sent,
  nextAt: string | null,
): Promise<void> {
  const at = app.clock.iso();
  const outboxId = forward.outboxId as string;
  await trx
    .updateTable("outbox")
    .set({ state: outboxStates[outcome.kind], nextAt: nextAt ?? at })
    .where("id", "=", outboxId)
    .execute();
  await trx
    .insertInto("delivery")
    .values({
      id: newId(),
      outboxId,
      subjectId: forward.id,
      attempt,
      at,
      outcome: outcome.kind,
      detail: outcome.reason?.slice(0, 500) ?? null,
    })
    .execute();
  if (outcome.kind === "refused" || outcome.kind === "unknown")
    await trx
      .updateTable("forward")
      .set({ state: "failed" })
      .where("id", "=", forward.id)
      .where("state", "=", "sent")
      .execute();
}
