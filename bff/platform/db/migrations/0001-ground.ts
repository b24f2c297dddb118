import type { Kysely } from "kysely";
import { createIndex, createTable, flag, id, maybe, ref, text } from "#bff/platform/db/migrations/ddl.ts";
import type { Engine } from "#bff/platform/db/open.ts";

/** People, sessions, workspaces, brands, jobs and the audit log. */
export async function ground(db: Kysely<unknown>, _engine: Engine): Promise<void> {
  await people(db);
  await createTable(db, "workspace", { id, name: text, createdAt: text });
  await createTable(db, "membership", {
    id,
    workspaceId: ref("workspace"),
    userId: ref("user"),
    role: text,
    brandIds: maybe,
    createdAt: text,
  });
  await createIndex(db, "membership", ["userId", "workspaceId"], { unique: true });
  await createTable(db, "link", {
    tokenHash: id,
    kind: text,
    workspaceId: maybe,
    userId: maybe,
    email: maybe,
    role: maybe,
    brandIds: maybe,
    createdAt: text,
    expiresAt: text,
    usedAt: maybe,
  });
  await createTable(db, "brand", {
    id,
    workspaceId: ref("workspace"),
    slug: text,
    name: text,
    timeZone: text,
    languages: text,
    signature: text,
    color: text,
    allowedContacts: text,
    createdAt: text,
  });
  await createIndex(db, "brand", ["workspaceId", "slug"], { unique: true });
  await createTable(db, "audit", {
    id,
    workspaceId: text,
    userId: maybe,
    action: text,
    subject: text,
    detail: text,
    at: text,
  });
  await createIndex(db, "audit", ["workspaceId", "at", "id"]);
  await createTable(db, "job", {
    id,
    kind: text,
    payload: text,
    uniqueKey: maybe,
    runAt: text,
    attempts: flag,
    lockedUntil: maybe,
    error: maybe,
    failedAt: maybe,
    createdAt: text,
  });
  await createIndex(db, "job", ["runAt", "id"], { where: '"failedAt" is null' });
  await createIndex(db, "job", ["uniqueKey"], { unique: true });
  await createTable(db, "meta", { key: id, value: text });
}

// The columns better-auth asks for, with its own names.
async function people(db: Kysely<unknown>): Promise<void> {
  const dated = { createdAt: text, updatedAt: text };
  await createTable(db, "user", {
    id,
    name: text,
    email: "text not null unique",
    emailVerified: flag,
    image: maybe,
    locale: maybe,
    ...dated,
  });
  await createTable(db, "session", {
    id,
    userId: ref("user"),
    token: "text not null unique",
    expiresAt: text,
    ipAddress: maybe,
    userAgent: maybe,
    ...dated,
  });
  await createIndex(db, "session", ["userId"]);
  await createTable(db, "account", {
    id,
    userId: ref("user"),
    accountId: text,
    providerId: text,
    accessToken: maybe,
    refreshToken: maybe,
    idToken: maybe,
    accessTokenExpiresAt: maybe,
    refreshTokenExpiresAt: maybe,
    scope: maybe,
    password: maybe,
    ...dated,
  });
  await createIndex(db, "account", ["userId"]);
  await createTable(db, "verification", { id, identifier: text, value: text, expiresAt: text, ...dated });
  await createTable(db, "rateLimit", { id, key: "text not null unique", count: flag, lastRequest: "bigint not null" });
}
