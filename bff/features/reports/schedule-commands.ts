import { brandOf } from "#bff/features/reports/queries.ts";
import { reportMailById, type ScheduleRow, scheduleById } from "#bff/features/reports/schedule-queries.ts";
import { type App, assertBrand, type Ctx } from "#bff/platform/context.ts";
import type { Trx } from "#bff/platform/db/open.ts";
import { newId } from "#bff/platform/ids.ts";
import { enqueue } from "#bff/platform/jobs/queue.ts";
import { inTransaction, write } from "#bff/platform/write.ts";
import { DomainError } from "#shared/errors.ts";
import { nextRun, periodAt, type Rhythm } from "#shared/reports/next-run.ts";
import type { ScheduleInput } from "#shared/reports/sharing-schema.ts";

const missing = (what: string) => new DomainError("not_found", `There is no such ${what} here.`, {});

/** Makes a mail at its hour or changes one; its next moment is counted from now. */
export async function saveSchedule(ctx: Ctx, input: ScheduleInput): Promise<{ id: string }> {
  const brand = await brandOf(ctx, input.brand);
  const id = input.id ?? newId();
  const { every, on, hour, timeZone, language } = input;
  const recipients = [...new Set(input.recipients)];
  const nextAt = nextRun({ every, on, hour, timeZone }, ctx.clock.iso());
  const change = { every, onDay: on, hour, timeZone, language, nextAt };
  const rest = { recipients: JSON.stringify(recipients), withPdf: Number(input.withPdf) };
  return await write(ctx, "report.schedule", `schedule:${id}`, async (trx, audit) => {
    audit({ brand: brand.slug, every, on, hour, timeZone, recipients });
    if (input.id) {
      const before = await ownSchedule(trx, ctx, id);
      if (before.brandId !== brand.id) throw missing("mail");
      await trx
        .updateTable("report_schedule")
        .set({ ...change, ...rest })
        .where("id", "=", id)
        .execute();
    } else
      await trx
        .insertInto("report_schedule")
        .values({
          ...{ id, workspaceId: ctx.actor.workspaceId, brandId: brand.id, userId: ctx.actor.userId ?? "" },
          ...{ ...change, ...rest, paused: 0, deletedAt: null, createdAt: ctx.clock.iso() },
        })
        .execute();
    await enqueueRun(trx, id, nextAt);
    return { id };
  });
}

/** Pauses a mail, or lets it go on from now: what fell into the pause is not sent later. */
export function pauseSchedule(ctx: Ctx, id: string, paused: boolean): Promise<void> {
  return write(ctx, "report.schedule", `schedule:${id}`, async (trx, audit) => {
    const row = await ownSchedule(trx, ctx, id);
    audit({ paused });
    const nextAt = nextRun(rhythmOf(row), ctx.clock.iso());
    await trx
      .updateTable("report_schedule")
      .set({ paused: Number(paused), nextAt })
      .where("id", "=", id)
      .execute();
    if (!paused) await enqueueRun(trx, id, nextAt);
  });
}

export function removeSchedule(ctx: Ctx, id: string): Promise<void> {
  return write(ctx, "report.schedule", `schedule:${id}`, async (trx, audit) => {
    await ownSchedule(trx, ctx, id);
    audit({ removed: true });
    await trx.updateTable("report_schedule").set({ deletedAt: ctx.clock.iso() }).where("id", "=", id).execute();
  });
}

/** Sends a mail once more that was refused, or of which nobody knows whether it arrived. A person decides that. */
export function resendReportMail(ctx: Ctx, mailId: string): Promise<void> {
  return write(ctx, "report.schedule", `report-mail:${mailId}`, async (trx, audit) => {
    const mail = await reportMailById(trx, mailId);
    if (mail?.workspaceId !== ctx.actor.workspaceId) throw missing("mail");
    assertBrand(ctx.actor, mail.brandId);
    if (mail.state !== "refused" && mail.state !== "unknown")
      throw new DomainError("conflict", "This mail is on its way or has arrived.", {});
    audit({ to: mail.toMail });
    const at = ctx.clock.iso();
    await trx.updateTable("outbox").set({ state: "queued", nextAt: at }).where("id", "=", mail.outboxId).execute();
    await enqueue(trx, "report.mail", { mailId }, { runAt: at, uniqueKey: `report.mail:${mailId}` });
  });
}

async function ownSchedule(trx: Trx, ctx: Ctx, id: string): Promise<ScheduleRow> {
  const row = await scheduleById(trx, id);
  if (row?.workspaceId !== ctx.actor.workspaceId) throw missing("mail");
  assertBrand(ctx.actor, row.brandId);
  return row;
}

const enqueueRun = (trx: Trx, scheduleId: string, runAt: string): Promise<void> =>
  enqueue(trx, "report.schedule", { scheduleId }, { runAt, uniqueKey: `report.schedule:${scheduleId}` });

const rhythmOf = (row: ScheduleRow): Rhythm => ({
  ...{ every: row.every as Rhythm["every"], on: row.onDay, hour: row.hour, timeZone: row.timeZone },
});

/** After a longer standstill only what came due in these last days is sent. */
const longestBehind = 35 * 86_400_000;

/**
 * Queues the mails of a schedule that came due, in one transaction with its next moment, so that a period is queued
 * once, whenever Konak stops. Returns when it has to be looked at again; null for one that is paused or gone.
 */
export function runSchedule(app: App, scheduleId: string): Promise<string | null> {
  return inTransaction(app, async (trx) => {
    const row = await scheduleById(trx, scheduleId);
    if (!row || row.paused) return null;
    const now = app.clock.now();
    if (row.nextAt > now.toISOString()) return row.nextAt;
    const oldest = new Date(now.getTime() - longestBehind).toISOString();
    const due = row.nextAt < oldest ? nextRun(rhythmOf(row), oldest) : row.nextAt;
    if (due <= now.toISOString()) await queueMails(trx, row, due, now.toISOString());
    const nextAt = nextRun(rhythmOf(row), due);
    await trx.updateTable("report_schedule").set({ nextAt }).where("id", "=", scheduleId).execute();
    return nextAt;
  });
}

async function queueMails(trx: Trx, row: ScheduleRow, due: string, at: string): Promise<void> {
  const { from, to } = periodAt(row.every as Rhythm["every"], due, row.brandZone);
  for (const toMail of JSON.parse(row.recipients) as string[]) {
    const idempotencyKey = `report:${row.id}:${to}:${toMail}`;
    const already = await trx
      .selectFrom("outbox")
      .select("id")
      .where("idempotencyKey", "=", idempotencyKey)
      .executeTakeFirst();
    if (already) continue;
    const [mailId, base] = [newId(), { createdAt: at }];
    await trx
      .insertInto("report_mail")
      .values({
        ...base,
        id: mailId,
        scheduleId: row.id,
        workspaceId: row.workspaceId,
        dateFrom: from,
        dateTo: to,
        toMail,
      })
      .execute();
    await trx
      .insertInto("outbox")
      .values({
        ...base,
        id: newId(),
        kind: "mail",
        subjectId: mailId,
        idempotencyKey,
        state: "queued",
        attempts: 0,
        nextAt: at,
      })
      .execute();
    await enqueue(trx, "report.mail", { mailId }, { runAt: at, uniqueKey: `report.mail:${mailId}` });
  }
}
