import { sql } from "kysely";
import type { Trx } from "#bff/platform/db/open.ts";

type Place = readonly [table: string, column: string];
type Renaming = { from: string; to: string };

/** Everywhere the ids of a network are kept that belong to one channel, apart from what goes out. */
const places: Place[] = [
  ["post", "externalId"],
  ["thread", "externalId"],
  ["message", "externalId"],
  ["message", "parentExternalId"],
  ["set_aside", "externalId"],
  ["set_aside", "threadExternalId"],
];
// What is being written down just now gets its id meanwhile: whoever waits for its row sees it in the next statement.
const goingOut: Place[] = [
  ["reply", "parentExternalId"],
  ["reply", "externalId"],
  ["act", "externalId"],
];
const onlyOne = ["post", "thread", "message"];

/**
 * Writes the ids of a channel as its source writes them since it moved, so that what comes next finds its thread. What
 * is here under the new id already stays beside the old one.
 */
export const renameInIds = (trx: Trx, channelId: string, ids: Renaming): Promise<void> =>
  rename(trx, channelId, ids, places);

/**
 * The same of answers and actions. Called before anything holds the channel: what just went out is written down in that
 * order, and two that wait for each other would both fail.
 */
export const renameOutgoing = (trx: Trx, channelId: string, ids: Renaming): Promise<void> =>
  rename(trx, channelId, ids, goingOut);

async function rename(trx: Trx, channelId: string, { from, to }: Renaming, all: Place[]): Promise<void> {
  for (const [table, column] of all) {
    const of = sql.table(table);
    const id = sql`${of}.${sql.ref(column)}`;
    const renamed = sql`replace(${id}, ${from}, ${to})`;
    // Where the new address begins like the old one, what bears it already would be written longer every time.
    const bearsNew = to.includes(from) ? sql`replace(${id}, ${to}, '') <> ${id}` : sql`1 = 0`;
    const taken = sql`exists (select 1 from ${of} as "other" where "other"."channelId" = ${channelId}
      and "other"."externalId" = ${renamed})`;
    const free = column === "externalId" && onlyOne.includes(table) ? sql`not ${taken}` : sql`1 = 1`;
    await sql`update ${of} set ${sql.ref(column)} = ${renamed}
      where "channelId" = ${channelId} and ${id} <> ${renamed} and not ${bearsNew} and ${free}`.execute(trx);
  }
}
