import { type Kysely, sql } from "kysely";
import type { Engine } from "#bff/platform/db/open.ts";

/** How many times news came to a channel, so that a page of its past that was overtaken on its way is noticed. */
export async function news(db: Kysely<unknown>, _engine: Engine): Promise<void> {
  await sql.raw(`alter table "channel" add column "news" integer not null default 0`).execute(db);
}
