import type { Kysely } from "kysely";
import { createIndex, createTable, flag, id, maybe, number, ref, text } from "#bff/platform/db/migrations/ddl.ts";
import type { Engine } from "#bff/platform/db/open.ts";

/** How reports leave the house: links, mails at their hour, and how a brand's printed pages look. */
export async function sharing(db: Kysely<unknown>, _engine: Engine): Promise<void> {
  const mine = { id, workspaceId: text, brandId: ref("brand"), userId: text, createdAt: text };
  await createTable(db, "report_share", {
    ...mine,
    tokenHash: "text not null unique",
    filter: text,
    frozen: maybe,
    passwordHash: maybe,
    expiresAt: text,
    revokedAt: maybe,
    opened: flag,
    lastOpenedAt: maybe,
  });
  await createIndex(db, "report_share", ["brandId", "createdAt"]);
  await createTable(db, "report_schedule", {
    ...mine,
    every: text,
    onDay: number,
    hour: number,
    timeZone: text,
    language: text,
    recipients: text,
    withPdf: flag,
    paused: flag,
    nextAt: text,
    deletedAt: maybe,
  });
  await createIndex(db, "report_schedule", ["brandId", "createdAt"]);
  await createTable(
    db,
    "report_mail",
    {
      id,
      scheduleId: ref("report_schedule"),
      workspaceId: text,
      dateFrom: text,
      dateTo: text,
      toMail: text,
      createdAt: text,
    },
    ['unique ("scheduleId", "dateTo", "toMail")'],
  );
  await createTable(db, "brand_look", {
    brandId: 'text primary key references "brand"("id") on delete cascade',
    color: text,
    logo: maybe,
    logoType: maybe,
    updatedAt: text,
  });
}
