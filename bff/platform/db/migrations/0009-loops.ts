import { type Kysely, sql } from "kysely";
import { createIndex, createTable, id, maybe, number, ref, text } from "#bff/platform/db/migrations/ddl.ts";
import type { Engine } from "#bff/platform/db/open.ts";

/** Departments with hours, deputies and rules; loops over several threads; what reminds, and what came in by mail. */
export async function loops(db: Kysely<unknown>, _engine: Engine): Promise<void> {
  await departments(db);
  await bundles(db);
  await letters(db);
  await fromForwards(db);
}

async function addColumns(db: Kysely<unknown>, table: string, columns: Record<string, string>): Promise<void> {
  for (const [name, type] of Object.entries(columns))
    await sql.raw(`alter table "${table}" add column "${name}" ${type}`).execute(db);
}

async function departments(db: Kysely<unknown>): Promise<void> {
  await addColumns(db, "department", {
    lang: "text not null default 'en'",
    topics: "text not null default '[]'",
    labelIds: "text not null default '[]'",
    brandIds: maybe,
    timeZone: maybe,
    hours: `text not null default '{"days":[1,2,3,4,5],"from":"09:00","to":"17:00"}'`,
    answerHours: "integer not null default 8",
    deputyName: maybe,
    deputyMail: maybe,
    hookKind: maybe,
    hook: maybe,
    auto: "integer not null default 0",
    autoQuestion: "text not null default ''",
    autoSeq: "integer not null default 0",
  });
  await createTable(db, "department_choice", {
    id,
    workspaceId: ref("workspace"),
    brandId: text,
    threadId: ref("thread"),
    departmentId: ref("department"),
    suggestedId: maybe,
    stems: text,
    labelIds: text,
    userId: maybe,
    at: text,
  });
  await createIndex(db, "department_choice", ["workspaceId", "at"]);
}

async function bundles(db: Kysely<unknown>): Promise<void> {
  await createTable(db, "loop", {
    id,
    workspaceId: ref("workspace"),
    brandId: ref("brand"),
    departmentId: ref("department"),
    userId: maybe,
    title: text,
    state: text,
    dueAt: maybe,
    outcome: maybe,
    outcomeText: maybe,
    createdAt: text,
    answeredAt: maybe,
    closedAt: maybe,
  });
  await createIndex(db, "loop", ["workspaceId", "state", "createdAt"]);
  await createIndex(db, "loop", ["brandId", "createdAt"]);
  await createTable(
    db,
    "loop_thread",
    {
      loopId: ref("loop"),
      threadId: ref("thread"),
      addedAt: text,
      userId: maybe,
      replyId: maybe,
      toldAt: maybe,
      asideAt: maybe,
      asideReason: maybe,
    },
    ['primary key ("loopId", "threadId")'],
  );
  await createIndex(db, "loop_thread", ["threadId"]);
  await createTable(db, "loop_event", {
    id,
    loopId: ref("loop"),
    kind: text,
    at: text,
    departmentId: maybe,
    userId: maybe,
    detail: text,
  });
  await createIndex(db, "loop_event", ["loopId", "at"]);
  await addColumns(db, "forward", {
    loopId: "text not null default ''",
    outcome: maybe,
    answeredVia: maybe,
    handedToId: maybe,
  });
  await createIndex(db, "forward", ["loopId"]);
  await createIndex(db, "forward", ["departmentId", "createdAt"]);
}

async function letters(db: Kysely<unknown>): Promise<void> {
  await createTable(db, "forward_notice", {
    id,
    workspaceId: ref("workspace"),
    forwardId: ref("forward"),
    kind: text,
    way: text,
    toName: text,
    toMail: text,
    createdAt: text,
  });
  await createIndex(db, "forward_notice", ["forwardId", "kind", "way"], { unique: true });
  await createTable(db, "mail_in", {
    id,
    messageKey: "text not null unique",
    workspaceId: maybe,
    forwardId: maybe,
    fromMail: text,
    subject: text,
    outcome: text,
    size: number,
    at: text,
  });
  await createIndex(db, "mail_in", ["at"]);
}

type Old = Record<"id" | "workspaceId" | "brandId" | "departmentId" | "userId" | "question" | "threadId", string> & {
  state: string;
  dueAt: string | null;
  createdAt: string;
  expiresAt: string;
  answeredAt: string | null;
};

// Every question asked so far is a loop of one thread; its id is the loop's.
async function fromForwards(db: Kysely<unknown>): Promise<void> {
  await sql`update forward set "loopId" = id`.execute(db);
  await sql`insert into loop (id, "workspaceId", "brandId", "departmentId", "userId", title, state, "dueAt", "createdAt",
      "answeredAt")
    select id, "workspaceId", "brandId", "departmentId", "userId", question,
      case state when 'answered' then 'answered' when 'withdrawn' then 'over' when 'expired' then 'over' else 'out' end,
      "dueAt", "createdAt", "answeredAt" from forward`.execute(db);
  await sql`insert into loop_thread ("loopId", "threadId", "addedAt", "userId")
    select id, "threadId", "createdAt", "userId" from forward`.execute(db);
  const { rows } = await sql<Old>`select id, state, "departmentId", "userId", "createdAt", "expiresAt", "answeredAt"
    from forward order by "createdAt"`.execute(db);
  for (const row of rows) {
    await tell(db, row, "asked", row.createdAt);
    if (row.answeredAt) await tell(db, row, "answered", row.answeredAt);
    else if (row.state === "expired") await tell(db, row, "expired", row.expiresAt);
    else if (row.state === "withdrawn") await tell(db, row, "withdrawn", row.createdAt);
  }
}

const tell = (db: Kysely<unknown>, row: Old, kind: string, at: string) =>
  sql`insert into loop_event (id, "loopId", kind, at, "departmentId", "userId", detail)
    values (${`${row.id}-${kind}`}, ${row.id}, ${kind}, ${at}, ${row.departmentId}, ${row.userId}, '{}')`.execute(db);
