import { sql } from "kysely";
import type { Db } from "#bff/platform/db/open.ts";

/** How often PostgreSQL had to break up two transactions that waited for each other. */
export async function deadlocksOf(db: Db): Promise<number> {
  const { rows } = await sql<{ deadlocks: number }>`
    select deadlocks from pg_stat_database where datname = current_database()
  `.execute(db.write);
  return rows[0]?.deadlocks ?? 0;
}
