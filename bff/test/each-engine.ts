import { randomUUID } from "node:crypto";
import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { describe, inject } from "vitest";
import { migrate } from "#bff/platform/db/migrate.ts";
import { type Db, type Engine, openPostgres, openSqlite } from "#bff/platform/db/open.ts";
import { postgresTemplate } from "./postgres.ts";

declare module "vitest" {
  interface ProvidedContext {
    postgresUrl: string;
    sqliteFile: string;
  }
}

/** A fresh migrated database; `remove` closes it and leaves nothing behind. */
export type FreshDb = { db: Db; folder: string; remove(): Promise<void> };

export async function freshDb(engine: Engine): Promise<FreshDb> {
  const folder = mkdtempSync(join(tmpdir(), "konak-test-"));
  if (engine === "sqlite") {
    // Suites against real servers have no template; theirs are migrated each.
    const template = inject("sqliteFile") as string | undefined;
    if (template) copyFileSync(template, join(folder, "konak.db"));
    const db = openSqlite(join(folder, "konak.db"));
    if (!template) await migrate(db);
    return { db, folder, remove: () => db.close().then(() => rmSync(folder, { recursive: true })) };
  }
  const name = `t_${randomUUID().replaceAll("-", "")}`;
  const url = new URL(inject("postgresUrl"));
  await onServer(url.href, `create database ${name} template ${postgresTemplate}`);
  url.pathname = name;
  const db = openPostgres(url.href, { max: 4 });
  return {
    db,
    folder,
    async remove() {
      await db.close();
      await onServer(inject("postgresUrl"), `drop database ${name} with (force)`);
      rmSync(folder, { recursive: true });
    },
  };
}

async function onServer(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(statement).finally(() => client.end());
}

/** The same tests on SQLite and on PostgreSQL. */
export function eachEngine(name: string, tests: (engine: Engine) => void): void {
  describe.each(["sqlite", "postgres"] as const)(`${name} on %s`, tests);
}
