import { type Kysely, sql } from "kysely";
import { createIndex } from "#bff/platform/db/migrations/ddl.ts";
import type { Engine } from "#bff/platform/db/open.ts";

/** When the counts of a post are to be read again; null: never. What a network told before is due at once. */
export async function postCounts(db: Kysely<unknown>, _engine: Engine): Promise<void> {
  await sql.raw(`alter table "post" add column "countsDueAt" text`).execute(db);
  await sql
    .raw(
      `update "post" set "countsDueAt" = "createdAt" where "deletedAt" is null and exists (
        select 1 from "post_reading" where "post_reading"."postId" = "post"."id" and "post_reading"."source" = 'network')`,
    )
    .execute(db);
  await createIndex(db, "post", ["channelId", "countsDueAt"], { where: '"countsDueAt" is not null' });
}
