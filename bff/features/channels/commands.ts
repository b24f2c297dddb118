import type { Connector } from "#bff/connectors/connector.ts";
import { queueNeighbours } from "#bff/features/channels/neighbour-commands.ts";
import { canSpeak, findChannel } from "#bff/features/channels/queries.ts";
import { endRound } from "#bff/features/channels/round-commands.ts";
import type { App, Ctx } from "#bff/platform/context.ts";
import type { Trx } from "#bff/platform/db/open.ts";
import type { ChannelTable } from "#bff/platform/db/tables.ts";
import { enqueue } from "#bff/platform/jobs/queue.ts";
import { inTransaction, write } from "#bff/platform/write.ts";
import type { Network } from "#shared/channel.ts";
import { DomainError } from "#shared/errors.ts";

const connectorOf = (app: App, { network, settings }: ChannelTable): Connector | null =>
  app.connectorFor(network as Network, JSON.parse(settings));

const speaks = (app: App, channel: ChannelTable): boolean => canSpeak(channel) && connectorOf(app, channel) !== null;

/** Reads a channel now instead of at its next turn. */
export async function syncNow(ctx: Ctx, channelId: string): Promise<void> {
  const channel = await findChannel(ctx, channelId);
  if (channel.health === "reconnect")
    throw new DomainError("channel_reconnect", "This channel has to be reconnected first.", { channelId });
  if (channel.health === "paused") throw new DomainError("conflict", "This channel is paused.", { reason: "paused" });
  if (!speaks(ctx, channel)) throw new DomainError("invalid_input", "This channel only holds what was imported.", {});
  await write(ctx, "channel.sync", `channel:${channelId}`, async (trx) => {
    await endRound(trx, channelId);
    await queueSync(trx, channelId, ctx.clock.iso());
  });
}

/** Stops reading and sending until a person resumes it; drafts, queue and history stay. */
export async function pauseChannel(ctx: Ctx, channelId: string): Promise<void> {
  const channel = await findChannel(ctx, channelId);
  await write(ctx, "channel.pause", `channel:${channelId}`, async (trx, audit) => {
    const { actor, clock } = ctx;
    await trx
      .updateTable("channel")
      .set({ health: "paused", healthReason: null, healthAt: clock.iso(), pausedBy: actor.name })
      .where("id", "=", channelId)
      .execute();
    await trx.deleteFrom("job").where("uniqueKey", "=", syncKey(channelId)).execute();
    audit({ network: channel.network, handle: channel.handle });
  });
}

/** Goes on with a channel that was paused, or tries one again whose missing permission was given over there. */
export async function resumeChannel(ctx: Ctx, channelId: string): Promise<void> {
  const channel = await findChannel(ctx, channelId);
  if (channel.health === "reconnect")
    throw new DomainError("channel_reconnect", "This channel has to be reconnected first.", { channelId });
  if (channel.health !== "paused" && channel.health !== "narrowed") return;
  await write(ctx, "channel.resume", `channel:${channelId}`, async (trx, audit) => {
    const now = ctx.clock.iso();
    await trx
      .updateTable("channel")
      .set({ health: "ok", healthReason: null, healthAt: now, pausedBy: null, toldAt: null })
      .where("id", "=", channelId)
      .execute();
    await requeueWaiting(trx, channelId, now);
    await endRound(trx, channelId);
    await queueSync(trx, channelId, now);
    audit({ network: channel.network, handle: channel.handle, was: channel.health });
  });
}

/** Lets a channel go: its key is forgotten, everything it brought stays. */
export async function disconnectChannel(ctx: Ctx, channelId: string): Promise<void> {
  const channel = await findChannel(ctx, channelId);
  await write(ctx, "channel.disconnect", `channel:${channelId}`, async (trx, audit) => {
    await trx
      .updateTable("channel")
      .set({ removedAt: ctx.clock.iso(), credentials: null, hookSecret: null })
      .where("id", "=", channelId)
      .execute();
    await trx.deleteFrom("job").where("uniqueKey", "in", jobKeys(channelId)).execute();
    await trx
      .deleteFrom("job")
      .where("uniqueKey", "like", `${lookUpKey(channelId)}%`)
      .execute();
    if (connectorOf(ctx, channel)?.hook?.subscribe) await queueNeighbours(trx, channel, ctx.clock.iso());
    audit({ network: channel.network, handle: channel.handle });
  });
}

/** What the keys of a channel's jobs begin with that look something up. */
export const lookUpKey = (channelId: string): string => `lookUp:${channelId}:`;

const syncKey = (channelId: string): string => `sync:${channelId}`;
const jobKeys = (channelId: string): string[] =>
  ["sync", "history", "reconcile", "counts", "subscribe", "hook"].map((name) => `${name}:${channelId}`);

/** One sync job per channel: a second one is the first one, sooner. */
export const queueSync = (trx: Trx, channelId: string, runAt: string): Promise<void> =>
  enqueue(trx, "channel.sync", { channelId }, { runAt, uniqueKey: syncKey(channelId) });

/** The daily second look; one that is due sooner stays as it is. */
export const queueReconcile = (trx: Trx, channelId: string, runAt: string): Promise<void> =>
  enqueue(trx, "channel.reconcile", { channelId }, { runAt, uniqueKey: `reconcile:${channelId}` });

/** Reading older posts again; it comes back by itself whenever some are due. */
export const queueCounts = (trx: Trx, channelId: string, runAt: string): Promise<void> =>
  enqueue(trx, "channel.counts", { channelId }, { runAt, uniqueKey: `counts:${channelId}` });

/** At the start: every channel that can be read has its job, also one that a crash had left without. */
export async function ensureSyncJobs(app: App): Promise<void> {
  await inTransaction(app, async (trx) => {
    const rows = await trx.selectFrom("channel").selectAll().where("removedAt", "is", null).execute();
    for (const row of rows) {
      if (!speaks(app, row)) continue;
      const now = app.clock.now().getTime();
      if (row.health !== "paused") await queueSync(trx, row.id, new Date(now).toISOString());
      const connector = connectorOf(app, row);
      if (connector?.backfill) await queueReconcile(trx, row.id, new Date(now + 3_600_000).toISOString());
      if (connector?.counts) await queueCounts(trx, row.id, new Date(now + 60_000).toISOString());
    }
    await enqueue(trx, "channel.tidy", {}, { runAt: app.clock.iso(), uniqueKey: "channel.tidy" });
  });
  app.wake();
}

/** Replies and acts that waited for a channel are on their way again. */
export async function requeueWaiting(trx: Trx, channelId: string, now: string): Promise<void> {
  const rows = await trx
    .selectFrom("outbox")
    .innerJoin("reply", "reply.id", "outbox.subjectId")
    .select(["outbox.id", "reply.id as replyId"])
    .where("reply.channelId", "=", channelId)
    .where("reply.status", "not in", ["sent", "cancelled"])
    .where("outbox.kind", "=", "reply")
    .where("outbox.state", "=", "waiting")
    .execute();
  for (const { id, replyId } of rows) {
    // The reply before its outbox, as everywhere; one that left meanwhile is not queued again.
    const still = trx.updateTable("reply").set({ status: "queued", reason: null }).where("id", "=", replyId);
    const { numUpdatedRows } = await still.where("status", "=", "waiting").executeTakeFirst();
    if (numUpdatedRows === 0n) continue;
    await trx.updateTable("outbox").set({ state: "queued", nextAt: now }).where("id", "=", id).execute();
    await enqueue(trx, "reply.deliver", { replyId }, { runAt: now, uniqueKey: `deliver:${replyId}` });
  }
  const acts = await trx
    .updateTable("act")
    .set({ status: "queued", reason: null })
    .where("channelId", "=", channelId)
    .where("status", "=", "waiting")
    .returning("id")
    .execute();
  for (const { id } of acts) await enqueue(trx, "act.deliver", { actId: id }, { runAt: now, uniqueKey: `act:${id}` });
  await trx
    .updateTable("job")
    .set({ runAt: now })
    .where("uniqueKey", "like", `${lookUpKey(channelId)}%`)
    .where("lockedUntil", "is", null)
    .execute();
}
