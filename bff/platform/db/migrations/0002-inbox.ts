import { type Kysely, sql } from "kysely";
import { createIndex, createTable, flag, id, maybe, number, ref, text } from "#bff/platform/db/migrations/ddl.ts";
import type { Engine } from "#bff/platform/db/open.ts";

/** Channels and what they bring: posts, members, threads, messages, readings, and the full-text index. */
export async function inbox(db: Kysely<unknown>, engine: Engine): Promise<void> {
  await channels(db);
  await members(db);
  await threads(db);
  await messages(db, engine);
  await readings(db);
}

async function channels(db: Kysely<unknown>): Promise<void> {
  await createTable(db, "channel", {
    id,
    workspaceId: ref("workspace"),
    brandId: ref("brand"),
    network: text,
    externalId: text,
    handle: text,
    name: text,
    url: maybe,
    health: text,
    healthReason: maybe,
    healthAt: maybe,
    credentials: maybe,
    settings: text,
    cursor: maybe,
    lastSyncAt: maybe,
    removedAt: maybe,
    createdAt: text,
  });
  await createIndex(db, "channel", ["brandId", "network", "externalId"], { unique: true });
  await createTable(db, "post", {
    id,
    brandId: ref("brand"),
    channelId: ref("channel"),
    externalId: text,
    text,
    url: maybe,
    lang: maybe,
    paid: text,
    publishedAt: text,
    day: text,
    deletedAt: maybe,
    createdAt: text,
  });
  await createIndex(db, "post", ["channelId", "externalId"], { unique: true });
  await createIndex(db, "post", ["brandId", "day"]);
  await createTable(db, "set_aside", {
    id,
    channelId: ref("channel"),
    externalId: maybe,
    raw: text,
    error: text,
    at: text,
  });
}

async function members(db: Kysely<unknown>): Promise<void> {
  await createTable(db, "member", { id, workspaceId: text, name: text, firstSeenAt: text, createdAt: text });
  await createTable(db, "identity", {
    id,
    workspaceId: text,
    memberId: ref("member"),
    network: text,
    externalId: text,
    handle: text,
    displayName: maybe,
    url: maybe,
  });
  await createIndex(db, "identity", ["workspaceId", "network", "externalId"], { unique: true });
  await createIndex(db, "identity", ["memberId"]);
}

async function threads(db: Kysely<unknown>): Promise<void> {
  await createTable(db, "thread", {
    id,
    workspaceId: text,
    brandId: text,
    channelId: text,
    postId: maybe,
    memberId: text,
    externalId: text,
    kind: text,
    status: text,
    snoozedUntil: maybe,
    assigneeId: maybe,
    lang: maybe,
    hasQuestion: flag,
    preview: text,
    messageCount: number,
    firstMessageAt: text,
    lastMessageAt: text,
    day: text,
    waitingSince: maybe,
    firstAnswerAt: maybe,
    problem: maybe,
    version: number,
    deletedAt: maybe,
    createdAt: text,
  });
  await createIndex(db, "thread", ["channelId", "externalId"], { unique: true });
  await createIndex(db, "thread", ["workspaceId", "status", "lastMessageAt", "id"]);
  await createIndex(db, "thread", ["workspaceId", "lastMessageAt", "id"]);
  await createIndex(db, "thread", ["brandId", "status", "lastMessageAt", "id"]);
  await createIndex(db, "thread", ["brandId", "lastMessageAt", "id"]);
  await createIndex(db, "thread", ["channelId", "status", "lastMessageAt", "id"]);
  await createIndex(db, "thread", ["assigneeId", "status", "lastMessageAt", "id"], {
    where: '"assigneeId" is not null',
  });
  await createIndex(db, "thread", ["memberId", "lastMessageAt"]);
  await createIndex(db, "thread", ["postId", "status"], { where: '"postId" is not null' });
  await createIndex(db, "thread", ["brandId", "day"]);
  await createIndex(db, "thread", ["workspaceId", "problem"], { where: '"problem" is not null' });
  await createIndex(db, "thread", ["snoozedUntil"], { where: '"snoozedUntil" is not null' });
}

async function messages(db: Kysely<unknown>, engine: Engine): Promise<void> {
  await createTable(db, "message", {
    seq: engine === "sqlite" ? "integer primary key autoincrement" : "bigserial primary key",
    id: "text not null unique",
    brandId: text,
    channelId: text,
    threadId: text,
    externalId: text,
    parentExternalId: maybe,
    author: text,
    identityId: maybe,
    userId: maybe,
    replyId: maybe,
    text,
    lang: maybe,
    sentAt: text,
    day: text,
    editedAt: maybe,
    deletedAt: maybe,
    hiddenAt: maybe,
    url: maybe,
  });
  await createIndex(db, "message", ["channelId", "externalId"], { unique: true });
  await createIndex(db, "message", ["threadId", "sentAt"]);
  await createIndex(db, "message", ["channelId", "day"]);
  await createIndex(db, "message", ["brandId", "author", "sentAt"], { where: "author = 'brand'" });
  const fts =
    engine === "sqlite"
      ? [
          `create virtual table message_fts using fts5(words, content='', contentless_delete=1, detail=none,
             tokenize="unicode61 remove_diacritics 0")`,
        ]
      : [
          "create table message_fts (seq bigint primary key, words tsvector not null)",
          "create index message_fts_words on message_fts using gin (words)",
        ];
  for (const statement of fts) await sql.raw(statement).execute(db);
}

async function readings(db: Kysely<unknown>): Promise<void> {
  await createTable(db, "follower_reading", {
    id,
    channelId: ref("channel"),
    at: text,
    day: text,
    count: number,
    source: text,
  });
  await createIndex(db, "follower_reading", ["channelId", "at"], { unique: true });
  const count = "integer";
  await createTable(db, "post_reading", {
    id,
    postId: ref("post"),
    at: text,
    likes: count,
    comments: count,
    shares: count,
    quotes: count,
    reach: count,
    impressions: count,
    views: count,
    source: text,
  });
  await createIndex(db, "post_reading", ["postId", "at"], { unique: true });
}
