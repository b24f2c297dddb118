import type { StreamNews } from "#bff/connectors/inbound.ts";
import { storeNews } from "#bff/features/channels/push-commands.ts";
import { tellStream } from "#bff/features/channels/stream-commands.ts";
import type { App } from "#bff/platform/context.ts";
import type { ChannelTable } from "#bff/platform/db/tables.ts";
import { inTransaction } from "#bff/platform/write.ts";
import type { Network } from "#shared/channel.ts";

/** The channels that should have a push connection now. */
export async function streamingChannels(app: App): Promise<ChannelTable[]> {
  const networks = app.networks.flatMap((one) => (one.stream ? one.network : []));
  if (networks.length === 0) return [];
  const rows = await app.db.read
    .selectFrom("channel")
    .selectAll()
    .where("network", "in", networks)
    .where("removedAt", "is", null)
    .where("credentials", "is not", null)
    .where("health", "not in", ["paused", "reconnect"])
    .execute();
  return rows.filter((row) => app.connectorFor(row.network as Network, JSON.parse(row.settings))?.stream);
}

/** Stores what a push connection brought; news that only say "something happened" have the channel read at once. */
export async function keepPushed(app: App, channel: ChannelTable, news: StreamNews): Promise<void> {
  const changed = await inTransaction(app, (trx) =>
    storeNews(app, trx, channel.id, [{ account: null, ...news }], "stream"),
  );
  if (changed) app.live.hint({ workspaceId: channel.workspaceId, slice: "inbox" });
  if (changed || news.poll) app.wake();
}

/** A push connection broke; it is opened again, and polling takes over until then. */
export async function tellStreamLost(app: App, channel: ChannelTable, error: string): Promise<void> {
  await inTransaction(app, (trx) => tellStream(trx, channel.id, "stream", { ok: false, at: app.clock.iso(), error }));
  app.live.hint({ workspaceId: channel.workspaceId, slice: "channels" });
}
