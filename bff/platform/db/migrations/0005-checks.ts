import { type Kysely, sql } from "kysely";
import { createIndex, createTable, flag, id, maybe, ref, text } from "#bff/platform/db/migrations/ddl.ts";
import type { Engine } from "#bff/platform/db/open.ts";

/** What came of the check's reasons, and how every reply of a brand looks back. */
export async function checks(db: Kysely<unknown>, _engine: Engine): Promise<void> {
  // The template's text as it was then: only against that text is an edit an edit.
  await sql.raw('alter table "reply" add column "templateText" text').execute(db);
  await createTable(db, "reply_warning", {
    id,
    replyId: ref("reply"),
    brandId: text,
    userId: text,
    code: text,
    strength: text,
    outcome: text,
    edited: flag,
    reason: maybe,
    day: text,
    at: text,
  });
  await createIndex(db, "reply_warning", ["brandId", "code", "at"]);
  await createIndex(db, "reply_warning", ["brandId", "day"]);
  await createIndex(db, "reply_warning", ["replyId"]);
  await createTable(db, "warning_learned", { brandId: ref("brand"), code: text, demotedAt: maybe, restoredAt: maybe }, [
    'primary key ("brandId", "code")',
  ]);
  await createTable(db, "reply_look", {
    messageId: id,
    brandId: text,
    userId: maybe,
    threadId: text,
    day: text,
    sentAt: text,
    similarity: "real",
    nearestId: maybe,
    takesUp: "integer",
    answers: "integer",
    language: "integer",
  });
  await createIndex(db, "reply_look", ["brandId", "day", "userId"]);
  await createIndex(db, "reply_look", ["brandId", "sentAt"]);
  await createTable(db, "look_cursor", { brandId: "text primary key", seenSeq: "bigint not null", doneTo: text });
}
