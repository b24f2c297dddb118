import type { ChannelAccess, SyncPage } from "#bff/connectors/connector.ts";
import { freeAddress } from "#bff/features/channels/address-commands.ts";
import { requeueWaiting } from "#bff/features/channels/commands.ts";
import { replaceKey, tellRenewed } from "#bff/features/channels/key-commands.ts";
import { passWith, tellStream } from "#bff/features/channels/stream-commands.ts";
import { storeItems } from "#bff/features/inbox/ingest-commands.ts";
import type { App } from "#bff/platform/context.ts";
import type { Trx } from "#bff/platform/db/open.ts";
import type { ChannelTable } from "#bff/platform/db/tables.ts";
import { inTransaction } from "#bff/platform/write.ts";

/**
 * Keeps a page: its items, the cursor after it, how the reading goes and renewed keys in one transaction. "elsewhere"
 * when the channel was taken away or read by someone else since the page was asked for, "round" when the network goes
 * round in circles; then nothing is kept.
 */
export async function storePage(
  app: App,
  before: Pick<ChannelTable, "id" | "cursor" | "externalId">,
  page: SyncPage,
  renewed: unknown,
): Promise<"kept" | "elsewhere" | "round"> {
  const stored = await inTransaction(app, async (trx) => {
    const channel = await lockChannel(trx, before.id);
    if (!channel || channel.cursor !== before.cursor || channel.externalId !== before.externalId) return "elsewhere";
    const pass = page.more ? passWith(await passOf(trx, channel.id), before.cursor, page.cursor) : null;
    if (page.more && pass === null) {
      // The next attempt may go round once more; by then the network may have mended its ways.
      await forgetPass(trx, channel.id);
      return "round";
    }
    const { added, updated } = await storeItems(app, trx, channel, page.items);
    const now = app.clock.iso();
    const healed = channel.health === "slow";
    const credentials = renewed == null ? null : app.vault.seal(renewed);
    const { settings, ...address } = await movedTo(trx, channel, page.moved);
    await trx
      .updateTable("channel")
      .set({
        ...address,
        cursor: page.cursor,
        settings: withWaits(settings, 0),
        ...(!page.more && { lastSyncAt: now }),
        ...(credentials !== null && { credentials }),
        ...(healed && { health: "ok", healthReason: null, healthAt: now }),
      })
      .where("id", "=", channel.id)
      .execute();
    if (credentials !== null) tellRenewed(channel.id, channel.credentials, credentials);
    await tellStream(trx, channel.id, "poll", { ok: true, at: now, items: page.items, pass });
    if (healed) await requeueWaiting(trx, channel.id, now);
    return { workspaceId: channel.workspaceId, changed: added + updated > 0, healed };
  });
  if (typeof stored === "string") return stored;
  if (stored.changed) app.live.hint({ workspaceId: stored.workspaceId, slice: "inbox" });
  if (stored.healed || !page.more) app.live.hint({ workspaceId: stored.workspaceId, slice: "channels" });
  if (stored.healed || stored.changed) app.wake();
  return "kept";
}

/** The channel's address after a page that tells of a move; as it was where another channel of the brand is in use there. */
async function movedTo(trx: Trx, { brandId, network, settings }: ChannelTable, moved: SyncPage["moved"]) {
  if (!moved) return { settings };
  const { externalId, handle, url } = moved;
  if (!(await freeAddress(trx, { brandId, network, externalId }))) return { settings };
  return { externalId, handle, url, settings: JSON.stringify({ ...JSON.parse(settings), ...moved.settings }) };
}

const forgetPass = (trx: Trx, channelId: string): Promise<unknown> =>
  trx
    .updateTable("channel_stream")
    .set({ pass: null })
    .where("channelId", "=", channelId)
    .where("stream", "=", "poll")
    .execute();

const passOf = async (trx: Trx, channelId: string): Promise<string | null> =>
  (
    await trx
      .selectFrom("channel_stream")
      .select("pass")
      .where("channelId", "=", channelId)
      .where("stream", "=", "poll")
      .executeTakeFirst()
  )?.pass ?? null;

// Touching the row first holds it, so on PostgreSQL two pages of one channel are kept one after the other.
export const lockRow = (trx: Trx, id: string): Promise<ChannelTable | undefined> =>
  trx
    .updateTable("channel")
    .set((eb) => ({ handle: eb.ref("handle") }))
    .where("id", "=", id)
    .returningAll()
    .executeTakeFirst();

async function lockChannel(trx: Trx, id: string): Promise<ChannelTable | undefined> {
  const channel = await lockRow(trx, id);
  return channel?.removedAt === null ? channel : undefined;
}

const waitsOf = (settings: string): number => Number((JSON.parse(settings) as { waits?: number }).waits ?? 0);
const withWaits = (settings: string, waits: number): string => {
  const { waits: _, ...rest } = JSON.parse(settings) as Record<string, unknown>;
  return JSON.stringify(waits > 0 ? { ...rest, waits } : rest);
};

/** The network asks for patience; from the third time in a row on, the channel says that it is slow. */
export const markWait = (app: App, channelId: string, reason: string): Promise<void> =>
  slowDown(app, channelId, reason, 3);

/** The network would not answer this question at all; the channel says so at once. */
export const markRefused = (app: App, channelId: string, reason: string): Promise<void> =>
  slowDown(app, channelId, reason, 1);

async function slowDown(app: App, channelId: string, reason: string, patience: number): Promise<void> {
  const slowed = await inTransaction(app, async (trx) => {
    const channel = await lockChannel(trx, channelId);
    if (!channel) return null;
    await tellStream(trx, channelId, "poll", { ok: false, at: app.clock.iso(), error: reason });
    if (channel.health === "reconnect" || channel.health === "paused") return null;
    const waits = waitsOf(channel.settings) + 1;
    const settings = withWaits(channel.settings, waits);
    const slow = waits >= patience && channel.health === "ok";
    const health = { health: "slow", healthReason: reason, healthAt: app.clock.iso() };
    await trx
      .updateTable("channel")
      .set({ settings, ...(slow && health) })
      .where("id", "=", channelId)
      .execute();
    return slow ? channel.workspaceId : null;
  });
  if (slowed) app.live.hint({ workspaceId: slowed, slice: "channels" });
}

/** Writes down when a channel is asked again. */
export const tellNextPoll = (app: App, channelId: string, nextAt: string): Promise<unknown> =>
  app.db.write
    .updateTable("channel_stream")
    .set({ nextAt })
    .where("channelId", "=", channelId)
    .where("stream", "=", "poll")
    .execute();

/** Keeps keys that the network renewed during a call that brought no page. */
export async function keepRenewed(app: App, access: ChannelAccess, before: string | null, renewed: unknown) {
  if (before === null) return;
  await inTransaction(app, (trx) => replaceKey(trx, access.channelId, before, app.vault.seal(renewed)));
}
