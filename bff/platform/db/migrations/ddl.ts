import { type Kysely, sql } from "kysely";

/** Creates a table from its columns, written as `name type constraint`; names are quoted, so camelCase survives. */
export async function createTable(
  db: Kysely<unknown>,
  name: string,
  columns: Record<string, string>,
  rest: string[] = [],
): Promise<void> {
  const parts = [...Object.entries(columns).map(([column, type]) => `"${column}" ${type}`), ...rest];
  await sql.raw(`create table "${name}" (${parts.join(", ")})`).execute(db);
}

/** Creates an index; `columns` as in SQL, with camelCase names quoted by the caller's list. */
export async function createIndex(
  db: Kysely<unknown>,
  table: string,
  columns: string[],
  options: { unique?: boolean; where?: string } = {},
): Promise<void> {
  const name = `${table}_${columns.map((column) => column.replace(/ desc$/, "")).join("_")}`.slice(0, 60);
  const list = columns.map((column) => (column.endsWith(" desc") ? `"${column.slice(0, -5)}" desc` : `"${column}"`));
  const where = options.where ? ` where ${options.where}` : "";
  await sql
    .raw(`create ${options.unique ? "unique " : ""}index "${name}" on "${table}" (${list.join(", ")})${where}`)
    .execute(db);
}

export const id = "text primary key";
export const text = "text not null";
export const maybe = "text";
export const flag = "integer not null default 0";
export const number = "integer not null";
/** A reference that goes with what it points at. */
export const ref = (table: string): string => `text not null references "${table}"("id") on delete cascade`;
