import type { Kysely } from "kysely";
import { createIndex, createTable, flag, id, maybe, number, ref, text } from "#bff/platform/db/migrations/ddl.ts";
import type { Engine } from "#bff/platform/db/open.ts";

/** What people do with threads: labels, notes, replies on their way, templates, departments and forwards. */
export async function work(db: Kysely<unknown>, _engine: Engine): Promise<void> {
  await triage(db);
  await replies(db);
  await forwards(db);
}

async function triage(db: Kysely<unknown>): Promise<void> {
  await createTable(db, "thread_event", {
    id,
    threadId: ref("thread"),
    kind: text,
    userId: maybe,
    at: text,
    detail: text,
  });
  await createIndex(db, "thread_event", ["threadId", "at"]);
  await createTable(db, "note", {
    id,
    threadId: ref("thread"),
    userId: maybe,
    forwardId: maybe,
    text,
    at: text,
  });
  await createIndex(db, "note", ["threadId", "at"]);
  await createTable(db, "label", { id, workspaceId: ref("workspace"), name: text, color: text });
  await createIndex(db, "label", ["workspaceId", "name"], { unique: true });
  await createTable(db, "thread_label", { threadId: ref("thread"), labelId: ref("label") }, [
    'primary key ("labelId", "threadId")',
  ]);
  await createIndex(db, "thread_label", ["threadId"]);
  await createTable(db, "thread_read", { threadId: ref("thread"), userId: ref("user"), readAt: text }, [
    'primary key ("userId", "threadId")',
  ]);
}

async function replies(db: Kysely<unknown>): Promise<void> {
  await createTable(db, "template", {
    id,
    workspaceId: ref("workspace"),
    brandId: maybe,
    name: text,
    createdAt: text,
    updatedAt: text,
    deletedAt: maybe,
  });
  await createTable(db, "template_variant", { templateId: ref("template"), lang: text, body: text }, [
    'primary key ("templateId", "lang")',
  ]);
  await createTable(db, "reply", {
    id,
    workspaceId: text,
    brandId: text,
    channelId: ref("channel"),
    threadId: ref("thread"),
    userId: text,
    templateId: maybe,
    text,
    lang: maybe,
    parentExternalId: text,
    status: text,
    reason: maybe,
    warnings: text,
    overrideReason: maybe,
    thenDone: flag,
    undoUntil: text,
    sentAt: maybe,
    externalId: maybe,
    url: maybe,
    createdAt: text,
  });
  await createIndex(db, "reply", ["threadId", "createdAt"]);
  await createIndex(db, "reply", ["brandId", "createdAt"]);
  await createIndex(db, "reply", ["channelId", "status"], { where: "status not in ('sent', 'cancelled')" });
  await createIndex(db, "reply", ["templateId"], { where: '"templateId" is not null' });
  await createTable(db, "outbox", {
    id,
    kind: text,
    subjectId: text,
    idempotencyKey: "text not null unique",
    state: text,
    attempts: number,
    nextAt: text,
    createdAt: text,
  });
  await createIndex(db, "outbox", ["subjectId"]);
  await createTable(db, "delivery", {
    id,
    outboxId: ref("outbox"),
    subjectId: text,
    attempt: number,
    at: text,
    outcome: text,
    detail: maybe,
  });
  await createIndex(db, "delivery", ["subjectId"]);
}

async function forwards(db: Kysely<unknown>): Promise<void> {
  await createTable(db, "department", {
    id,
    workspaceId: ref("workspace"),
    name: text,
    createdAt: text,
    deletedAt: maybe,
  });
  await createTable(db, "department_contact", { id, departmentId: ref("department"), name: text, mail: text });
  await createTable(db, "forward", {
    id,
    workspaceId: text,
    brandId: text,
    threadId: ref("thread"),
    departmentId: ref("department"),
    userId: text,
    toName: text,
    toMail: text,
    question: text,
    along: "text not null default '{}'",
    tokenHash: "text not null unique",
    state: text,
    dueAt: maybe,
    expiresAt: text,
    verdict: maybe,
    answer: maybe,
    answeredBy: maybe,
    answeredAt: maybe,
    createdAt: text,
  });
  await createIndex(db, "forward", ["threadId"]);
  await createIndex(db, "forward", ["workspaceId", "createdAt"]);
}
