import type { HookNews } from "#bff/connectors/inbound.ts";
import { queueSync } from "#bff/features/channels/commands.ts";
import { queueLookUps, queueUnlessRead } from "#bff/features/channels/look-up-commands.ts";
import { type StreamName, tellStream } from "#bff/features/channels/stream-commands.ts";
import { storeItems } from "#bff/features/inbox/ingest-commands.ts";
import type { App } from "#bff/platform/context.ts";
import type { Trx } from "#bff/platform/db/open.ts";
import type { ChannelTable } from "#bff/platform/db/tables.ts";

/** A channel held for writing, if it is still connected. */
const held = (trx: Trx, id: string): Promise<ChannelTable | undefined> =>
  trx
    .updateTable("channel")
    .set((eb) => ({ handle: eb.ref("handle") }))
    .where("id", "=", id)
    .where("removedAt", "is", null)
    .returningAll()
    .executeTakeFirst();

/** The connected channel of the same workspace and network that an account's news are for. */
const channelOfAccount = (trx: Trx, channel: ChannelTable, account: string): Promise<{ id: string } | undefined> =>
  trx
    .selectFrom("channel")
    .select("id")
    .where("workspaceId", "=", channel.workspaceId)
    .where("network", "=", channel.network)
    .where("externalId", "=", account)
    .where("removedAt", "is", null)
    .executeTakeFirst();

/**
 * Stores what was pushed through the one door, for whichever of the workspace's channels it is; whatever only says that
 * something happened has the channel read at once. Gives whether anything changed.
 */
export async function storeNews(
  app: App,
  trx: Trx,
  channelId: string,
  news: HookNews[],
  by: Extract<StreamName, "hook" | "stream">,
): Promise<boolean> {
  const addressed = await held(trx, channelId);
  if (!addressed) return false;
  const at = app.clock.iso();
  let changed = false;
  for (const { account, items, poll, lookUp = [], unlessRead = [] } of news) {
    const other = account !== null && account !== addressed.externalId;
    const target = other ? await channelOfAccount(trx, addressed, account) : { id: addressed.id };
    const channel = target && (target.id === addressed.id ? addressed : await held(trx, target.id));
    if (!channel) continue;
    // What has to be looked up comes by no poll, so it waits for a paused channel.
    await queueLookUps(trx, channel.id, lookUp, at);
    await queueUnlessRead(trx, channel.id, unlessRead, at);
    if (channel.health === "paused") continue;
    const { added, updated } = await storeItems(app, trx, channel, items, { pushed: true });
    changed ||= added + updated > 0;
    await tellStream(trx, channel.id, by, { ok: true, at, items });
    if (poll) await queueSync(trx, channel.id, at);
  }
  return changed;
}
