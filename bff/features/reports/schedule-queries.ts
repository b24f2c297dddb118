import { brandOf } from "#bff/features/reports/queries.ts";
import type { Ctx } from "#bff/platform/context.ts";
import type { Db, Trx } from "#bff/platform/db/open.ts";
import { MailLanguage, MailSent, type ScheduleView } from "#shared/reports/sharing-schema.ts";

const mostSchedules = 50;

/** The mails of a brand's reports, with what became of the newest one to each reader. */
export async function listSchedules(ctx: Ctx, slug: string): Promise<ScheduleView[]> {
  const brand = await brandOf(ctx, slug);
  const rows = await ctx.db.read
    .selectFrom("report_schedule as schedule")
    .leftJoin("user", "user.id", "schedule.userId")
    .selectAll("schedule")
    .select("user.name as createdBy")
    .where("brandId", "=", brand.id)
    .where("deletedAt", "is", null)
    .orderBy("schedule.createdAt", "desc")
    .limit(mostSchedules)
    .execute();
  return await Promise.all(
    rows.map(async (row) => ({
      ...{ id: row.id, on: row.onDay, hour: row.hour, timeZone: row.timeZone, nextAt: row.nextAt },
      every: row.every as ScheduleView["every"],
      language: MailLanguage.parse(row.language),
      recipients: JSON.parse(row.recipients) as string[],
      withPdf: row.withPdf === 1,
      paused: row.paused === 1,
      createdBy: row.createdBy ?? "",
      last: await lastSent(ctx.db.read, row.id),
    })),
  );
}

async function lastSent(db: Db["read"], scheduleId: string): Promise<MailSent[]> {
  const rows = await db
    .selectFrom("report_mail as mail")
    .innerJoin("outbox", "outbox.subjectId", "mail.id")
    .select(["mail.id", "mail.toMail as to", "mail.dateFrom as from", "mail.dateTo as until", "outbox.state"])
    .select((eb) => [
      "mail.createdAt",
      eb
        .selectFrom("delivery")
        .select("delivery.detail")
        .whereRef("delivery.outboxId", "=", "outbox.id")
        .orderBy("delivery.at", "desc")
        .orderBy("delivery.id", "desc")
        .limit(1)
        .as("reason"),
    ])
    .where("mail.scheduleId", "=", scheduleId)
    .orderBy("mail.createdAt", "desc")
    .orderBy("mail.id", "desc")
    .limit(40)
    .execute();
  const newest = rows.filter((row) => row.until === rows[0]?.until);
  return newest.map(({ createdAt: at, ...row }) => MailSent.parse({ ...row, at }));
}

export type ScheduleRow = NonNullable<Awaited<ReturnType<typeof scheduleById>>>;

/** A schedule that was not deleted, with its brand. */
export const scheduleById = (db: Db["read"] | Trx, id: string) =>
  db
    .selectFrom("report_schedule as schedule")
    .innerJoin("brand", "brand.id", "schedule.brandId")
    .leftJoin("user", "user.id", "schedule.userId")
    .selectAll("schedule")
    .select(["brand.slug", "brand.name as brandName", "brand.timeZone as brandZone", "user.name as personName"])
    .where("schedule.id", "=", id)
    .where("schedule.deletedAt", "is", null)
    .executeTakeFirst();

export type ReportMailRow = NonNullable<Awaited<ReturnType<typeof reportMailById>>>;

/** A mail with its place in the outbox and the schedule it came from, deleted or not. */
export const reportMailById = (db: Db["read"] | Trx, id: string) =>
  db
    .selectFrom("report_mail as mail")
    .innerJoin("report_schedule as schedule", "schedule.id", "mail.scheduleId")
    .innerJoin("brand", "brand.id", "schedule.brandId")
    .innerJoin("outbox", "outbox.subjectId", "mail.id")
    .leftJoin("user", "user.id", "schedule.userId")
    .select(["mail.id", "mail.workspaceId", "mail.dateFrom", "mail.dateTo", "mail.toMail", "schedule.brandId"])
    .select(["schedule.language", "schedule.withPdf", "schedule.every", "brand.slug", "brand.name as brandName"])
    .select(["outbox.id as outboxId", "outbox.state", "outbox.attempts", "user.name as personName"])
    .where("mail.id", "=", id)
    .executeTakeFirst();
