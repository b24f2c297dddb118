import type { ChannelAccess, Connector } from "#bff/connectors/connector.ts";
import type { Actor, App, Ctx } from "#bff/platform/context.ts";
import { assertBrand } from "#bff/platform/context.ts";
import type { ChannelTable } from "#bff/platform/db/tables.ts";
import type { ChannelHealth, Network } from "#shared/channel.ts";
import type { ChannelView } from "#shared/channels/schema.ts";
import { DomainError } from "#shared/errors.ts";

/** The channels a person may see; `brand` is the id or the slug of one brand. */
export async function listChannels(ctx: Ctx, brand: string | null): Promise<ChannelView[]> {
  let query = ctx.db.read
    .selectFrom("channel")
    .innerJoin("brand", "brand.id", "channel.brandId")
    .selectAll("channel")
    .select((eb) => [
      "brand.slug as brandSlug",
      eb
        .selectFrom("set_aside")
        .select((count) => count.fn.countAll<number>().as("count"))
        .whereRef("set_aside.channelId", "=", "channel.id")
        .as("setAside"),
    ])
    .where("channel.workspaceId", "=", ctx.actor.workspaceId)
    .where("channel.removedAt", "is", null)
    .orderBy("brand.name")
    .orderBy("channel.network")
    .orderBy("channel.createdAt");
  if (ctx.actor.brandIds) query = query.where("channel.brandId", "in", [...ctx.actor.brandIds, ""]);
  if (brand) query = query.where((eb) => eb.or([eb("brand.id", "=", brand), eb("brand.slug", "=", brand)]));
  return (await query.execute()).map((row) => toView(ctx, row));
}

function toView(app: App, row: ChannelTable & { brandSlug: string; setAside: number | null }): ChannelView {
  const network = row.network as Network;
  return {
    id: row.id,
    brandId: row.brandId,
    brandSlug: row.brandSlug,
    network,
    name: row.name,
    handle: row.handle,
    url: row.url,
    health: row.health as ChannelHealth,
    healthReason: row.healthReason,
    healthAt: row.healthAt,
    lastSyncAt: row.lastSyncAt,
    readingOnFrom: row.lastSyncAt,
    syncs: app.connectorFor(network, JSON.parse(row.settings)) !== null,
    setAside: row.setAside ?? 0,
  };
}

/** A channel that is still connected, within the person's brands. */
export async function findChannel(ctx: Ctx, channelId: string): Promise<ChannelTable> {
  const row = await ctx.db.read
    .selectFrom("channel")
    .selectAll()
    .where("id", "=", channelId)
    .where("workspaceId", "=", ctx.actor.workspaceId)
    .where("removedAt", "is", null)
    .executeTakeFirst();
  if (!row) throw new DomainError("not_found", "There is no such thing in your brands.", {});
  assertBrand(ctx.actor, row.brandId);
  return row;
}

/** Refuses a brand that is not of the person's workspace or brands. */
export async function assertOwnBrand(app: Pick<App, "db">, actor: Actor, brandId: string): Promise<void> {
  assertBrand(actor, brandId);
  const row = await app.db.read
    .selectFrom("brand")
    .select("id")
    .where("id", "=", brandId)
    .where("workspaceId", "=", actor.workspaceId)
    .executeTakeFirst();
  if (!row) throw new DomainError("not_found", "There is no such thing in your brands.", {});
}

/** The row of an account that was connected before, whether or not it still is. */
export const findAccount = (
  app: Pick<App, "db">,
  account: Pick<ChannelTable, "brandId" | "network" | "externalId">,
): Promise<Pick<ChannelTable, "id"> | undefined> =>
  app.db.read
    .selectFrom("channel")
    .select("id")
    .where("brandId", "=", account.brandId)
    .where("network", "=", account.network)
    .where("externalId", "=", account.externalId)
    .executeTakeFirst();

/** A channel as the sync finds it, or null when it was taken away meanwhile. Reads where writes go, so nothing is late. */
export async function channelToSync(app: App, channelId: string): Promise<ChannelTable | null> {
  const row = await app.db.write
    .selectFrom("channel")
    .selectAll()
    .where("id", "=", channelId)
    .where("removedAt", "is", null)
    .executeTakeFirst();
  return row ?? null;
}

/** What a connector needs to speak for a channel; null for a channel that only holds imports. */
export function openChannel(app: App, channel: ChannelTable): { connector: Connector; access: ChannelAccess } | null {
  const settings = JSON.parse(channel.settings) as Record<string, unknown>;
  const connector = app.connectorFor(channel.network as Network, settings);
  if (!connector || (!channel.credentials && !settings.sandbox)) return null;
  const credentials = unsealed(app, channel.credentials);
  const { id: channelId, externalId, handle } = channel;
  return { connector, access: { channelId, externalId, handle, credentials, settings } };
}

// Keys sealed with another secret (a restored backup) are as good as none: the network will ask for new ones.
function unsealed(app: App, credentials: string | null): unknown {
  try {
    return credentials === null ? null : app.vault.open(credentials);
  } catch {
    return null;
  }
}
