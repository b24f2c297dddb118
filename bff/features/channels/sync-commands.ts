import type { ChannelAccess, SyncPage } from "#bff/connectors/connector.ts";
import { requeueWaiting } from "#bff/features/channels/commands.ts";
import { storeItems } from "#bff/features/inbox/ingest-commands.ts";
import type { App } from "#bff/platform/context.ts";
import type { Trx } from "#bff/platform/db/open.ts";
import type { ChannelTable } from "#bff/platform/db/tables.ts";
import { inTransaction } from "#bff/platform/write.ts";

/**
 * Keeps a page: its items, the cursor after it and renewed keys in one transaction. False when the channel was taken
 * away, or read by someone else, since the page was asked for; then nothing is kept.
 */
export async function storePage(
  app: App,
  before: Pick<ChannelTable, "id" | "cursor">,
  page: SyncPage,
  renewed: unknown,
): Promise<boolean> {
  const stored = await inTransaction(app, async (trx) => {
    const channel = await lockChannel(trx, before.id);
    if (!channel || channel.cursor !== before.cursor) return null;
    const { added, updated } = await storeItems(app, trx, channel, page.items);
    const now = app.clock.iso();
    const healed = channel.health !== "ok" && channel.health !== "reconnect";
    await trx
      .updateTable("channel")
      .set({
        cursor: page.cursor,
        settings: withWaits(channel.settings, 0),
        ...(!page.more && { lastSyncAt: now }),
        ...(renewed != null && { credentials: app.vault.seal(renewed) }),
        ...(healed && { health: "ok", healthReason: null, healthAt: now }),
      })
      .where("id", "=", channel.id)
      .execute();
    if (healed) await requeueWaiting(trx, channel.id, now);
    return { workspaceId: channel.workspaceId, changed: added + updated > 0, healed };
  });
  if (!stored) return false;
  if (stored.changed) app.live.hint({ workspaceId: stored.workspaceId, slice: "inbox" });
  if (stored.healed || !page.more) app.live.hint({ workspaceId: stored.workspaceId, slice: "channels" });
  if (stored.healed || stored.changed) app.wake();
  return true;
}

// Touching the row first holds it, so on PostgreSQL two pages of one channel are kept one after the other.
async function lockChannel(trx: Trx, id: string): Promise<ChannelTable | undefined> {
  return trx
    .updateTable("channel")
    .set((eb) => ({ handle: eb.ref("handle") }))
    .where("id", "=", id)
    .where("removedAt", "is", null)
    .returningAll()
    .executeTakeFirst();
}

const waitsOf = (settings: string): number => Number((JSON.parse(settings) as { waits?: number }).waits ?? 0);
const withWaits = (settings: string, waits: number): string => {
  const { waits: _, ...rest } = JSON.parse(settings) as Record<string, unknown>;
  return JSON.stringify(waits > 0 ? { ...rest, waits } : rest);
};

/** The key no longer works. False when a person brought a new one meanwhile, which has not been tried yet. */
export async function markReconnect(app: App, channel: ChannelTable, reason: string): Promise<boolean> {
  const { numUpdatedRows } = await inTransaction(app, (trx) => {
    const update = trx
      .updateTable("channel")
      .set({ health: "reconnect", healthReason: reason, healthAt: app.clock.iso() })
      .where("id", "=", channel.id);
    return (
      channel.credentials === null
        ? update.where("credentials", "is", null)
        : update.where("credentials", "=", channel.credentials)
    ).executeTakeFirst();
  });
  if (numUpdatedRows === 0n) return false;
  app.live.hint({ workspaceId: channel.workspaceId, slice: "channels" });
  app.live.hint({ workspaceId: channel.workspaceId, slice: "inbox" });
  return true;
}

/** The network asks for patience; from the third time in a row on, the channel says that it is slow. */
export const markWait = (app: App, channelId: string, reason: string): Promise<void> =>
  slowDown(app, channelId, reason, 3);

/** The network would not answer this question at all; the channel says so at once. */
export const markRefused = (app: App, channelId: string, reason: string): Promise<void> =>
  slowDown(app, channelId, reason, 1);

async function slowDown(app: App, channelId: string, reason: string, patience: number): Promise<void> {
  const slowed = await inTransaction(app, async (trx) => {
    const channel = await lockChannel(trx, channelId);
    if (!channel || channel.health === "reconnect") return null;
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

/** Keeps keys that the network renewed during a call that brought no page. */
export async function keepRenewed(app: App, access: ChannelAccess, before: string | null, renewed: unknown) {
  const credentials = app.vault.seal(renewed);
  await inTransaction(app, async (trx) => {
    if (before === null) return;
    await trx
      .updateTable("channel")
      .set({ credentials })
      .where("id", "=", access.channelId)
      .where("credentials", "=", before)
      .execute();
  });
}
