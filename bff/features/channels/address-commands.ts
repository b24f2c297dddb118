import { leftAddress } from "#bff/features/channels/queries.ts";
import { oneAtATime } from "#bff/features/inbox/ingest-news-commands.ts";
import type { App } from "#bff/platform/context.ts";
import type { Trx } from "#bff/platform/db/open.ts";
import type { ChannelTable } from "#bff/platform/db/tables.ts";

/**
 * Frees an address for a channel that moves there: one that was disconnected gives way, and is what is found again when
 * the address is connected while nobody is there. False where a channel in use has it.
 */
export async function freeAddress(
  trx: Trx,
  { brandId, network, externalId }: Pick<ChannelTable, "brandId" | "network" | "externalId">,
): Promise<boolean> {
  const there = await trx
    .selectFrom("channel")
    .select("id")
    .where("brandId", "=", brandId)
    .where("network", "=", network)
    .where("externalId", "=", externalId)
    .executeTakeFirst();
  if (!there) return true;
  const gave = await trx
    .updateTable("channel")
    .set({ externalId: leftAddress(externalId, there.id) })
    .where("id", "=", there.id)
    .where("removedAt", "is not", null)
    .executeTakeFirst();
  return gave.numUpdatedRows > 0n;
}

/**
 * Whether a channel is still where it was when something was asked for; holds it, so that it moves only after that is
 * kept. What an address told before the account moved has ids that may be written otherwise since.
 */
export async function isWhereAsked(
  { db }: Pick<App, "db">,
  trx: Trx,
  { id, externalId }: Pick<ChannelTable, "id" | "externalId">,
): Promise<boolean> {
  await oneAtATime(db.engine, trx, id);
  const row = await trx.selectFrom("channel").select("externalId").where("id", "=", id).executeTakeFirst();
  return row?.externalId === externalId;
}
