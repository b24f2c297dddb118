import Database from "better-sqlite3";
import { type CompiledQuery, Kysely, SqliteDialect } from "kysely";
import { listThreads } from "#bff/features/inbox/list-queries.ts";
import { actorOf } from "#bff/features/team/queries.ts";
import type { Reader } from "#bff/platform/db/open.ts";
import { openKonak } from "./open-konak.ts";

type Statement = { sql: string; parameters: readonly unknown[] };
export type PageStatements = { list: Statement; labels: Statement };

/** The SQL an inbox page runs, overheard from the page itself. */
export async function pageStatements(folder: string, userId: string): Promise<PageStatements> {
  const app = await openKonak(folder);
  const heard: CompiledQuery[] = [];
  const read = new Kysely({
    dialect: new SqliteDialect({ database: new Database(`${folder}/konak.db`) }),
    log: (event) => void heard.push(event.query),
  });
  const actor = await actorOf(app, userId);
  if (!actor) throw new Error("The person of the bench belongs to no workspace.");
  await listThreads({ ...app, db: { ...app.db, read: read as unknown as Reader }, actor }, {});
  await read.destroy();
  await app.db.close();
  const [list, labels] = heard.map(({ sql, parameters }) => ({ sql, parameters }));
  if (heard.length !== 2 || !list || !labels) throw new Error(`An inbox page ran ${heard.length} statements, not 2.`);
  return { list, labels };
}
