import { sql } from "kysely";
import type { AppKeys } from "#bff/connectors/connect-by.ts";
import type { ChannelAccess, Connector } from "#bff/connectors/connector.ts";
import { keyPlace } from "#bff/features/channels/key-commands.ts";
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
        .where("set_aside.kind", "=", "unreadable")
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
  const connector = app.connectorFor(network, JSON.parse(row.settings));
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
    missing: row.health === "narrowed" ? missingOf(row.healthReason ?? "", connector) : null,
    healthAt: row.healthAt,
    lastSyncAt: row.lastSyncAt,
    readingOnFrom: row.lastSyncAt,
    syncs: connector !== null,
    setAside: row.setAside ?? 0,
  };
}

// The reason ends with the permission in brackets (`breakChannel`); some networks name only the group it is of.
function missingOf(reason: string, connector: Connector | null): ChannelView["missing"] {
  const scope = /\(([^()]+)\)$/.exec(reason)?.[1];
  if (!scope) return null;
  const asked = connector?.connectBy.scopes ?? [];
  const of = asked.find((one) => one.scope === scope) ?? asked.find((one) => one.scope.startsWith(`${scope}:`));
  return { scope, why: of?.why ?? null };
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

/** What a disconnected channel is called whose address another one took. */
export const leftAddress = (externalId: string, id: string): string => `${externalId}#removed-${id}`;

/**
 * The row of an account that was connected before, whether or not it still is; where nobody has its address, the one
 * that gave way there last.
 */
export const findAccount = (
  app: Pick<App, "db">,
  account: Pick<ChannelTable, "brandId" | "network" | "externalId">,
): Promise<Pick<ChannelTable, "id" | "externalId" | "removedAt" | "settings" | "credentials" | "appId"> | undefined> =>
  app.db.read
    .selectFrom("channel")
    .select(["id", "externalId", "removedAt", "settings", "credentials", "appId"])
    .where("brandId", "=", account.brandId)
    .where("network", "=", account.network)
    .where((eb) =>
      eb.or([
        eb("externalId", "=", account.externalId),
        eb("externalId", "=", sql<string>`${leftAddress(account.externalId, "")} || id`),
      ]),
    )
    .orderBy((eb) => eb.case().when("externalId", "=", account.externalId).then(0).else(1).end())
    .orderBy("removedAt", "desc")
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

/** When something was last said on a channel, and when a push connection last worked. */
export async function pollFacts(
  app: App,
  channelId: string,
): Promise<{ newestAt: string | null; pushedAt: string | null }> {
  const rows = await app.db.read
    .selectFrom("channel_stream")
    .select(["stream", "newestAt", "lastOkAt"])
    .where("channelId", "=", channelId)
    .where("stream", "in", ["poll", "hook", "stream"])
    .execute();
  const latest = (times: (string | null)[]): string | null =>
    times.reduce((newest, at) => (at && at > (newest ?? "") ? at : newest), null);
  const pushes = rows.filter((row) => row.stream !== "poll");
  return { newestAt: latest(rows.map((row) => row.newestAt)), pushedAt: latest(pushes.map((row) => row.lastOkAt)) };
}

/** What a connector needs to speak for a channel; null for a channel that only holds imports. */
export async function openChannel(
  app: App,
  channel: ChannelTable,
): Promise<{ connector: Connector; access: ChannelAccess; channel: ChannelTable } | null> {
  const settings = JSON.parse(channel.settings) as Record<string, unknown>;
  const connector = app.connectorFor(channel.network as Network, settings);
  if (!connector || !canSpeak(channel)) return null;
  const credentials = unsealed(app, channel.credentials);
  const { id: channelId, externalId, handle } = channel;
  const own = channel.appId ? await appKeys(app, channel.appId) : null;
  const keys = keyPlace(app, channelId, (sealed) => unsealed(app, sealed));
  return { connector, channel, access: { channelId, externalId, handle, credentials, settings, app: own, keys } };
}

/** Whether a channel has a key at all; the demo's need none. */
export const canSpeak = (channel: Pick<ChannelTable, "credentials" | "settings">): boolean =>
  channel.credentials !== null || Boolean((JSON.parse(channel.settings) as { sandbox?: boolean }).sandbox);

/** The person's own app on an OAuth network, opened. */
export async function appKeys(app: Pick<App, "db" | "vault">, appId: string): Promise<AppKeys | null> {
  const row = await app.db.write
    .selectFrom("network_app")
    .select(["clientId", "secret"])
    .where("id", "=", appId)
    .executeTakeFirst();
  const secret = row && unsealed(app, row.secret);
  return row && typeof secret === "string" ? { clientId: row.clientId, clientSecret: secret } : null;
}

// Keys sealed with another secret (a restored backup) are as good as none: the network will ask for new ones.
export function unsealed(app: Pick<App, "vault">, sealed: string | null): unknown {
  try {
    return sealed === null ? null : app.vault.open(sealed);
  } catch {
    return null;
  }
}
