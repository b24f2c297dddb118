import { type Kysely, sql } from "kysely";
import type { Engine } from "#bff/platform/db/open.ts";

/** Who may read a message where it was written; null where the network did not say. */
export async function audience(db: Kysely<unknown>, _engine: Engine): Promise<void> {
  await sql.raw(`alter table "message" add column "audience" text`).execute(db);
}
