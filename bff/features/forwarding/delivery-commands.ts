import { copyCame } from "#bff/features/forwarding/copy-queries.ts";
import { mayReply, writeMail } from "#bff/features/forwarding/letter-queries.ts";
import { type ForwardRow, forwardById } from "#bff/features/forwarding/queries.ts";
import type { App } from "#bff/platform/context.ts";
import type { Trx } from "#bff/platform/db/open.ts";
import { newId } from "#bff/platform/ids.ts";
import type { Mail } from "#bff/platform/mail.ts";
import { inTransaction } from "#bff/platform/write.ts";

/** A mail taken out of the outbox to be sent now. */
export type Letter = { forward: ForwardRow; mail: Mail; outboxId: string; subjectId: string; attempt: number };
export type Sent = { kind: "sent" | "wait" | "refused" | "unknown"; reason: string | null };

const interrupted = "Konak stopped while the mail was being handed over.";
const copyAwaited = "Its copy has not come into the mailbox for replies yet; when it does, this settles itself.";
/** Why a mail that was in doubt is known to have gone out. */
export const copyArrived = "A copy of the mail lies in the mailbox for replies.";

/** What is said of a mail that was being handed over when Konak stopped. */
export const doubtOf = (app: App): Sent => ({
  kind: "unknown",
  reason: mayReply(app) ? `${interrupted} ${copyAwaited}` : interrupted,
});

/**
 * Takes a mail to be sent. One that was taken before and not yet handed over is taken again; one that was being handed
 * over when Konak stopped may or may not have gone out, so a person decides.
 */
export function takeLetter(app: App, forwardId: string): Promise<Letter | null> {
  return inTransaction(app, async (trx) => {
    const forward = await forwardById(trx, forwardId);
    if (!forward?.outboxId || forward.state !== "sent") return null;
    const letter = { forward, outboxId: forward.outboxId, subjectId: forward.id };
    if (forward.outboxState === "sending") {
      const attempt = forward.attempts ?? 1;
      await settleRows(trx, app, { ...letter, attempt }, doubtOf(app), null);
      return null;
    }
    if (!["queued", "waiting", "taken"].includes(forward.outboxState ?? "")) return null;
    const attempt = (forward.attempts ?? 0) + 1;
    await takeRow(trx, forward.outboxId, attempt);
    return { ...letter, attempt, mail: await writeMail(trx, app, forward) };
  });
}

export const takeRow = (trx: Trx, outboxId: string, attempt: number) =>
  trx.updateTable("outbox").set({ state: "taken", attempts: attempt }).where("id", "=", outboxId).execute();

/** Writes down that the words of a letter leave now: from here on a crash leaves it in doubt. */
export async function handOver(app: App, outboxId: string): Promise<void> {
  await app.db.write.updateTable("outbox").set({ state: "sending" }).where("id", "=", outboxId).execute();
}

type Settled = { forward: ForwardRow; outboxId: string; subjectId: string; attempt: number };

/** Writes down what became of an attempt; `nextAt` is when a waiting mail is tried again. */
export async function settleLetter(app: App, letter: Settled, outcome: Sent, nextAt: string | null): Promise<void> {
  await inTransaction(app, (trx) => settleRows(trx, app, letter, outcome, nextAt));
  app.live.hint({ workspaceId: letter.forward.workspaceId, slice: "forwarding" });
  app.live.hint({ workspaceId: letter.forward.workspaceId, slice: "inbox" });
}

/**
 * Waits until nobody else is settling this mail, then says what is known of it. On PostgreSQL a copy may come while a
 * doubt is being written down: one after the other, the later of the two sees the earlier.
 */
export async function lockRow(trx: Trx, outboxId: string): Promise<string | undefined> {
  const row = await trx
    .updateTable("outbox")
    .set((eb) => ({ state: eb.ref("state") }))
    .where("id", "=", outboxId)
    .returning("state")
    .executeTakeFirst();
  return row?.state;
}

const outboxStates = { sent: "sent", wait: "waiting", refused: "refused", unknown: "unknown" } as const;

export async function settleRows(
  trx: Trx,
  app: App,
  letter: Settled,
  told: Sent,
  nextAt: string | null,
): Promise<void> {
  const at = app.clock.iso();
  const { outboxId, subjectId, attempt, forward } = letter;
  await lockRow(trx, outboxId);
  const outcome: Sent =
    told.kind === "unknown" && (await copyCame(trx, app, letter)) ? { kind: "sent", reason: copyArrived } : told;
  await trx
    .updateTable("outbox")
    .set({ state: outboxStates[outcome.kind], nextAt: nextAt ?? at })
    .where("id", "=", outboxId)
    .execute();
  const detail = outcome.reason?.slice(0, 500) ?? null;
  await trx
    .insertInto("delivery")
    .values({ id: newId(), outboxId, subjectId, attempt, at, outcome: outcome.kind, detail })
    .execute();
  // A reminder that did not arrive is no reason to call the question undelivered.
  if (subjectId === forward.id && (outcome.kind === "refused" || outcome.kind === "unknown"))
    await trx
      .updateTable("forward")
      .set({ state: "failed" })
      .where("id", "=", forward.id)
      .where("state", "=", "sent")
      .execute();
}
