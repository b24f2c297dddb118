import type { CompiledQuery, Kysely } from "kysely";
import type { Reader } from "#bff/platform/db/open.ts";
import type { Tables } from "#bff/platform/db/tables.ts";

type Built<Row> = { compile(): CompiledQuery<Row> };

const mostKept = 500;
const kept = new WeakMap<Reader, Map<string, CompiledQuery<unknown>>>();

/**
 * Runs a statement that is asked for all day, building it only the first time `key` is seen on this database: Kysely
 * takes longer to write an inbox page's SQL than SQLite to run it. `key` names everything the statement depends on,
 * except `parameters`, which when given take the place of those it was built with, in their order.
 */
export async function runCompiled<Row>(
  read: Reader,
  key: string,
  build: () => Built<Row>,
  parameters?: readonly unknown[],
): Promise<Row[]> {
  const known = kept.get(read) ?? new Map<string, CompiledQuery<unknown>>();
  kept.set(read, known);
  let query = known.get(key) as CompiledQuery<Row> | undefined;
  // What is asked for again moves to the young end; the oldest goes.
  if (query) known.delete(key);
  else query = build().compile();
  known.set(key, query);
  if (known.size > mostKept) known.delete(known.keys().next().value ?? "");
  // The reader's type only hides what could write; what `build` may return was built on the reader.
  const runner = read as unknown as Kysely<Tables>;
  return (await runner.executeQuery(parameters ? { ...query, parameters } : query)).rows;
}
