import { type Kysely, sql } from "kysely";
import { createIndex, createTable, flag, id, maybe, number, ref, text } from "#bff/platform/db/migrations/ddl.ts";
import type { Engine } from "#bff/platform/db/open.ts";

/** What makes channels trustworthy: their streams, limits, history, webhooks, own apps, and acts beyond answering. */
export async function channels(db: Kysely<unknown>, _engine: Engine): Promise<void> {
  await moreColumns(db);
  await reading(db);
  await connecting(db);
  await acting(db);
  await createTable(db, "metric_reading", {
    id,
    channelId: ref("channel"),
    postId: `text references "post"("id") on delete cascade`,
    metric: text,
    part: text,
    value: "double precision",
    at: text,
    fromAt: maybe,
    toAt: maybe,
    call: text,
  });
  await createIndex(db, "metric_reading", ["channelId", "metric", "part", "at"]);
  await createIndex(db, "metric_reading", ["postId", "metric", "at"], { where: '"postId" is not null' });
}

async function moreColumns(db: Kysely<unknown>): Promise<void> {
  const columns: Record<string, string[]> = {
    channel: [`"pausedBy" text`, `"toldAt" text`, `"hookSecret" text`, `"appId" text`, `"busyUntil" text`],
    post: [`"ad" text`],
    post_reading: [`"call" text`],
    follower_reading: [`"call" text`],
    set_aside: [`"kind" text not null default 'unreadable'`, `"threadExternalId" text`, `"triedWith" text`],
  };
  for (const [table, added] of Object.entries(columns))
    for (const column of added) await sql.raw(`alter table "${table}" add column ${column}`).execute(db);
  await createIndex(db, "set_aside", ["channelId", "kind", "threadExternalId"]);
  await createIndex(db, "message", ["channelId", "sentAt"]);
}

async function reading(db: Kysely<unknown>): Promise<void> {
  await createTable(
    db,
    "channel_stream",
    {
      channelId: ref("channel"),
      stream: text,
      lastOkAt: maybe,
      lastTriedAt: maybe,
      newestAt: maybe,
      items: flag,
      failures: flag,
      error: maybe,
      errorAt: maybe,
      nextAt: maybe,
      pass: maybe,
    },
    ['primary key ("channelId", "stream")'],
  );
  await createTable(
    db,
    "channel_budget",
    { key: text, name: text, remaining: number, limit: "integer", resetAt: maybe, at: text },
    ['primary key ("key", "name")'],
  );
  await createTable(db, "channel_history", {
    channelId: `text primary key references "channel"("id") on delete cascade`,
    until: text,
    cursor: maybe,
    reachedTo: maybe,
    state: text,
    reason: maybe,
    items: flag,
    added: flag,
    pages: flag,
    startedAt: text,
    finishedAt: maybe,
    workedMs: flag,
  });
  await createTable(db, "reconcile_run", {
    id,
    channelId: ref("channel"),
    at: text,
    since: text,
    read: number,
    found: number,
  });
  await createIndex(db, "reconcile_run", ["channelId", "at"]);
  await createTable(db, "hook_event", {
    id,
    channelId: ref("channel"),
    deliveryId: text,
    receivedAt: text,
    request: text,
    state: text,
    error: maybe,
    doneAt: maybe,
  });
  await createIndex(db, "hook_event", ["channelId", "deliveryId"], { unique: true });
  await createIndex(db, "hook_event", ["state", "receivedAt"]);
}

async function connecting(db: Kysely<unknown>): Promise<void> {
  await createTable(db, "network_app", {
    id,
    workspaceId: ref("workspace"),
    network: text,
    server: text,
    clientId: text,
    secret: text,
    createdAt: text,
    updatedAt: text,
  });
  await createIndex(db, "network_app", ["workspaceId", "network", "server"], { unique: true });
  await createTable(db, "connect_attempt", {
    stateHash: id,
    workspaceId: ref("workspace"),
    userId: text,
    brandId: text,
    channelId: maybe,
    network: text,
    appId: maybe,
    sealed: text,
    createdAt: text,
    expiresAt: text,
  });
}

async function acting(db: Kysely<unknown>): Promise<void> {
  await createTable(db, "act", {
    id,
    workspaceId: text,
    brandId: text,
    channelId: ref("channel"),
    threadId: ref("thread"),
    messageId: text,
    action: text,
    text: maybe,
    userId: maybe,
    status: text,
    reason: maybe,
    externalId: maybe,
    createdAt: text,
    doneAt: maybe,
  });
  await createIndex(db, "act", ["threadId", "createdAt"]);
  await createIndex(db, "act", ["channelId", "status"], { where: "status not in ('done', 'cancelled')" });
}
