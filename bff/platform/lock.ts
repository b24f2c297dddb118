import { join } from "node:path";
import Database from "better-sqlite3";
import pg from "pg";

const advisoryKey = 4700_2026;

/**
 * Makes sure only one Konak serves a database. The lock is held by the operating system or the connection, so it
 * goes with the process however that ends. Null when somebody else holds it.
 */
export async function takeLock(at: {
  folder: string;
  databaseUrl: string | null;
}): Promise<{ release(): Promise<void> } | null> {
  return at.databaseUrl ? await lockPostgres(at.databaseUrl) : lockFolder(at.folder);
}

function lockFolder(folder: string): { release(): Promise<void> } | null {
  const lock = new Database(join(folder, "konak.lock"), { timeout: 0 });
  try {
    lock.exec("begin exclusive");
    return { release: async () => void lock.close() };
  } catch {
    lock.close();
    return null;
  }
}

async function lockPostgres(url: string): Promise<{ release(): Promise<void> } | null> {
  const client = new pg.Client({ connectionString: url });
  client.on("error", () => {});
  await client.connect();
  const { rows } = await client.query<{ held: boolean }>("select pg_try_advisory_lock($1) as held", [advisoryKey]);
  if (rows[0]?.held) return { release: () => client.end() };
  await client.end();
  return null;
}
