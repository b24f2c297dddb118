import { sameKey } from "#bff/features/channels/key-commands.ts";
import { tellStream } from "#bff/features/channels/stream-commands.ts";
import type { App } from "#bff/platform/context.ts";
import type { Trx } from "#bff/platform/db/open.ts";
import type { ChannelTable } from "#bff/platform/db/tables.ts";
import { enqueue } from "#bff/platform/jobs/queue.ts";
import { inTransaction } from "#bff/platform/write.ts";

/** A key the network refused, or one that lacks a permission; only a person can help. */
export type Broken = { kind: "reconnect" | "narrowed"; reason: string; scope?: string };

/**
 * The key no longer works, or not for everything. People are told once, until it works again. False when a person
 * brought a new key meanwhile, which has not been tried yet.
 */
export async function markBroken(
  app: App,
  channel: Pick<ChannelTable, "id" | "workspaceId" | "credentials">,
  broken: Broken,
  by: "poll" | "send",
): Promise<boolean> {
  const marked = await inTransaction(app, (trx) => breakChannel(app, trx, channel, broken, by));
  if (!marked) return false;
  app.live.hint({ workspaceId: channel.workspaceId, slice: "channels" });
  app.live.hint({ workspaceId: channel.workspaceId, slice: "inbox" });
  app.wake();
  return true;
}

/** The same inside a transaction that writes down more. */
export async function breakChannel(
  app: App,
  trx: Trx,
  channel: Pick<ChannelTable, "id" | "credentials">,
  { kind, reason, scope }: Broken,
  by: "poll" | "send",
): Promise<boolean> {
  const at = app.clock.iso();
  const words = scope ? `${reason} (${scope})` : reason;
  // The channel first and what is said of its streams afterwards, as everywhere: two at once would wait for each other.
  const told = () => tellStream(trx, channel.id, by, { ok: false, at, error: words });
  // A key that reads but may not write is worse than none only for who writes: a dead one stays dead.
  const update = trx
    .updateTable("channel")
    .set({ health: kind, healthReason: words, healthAt: at })
    .where("id", "=", channel.id)
    .where("health", "not in", kind === "narrowed" ? ["reconnect", "paused"] : ["paused"]);
  // What the work renewed itself is no new key: it was tried, and refused as well.
  const own = channel.credentials;
  const unchanged =
    own === null
      ? update.where("credentials", "is", null)
      : update.where("credentials", "in", sameKey(channel.id, own));
  if ((await unchanged.executeTakeFirst()).numUpdatedRows === 0n) {
    await told();
    return false;
  }
  const first = await trx
    .updateTable("channel")
    .set({ toldAt: at })
    .where("id", "=", channel.id)
    .where("toldAt", "is", null)
    .executeTakeFirst();
  if (first.numUpdatedRows > 0n)
    await enqueue(trx, "channel.tell", { channelId: channel.id }, { runAt: at, uniqueKey: `tell:${channel.id}` });
  await told();
  return true;
}
