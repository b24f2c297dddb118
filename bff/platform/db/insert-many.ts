import { type Kysely, sql } from "kysely";
import type { Engine, Trx } from "#bff/platform/db/open.ts";
import type { Tables } from "#bff/platform/db/tables.ts";

/**
 * Inserts many rows as one JSON parameter: the statement's text stays the same whatever the count, so it is compiled
 * once, which is what makes imports fast on both engines. Rows that already exist (by any unique key) are left alone.
 */
export async function insertMany<Name extends keyof Tables>(
  engine: Engine,
  trx: Trx | Kysely<Tables>,
  table: Name,
  columns: (keyof Tables[Name] & string)[],
  rows: Record<string, unknown>[],
): Promise<void> {
  if (rows.length === 0) return;
  const names = sql.join(columns.map((column) => sql.ref(column)));
  if (engine === "sqlite") {
    // Lists without names, read as they lie in JSONB: a third of the time that objects take.
    const json = JSON.stringify(rows.map((row) => columns.map((column) => row[column])));
    const values = sql.join(columns.map((_, at) => sql.raw(`json_extract(value, '$[${at}]')`)));
    await sql`insert into ${sql.table(table)} (${names}) select ${values} from jsonb_each(${json}) where true
      on conflict do nothing`.execute(trx);
  } else
    await sql`insert into ${sql.table(table)} (${names})
      select ${names} from jsonb_populate_recordset(null::${sql.table(table)}, ${JSON.stringify(rows)}::jsonb)
      on conflict do nothing`.execute(trx);
}
