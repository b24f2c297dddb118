import { type Kysely, sql } from "kysely";

/** A brand's crisis mode: since when, until when, who switched it on and what for. Null: there is none. */
export async function crisis(db: Kysely<unknown>): Promise<void> {
  for (const column of [`"crisisSince" text`, `"crisisUntil" text`, `"crisisBy" text`, `"crisisReason" text`])
    await sql.raw(`alter table "brand" add column ${column}`).execute(db);
}
