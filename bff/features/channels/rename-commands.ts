import { sql } from "kysely";
import type { Trx } from "#bff/platform/db/open.ts";

/** Everywhere the ids of a network are kept that belong to one channel. */
const places = [
  ["post", "externalId"],
  ["thread", "externalId"],
  ["message", "externalId"],
  ["message", "parentExternalId"],
  ["reply", "externalId"],
  ["reply", "parentExternalId"],
  ["act", "externalId"],
  ["set_aside", "externalId"],
  ["set_aside", "threadExternalId"],
] as const;
const onlyOne = ["post", "thread", "message"];

/**
 * Writes the ids of a channel as its source writes them since it moved, so that what comes next finds its thread and
 * what waits to go out finds what it answers. What is here under the new id already stays beside the old one.
 */
export async function renameInIds(trx: Trx, channelId: string, { from, to }: { from: string; to: string }) {
  for (const [table, column] of places) {
    const of = sql.table(table);
    const renamed = sql`replace(${of}.${sql.ref(column)}, ${from}, ${to})`;
    const taken = sql`exists (select 1 from ${of} as "other" where "other"."channelId" = ${channelId}
      and "other"."externalId" = ${renamed})`;
    const free = column === "externalId" && onlyOne.includes(table) ? sql`not ${taken}` : sql`1 = 1`;
    await sql`update ${of} set ${sql.ref(column)} = ${renamed}
      where "channelId" = ${channelId} and ${of}.${sql.ref(column)} <> ${renamed} and ${free}`.execute(trx);
  }
}
