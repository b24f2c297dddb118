import { createHash } from "node:crypto";
import type { Connector } from "#bff/connectors/connector.ts";
import type { HookKeys, HookNews, HookRequest } from "#bff/connectors/inbound.ts";
import { storeNews } from "#bff/features/channels/push-commands.ts";
import { appKeys, openChannel, unsealed } from "#bff/features/channels/queries.ts";
import { tellStream } from "#bff/features/channels/stream-commands.ts";
import type { App } from "#bff/platform/context.ts";
import type { ChannelTable } from "#bff/platform/db/tables.ts";
import { newId } from "#bff/platform/ids.ts";
import { enqueue } from "#bff/platform/jobs/queue.ts";
import { version } from "#bff/platform/version.ts";
import { inTransaction } from "#bff/platform/write.ts";
import type { Network } from "#shared/channel.ts";

/** Signed longer ago than this, or as far ahead, is a replay and not a delivery. */
const replayWindow = 5 * 60_000;
const batch = 100;

export type HookChannel = { channel: ChannelTable; connector: Connector; keys: HookKeys };

/** The channel behind a webhook's address, when its network has webhooks. */
export async function hookChannel(app: App, channelId: string): Promise<HookChannel | null> {
  const channel = await app.db.read
    .selectFrom("channel")
    .selectAll()
    .where("id", "=", channelId)
    .where("removedAt", "is", null)
    .executeTakeFirst();
  const connector = channel && app.connectorFor(channel.network as Network, JSON.parse(channel.settings));
  if (!channel || !connector?.hook || !channel.hookSecret) return null;
  const secret = app.vault.open(channel.hookSecret) as string;
  const own = channel.appId ? await appKeys(app, channel.appId) : null;
  return { channel, connector, keys: { secret, app: own, credentials: unsealed(app, channel.credentials) } };
}

/**
 * Judges a webhook and keeps it, before it is answered: signature on the very bytes, not older than five minutes where
 * the network says when, each delivery once. What it holds is read by a job.
 */
export async function receiveHook(
  app: App,
  { channel, connector, keys }: HookChannel,
  request: HookRequest,
): Promise<{ status: 200 | 401; message: string }> {
  const verified = connector.hook!.verify(request, keys);
  if (!verified.ok) return { status: 401, message: `This webhook was refused: ${verified.why}` };
  const now = app.clock.now().getTime();
  if (verified.at && Math.abs(now - Date.parse(verified.at)) > replayWindow)
    return { status: 401, message: "This webhook was refused: it was signed more than five minutes ago." };
  const deliveryId = verified.id ?? createHash("sha256").update(request.body).digest("base64url");
  const receivedAt = app.clock.iso();
  const kept = JSON.stringify({ ...request, body: request.body.toString("base64") });
  const fresh = await inTransaction(app, async (trx) => {
    const { numInsertedOrUpdatedRows } = await trx
      .insertInto("hook_event")
      .values({
        id: newId(),
        channelId: channel.id,
        deliveryId,
        receivedAt,
        request: kept,
        state: "kept",
        error: null,
        doneAt: null,
      })
      .onConflict((conflict) => conflict.columns(["channelId", "deliveryId"]).doNothing())
      .executeTakeFirst();
    if (!numInsertedOrUpdatedRows) return false;
    const options = { runAt: receivedAt, uniqueKey: `hook:${channel.id}` };
    await enqueue(trx, "channel.hook", { channelId: channel.id }, options);
    return true;
  });
  if (fresh) app.wake();
  return { status: 200, message: fresh ? "kept" : "known already" };
}

/** Says on the channel that somebody knocked with a wrong signature, or with more than is taken. */
export const tellRefusedHook = (app: App, channelId: string, error: string): Promise<void> =>
  inTransaction(app, (trx) => tellStream(trx, channelId, "hook", { ok: false, at: app.clock.iso(), error }));

const requestOf = (kept: string): HookRequest => {
  const request = JSON.parse(kept) as Omit<HookRequest, "body"> & { body: string };
  return { ...request, body: Buffer.from(request.body, "base64") };
};

/** Reads the kept webhooks of a channel, oldest first, a transaction a batch. */
export async function readHooks(app: App, channelId: string): Promise<void> {
  const found = await hookChannel(app, channelId);
  const opened = found && (await openChannel(app, found.channel));
  if (!found || !opened) return;
  for (let more = true; more; ) {
    const events = await app.db.write
      .selectFrom("hook_event")
      .select(["id", "request"])
      .where("channelId", "=", channelId)
      .where("state", "=", "kept")
      .orderBy("receivedAt")
      .orderBy("id")
      .limit(batch)
      .execute();
    more = events.length === batch;
    if (events.length === 0) return;
    const read = events.map((event) => ({ id: event.id, ...newsOf(found.connector, opened.access, event.request) }));
    const changed = await inTransaction(app, async (trx) => {
      const news = await storeNews(
        app,
        trx,
        channelId,
        read.flatMap((one) => one.news),
        "hook",
      );
      const doneAt = app.clock.iso();
      const ids = read.map((one) => one.id);
      await trx.updateTable("hook_event").set({ state: "done", doneAt, request: "" }).where("id", "in", ids).execute();
      return news;
    });
    if (changed) app.live.hint({ workspaceId: found.channel.workspaceId, slice: "inbox" });
  }
}

type Access = NonNullable<Awaited<ReturnType<typeof openChannel>>>["access"];

// A webhook that cannot be read is kept like any item that cannot, and the channel is read to be sure.
function newsOf(connector: Connector, access: Access, kept: string): { news: HookNews[] } {
  const request = requestOf(kept);
  try {
    return { news: connector.hook!.read(request, access) };
  } catch (error) {
    const raw = request.body.toString("utf8").slice(0, 100_000);
    const words = error instanceof Error ? error.message : String(error);
    const items = [{ type: "unreadable" as const, externalId: null, raw, error: `${words} (Konak ${version})` }];
    return { news: [{ account: null, items, poll: true }] };
  }
}

/** Forgets deliveries so old that no network repeats them, and attempts to connect that nobody finished. */
export async function forgetOldHooks(app: App): Promise<void> {
  const before = new Date(app.clock.now().getTime() - 30 * 86_400_000).toISOString();
  await inTransaction(app, async (trx) => {
    await trx.deleteFrom("hook_event").where("state", "=", "done").where("receivedAt", "<", before).execute();
    await trx.deleteFrom("connect_attempt").where("expiresAt", "<", app.clock.iso()).execute();
    await trx
      .deleteFrom("set_aside")
      .where("kind", "in", ["grave", "ahead", "renamed"])
      .where("at", "<", before)
      .execute();
  });
}
