import { type Kysely, sql } from "kysely";
import { insertMany } from "#bff/platform/db/insert-many.ts";
import type { Engine, Trx } from "#bff/platform/db/open.ts";
import { newId } from "#bff/platform/ids.ts";

/**
 * Days of a brand whose rows changed since its roll-up was written. Marks are only ever added, so two writers never
 * wait for each other; whoever rolls up deletes the marks it saw and no others.
 */
export async function markDays(engine: Engine, trx: Trx, brandId: string, days: Iterable<string>): Promise<void> {
  const rows = [...new Set(days)].map((day) => ({ id: newId(), brandId, day }));
  await insertMany(engine, trx, "day_mark", ["id", "brandId", "day"], rows);
}

/** Marks every day on which a brand (or every brand) has anything, so that all of it is rolled up anew. */
export async function markEverything(db: Kysely<never> | Kysely<unknown> | Trx, brandId?: string): Promise<void> {
  const only = (column: string) => (brandId ? sql` where ${sql.ref(column)} = ${brandId}` : sql``);
  await sql`insert into day_mark ("id", "brandId", "day")
    select ${newId()} || "brandId" || "day", "brandId", "day" from (
      select "brandId", "day" from post${only("brandId")}
      union select "brandId", "day" from thread${only("brandId")}
      union select "brandId", "day" from message${only("brandId")}
      union select channel."brandId", follower_reading."day" from follower_reading
        join channel on channel."id" = follower_reading."channelId"${only("channel.brandId")}
    ) as days`.execute(db as Kysely<unknown>);
}
