import { lookOf } from "#bff/features/reports/look-queries.ts";
import {
  putReportMailBack,
  type ReportLetter,
  type ReportSent,
  settleReportMail,
  takeReportMail,
} from "#bff/features/reports/mail-commands.ts";
import { reportPdf } from "#bff/features/reports/pdf.ts";
import { getReport } from "#bff/features/reports/report.ts";
import { runSchedule } from "#bff/features/reports/schedule-commands.ts";
import { reportMessageId } from "#bff/features/reports/share-token.ts";
import { type App, asKonak } from "#bff/platform/context.ts";
import type { Handlers } from "#bff/platform/jobs/worker.ts";
import type { Mail } from "#bff/platform/mail.ts";
import { reportMail } from "#shared/reports/report-mail.ts";
import { MailLanguage } from "#shared/reports/sharing-schema.ts";
import { outTexts } from "#shared/reports/texts/out-texts.ts";

/** Reports that are due, and their mails on the way out. */
export function reportMailJobs(app: App): Handlers {
  return {
    "report.schedule": async ({ scheduleId }: { scheduleId: string }) => {
      const again = await runSchedule(app, scheduleId);
      return again === null ? undefined : { again };
    },
    "report.mail": ({ mailId }: { mailId: string }) => deliver(app, mailId),
  };
}

const mostAttempts = 24;

async function deliver(app: App, mailId: string): Promise<{ again: string } | undefined> {
  const letter = await takeReportMail(app, mailId);
  if (!letter) return;
  const outcome = await post(app, await written(app, letter));
  if (outcome.kind === "wait" && letter.attempt < mostAttempts) {
    const delay = Math.min(60_000 * 2 ** (letter.attempt - 1), 3_600_000);
    const again = new Date(app.clock.now().getTime() + delay).toISOString();
    await settleReportMail(app, letter, outcome, again);
    return { again };
  }
  await settleReportMail(app, letter, outcome.kind === "wait" ? { ...outcome, kind: "refused" } : outcome, null);
}

// A mail that cannot be written never left the house, so nobody has to wonder whether it arrived.
async function written(app: App, letter: ReportLetter): Promise<Mail> {
  try {
    return await writeMail(app, letter);
  } catch (error) {
    await putReportMailBack(app, letter);
    throw error;
  }
}

async function writeMail(app: App, { mail }: ReportLetter): Promise<Mail> {
  const { workspaceId, slug, dateFrom: from, dateTo: to } = mail;
  const report = await getReport(asKonak(app, workspaceId), { brand: slug, from, to });
  const language = MailLanguage.parse(mail.language);
  const withPdf = mail.withPdf === 1;
  const link = `${app.url}/reports?${new URLSearchParams({ brand: slug, from, to })}`;
  const person = mail.personName ?? "Konak";
  const body = reportMail({ report, link, person, attached: withPdf }, outTexts[language]);
  const look = withPdf ? await lookOf(app.db.read, mail.brandId) : null;
  const attachments = look && [
    {
      filename: `${slug}-${from}-${to}.pdf`,
      content: await reportPdf(report, { look, language }),
      contentType: "application/pdf",
    },
  ];
  return { to: mail.toMail, ...body, messageId: reportMessageId(app, mail.id), ...(attachments && { attachments }) };
}

// A folder that cannot be written throws before anything left the house, so it is tried again like a busy server.
async function post(app: App, mail: Mail): Promise<ReportSent> {
  const outcome = await app.mailer
    .send(mail)
    .catch((error: Error) => ({ kind: "wait" as const, until: "", reason: error.message }));
  if (outcome.kind === "ok") return { kind: "sent", reason: null };
  return { kind: outcome.kind === "reconnect" ? "refused" : outcome.kind, reason: outcome.reason };
}
