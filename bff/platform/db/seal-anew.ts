import { sql } from "kysely";
import type { Vault } from "#bff/platform/crypto.ts";
import type { Db } from "#bff/platform/db/open.ts";
import type { Tables } from "#bff/platform/db/tables.ts";

/** Every column that keeps something sealed. A test looks for sealed values elsewhere. */
const sealedColumns: [table: keyof Tables, id: string, column: string][] = [
  ["channel", "id", "credentials"],
  ["channel", "id", "hookSecret"],
  ["network_app", "id", "secret"],
  ["connect_attempt", "stateHash", "sealed"],
  ["department", "id", "hook"],
];

/** Opens everything that is sealed and seals it with today's secret, all in one transaction; gives how many. */
export async function sealAnew(db: Db, vault: Vault): Promise<number> {
  return await db.write.transaction().execute(async (trx) => {
    let count = 0;
    for (const [table, id, column] of sealedColumns) {
      const query = sql<{ id: string; sealed: string }>`select ${sql.ref(id)} as id, ${sql.ref(column)} as sealed
        from ${sql.table(table)} where ${sql.ref(column)} like 'v1.%'`;
      for (const row of (await query.execute(trx)).rows) {
        const sealed = vault.seal(vault.open(row.sealed));
        await sql`update ${sql.table(table)} set ${sql.ref(column)} = ${sealed} where ${sql.ref(id)} = ${row.id}`.execute(
          trx,
        );
        count++;
      }
    }
    return count;
  });
}
