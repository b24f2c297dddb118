import type { IncomingItem } from "#bff/connectors/incoming.ts";
import { type Stored, storeItems } from "#bff/features/inbox/ingest-commands.ts";
import type { App, Ctx } from "#bff/platform/context.ts";
import { asKonak } from "#bff/platform/context.ts";
import type { Trx } from "#bff/platform/db/open.ts";
import type { ChannelTable } from "#bff/platform/db/tables.ts";
import { newId } from "#bff/platform/ids.ts";
import { inTransaction, write } from "#bff/platform/write.ts";
import type { Network } from "#shared/channel.ts";

/** Where a file goes: the brand and its channel, both made when they do not exist. */
export type ImportTarget = { ctx: Ctx; channel: ChannelTable; timeZone: string };

export async function importTarget(
  app: App,
  input: { brand: string; network: Network; timeZone: string; file: string },
): Promise<ImportTarget> {
  const workspaceId = await inTransaction(app, (trx) => firstWorkspace(trx, input.brand, app.clock.iso()));
  const ctx = asKonak(app, workspaceId);
  return await write(ctx, "import.run", `brand:${input.brand}`, async (trx, audit) => {
    audit({ file: input.file, network: input.network });
    const brand = await findOrMakeBrand(trx, workspaceId, input, app.clock.iso());
    const channel = await findOrMakeChannel(trx, { workspaceId, brandId: brand.id }, input, app.clock.iso());
    return { ctx, channel, timeZone: brand.timeZone };
  });
}

async function firstWorkspace(trx: Trx, name: string, createdAt: string): Promise<string> {
  const found = await trx.selectFrom("workspace").select("id").orderBy("createdAt").limit(1).executeTakeFirst();
  if (found) return found.id;
  const id = newId();
  await trx
    .insertInto("workspace")
    .values({ id, name: titled(name), createdAt })
    .execute();
  return id;
}

const titled = (slug: string): string =>
  slug.replace(/(^|-)(\p{L})/gu, (_, dash, letter) => (dash ? " " : "") + letter.toUpperCase());

async function findOrMakeBrand(
  trx: Trx,
  workspaceId: string,
  input: { brand: string; timeZone: string },
  createdAt: string,
) {
  const found = await trx
    .selectFrom("brand")
    .select(["id", "timeZone"])
    .where("workspaceId", "=", workspaceId)
    .where("slug", "=", input.brand)
    .executeTakeFirst();
  if (found) return found;
  const brand = {
    id: newId(),
    workspaceId,
    slug: input.brand,
    name: titled(input.brand),
    timeZone: input.timeZone,
    languages: JSON.stringify(["en", "tr", "fi", "pl"]),
    signature: "",
    color: "blue",
    allowedContacts: "[]",
    createdAt,
  };
  await trx.insertInto("brand").values(brand).execute();
  return brand;
}

async function findOrMakeChannel(
  trx: Trx,
  at: { workspaceId: string; brandId: string },
  input: { brand: string; network: Network },
  createdAt: string,
): Promise<ChannelTable> {
  const found = await trx
    .selectFrom("channel")
    .selectAll()
    .where("brandId", "=", at.brandId)
    .where("network", "=", input.network)
    .where("removedAt", "is", null)
    .orderBy("createdAt")
    .executeTakeFirst();
  if (found) return found;
  const channel: ChannelTable = {
    ...at,
    id: newId(),
    network: input.network,
    externalId: `file:${input.brand}`,
    handle: input.brand,
    name: titled(input.brand),
    url: null,
    health: "ok",
    healthReason: null,
    healthAt: null,
    credentials: null,
    settings: JSON.stringify({ imported: true }),
    cursor: null,
    lastSyncAt: null,
    removedAt: null,
    createdAt,
  };
  await trx.insertInto("channel").values(channel).execute();
  return channel;
}

/** Stores one batch of a file in one transaction; names the items that were new and the posts whose counts fell. */
export async function storeBatch(
  { ctx, channel }: ImportTarget,
  items: IncomingItem[],
  guess: (text: string) => string | null,
): Promise<Pick<Stored, "fresh" | "lower">> {
  return await inTransaction(ctx, (trx) => storeItems(ctx, trx, channel, items, { source: "file", guess }));
}
