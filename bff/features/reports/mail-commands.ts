import { type ReportMailRow, reportMailById } from "#bff/features/reports/schedule-queries.ts";
import type { App } from "#bff/platform/context.ts";
import type { Trx } from "#bff/platform/db/open.ts";
import { newId } from "#bff/platform/ids.ts";
import { inTransaction } from "#bff/platform/write.ts";

/** A report's mail taken out of the outbox to be sent now. */
export type ReportLetter = { mail: ReportMailRow; attempt: number };
export type ReportSent = { kind: "sent" | "wait" | "refused" | "unknown"; reason: string | null };

const interrupted = "Konak stopped while the mail was being handed over.";

/**
 * Takes a mail to be sent and marks it as under way. One that is under way already was left behind by a Konak that
 * stopped: nobody knows whether it went out, so a person decides.
 */
export function takeReportMail(app: App, mailId: string): Promise<ReportLetter | null> {
  return inTransaction(app, async (trx) => {
    const mail = await reportMailById(trx, mailId);
    if (!mail) return null;
    if (mail.state === "sending") {
      await settle(trx, app, { mail, attempt: mail.attempts }, { kind: "unknown", reason: interrupted }, null);
      return null;
    }
    if (mail.state !== "queued" && mail.state !== "waiting") return null;
    const attempt = mail.attempts + 1;
    await trx
      .updateTable("outbox")
      .set({ state: "sending", attempts: attempt })
      .where("id", "=", mail.outboxId)
      .execute();
    return { mail, attempt };
  });
}

/** Puts a mail that could not even be written back, as if it had not been taken. */
export const putReportMailBack = (app: App, { mail, attempt }: ReportLetter): Promise<unknown> =>
  app.db.write
    .updateTable("outbox")
    .set({ state: "queued", attempts: attempt - 1 })
    .where("id", "=", mail.outboxId)
    .where("state", "=", "sending")
    .execute();

/** Writes down what became of an attempt; `nextAt` is when a waiting mail is tried again. */
export async function settleReportMail(
  app: App,
  letter: ReportLetter,
  sent: ReportSent,
  nextAt: string | null,
): Promise<void> {
  await inTransaction(app, (trx) => settle(trx, app, letter, sent, nextAt));
  app.live.hint({ workspaceId: letter.mail.workspaceId, slice: "reports" });
}

const states = { sent: "sent", wait: "waiting", refused: "refused", unknown: "unknown" } as const;

async function settle(trx: Trx, app: App, letter: ReportLetter, sent: ReportSent, nextAt: string | null) {
  const at = app.clock.iso();
  const { outboxId, id: subjectId } = letter.mail;
  await trx
    .updateTable("outbox")
    .set({ state: states[sent.kind], nextAt: nextAt ?? at })
    .where("id", "=", outboxId)
    .execute();
  await trx
    .insertInto("delivery")
    .values({
      ...{ id: newId(), outboxId, subjectId, attempt: letter.attempt, at, outcome: sent.kind },
      detail: sent.reason?.slice(0, 500) ?? null,
    })
    .execute();
}
