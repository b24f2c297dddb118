import type { ExpressionBuilder } from "kysely";
import type { BackfillPage } from "#bff/connectors/connector.ts";
import { isWhereAsked } from "#bff/features/channels/address-commands.ts";
import { findChannel } from "#bff/features/channels/queries.ts";
import { tellStream } from "#bff/features/channels/stream-commands.ts";
import { storeItems } from "#bff/features/inbox/ingest-commands.ts";
import type { App, Ctx } from "#bff/platform/context.ts";
import type { Trx } from "#bff/platform/db/open.ts";
import type { ChannelTable, Tables } from "#bff/platform/db/tables.ts";
import { newId } from "#bff/platform/ids.ts";
import { enqueue } from "#bff/platform/jobs/queue.ts";
import { inTransaction, write } from "#bff/platform/write.ts";
import type { Network } from "#shared/channel.ts";
import { DomainError } from "#shared/errors.ts";

export const queueHistory = (trx: Trx, channelId: string, runAt: string): Promise<void> =>
  enqueue(trx, "channel.history", { channelId }, { runAt, uniqueKey: `history:${channelId}` });

/** Reads a channel's past back to `until` (ISO); asked for again with an older date it goes on where it was. */
export async function readHistory(ctx: Ctx, input: { channelId: string; until: string }): Promise<void> {
  const channel = await findChannel(ctx, input.channelId);
  const connector = ctx.connectorFor(channel.network as Network, JSON.parse(channel.settings));
  if (!connector?.backfill)
    throw new DomainError("invalid_input", "This network does not give what is older than 30 days.", {
      reason: "no_history",
    });
  await write(ctx, "channel.history", `channel:${channel.id}`, async (trx, audit) => {
    const now = ctx.clock.iso();
    const before = await trx
      .selectFrom("channel_history")
      .selectAll()
      .where("channelId", "=", channel.id)
      .executeTakeFirst();
    // What was read to its end goes on from there only when the new end is further away; what was given up where it was.
    const failed = before?.state === "failed" && (await passOfHistory(trx, channel.id)).pass === null;
    const goesOn = before !== undefined && before.cursor !== null && !failed;
    const fresh = { cursor: null, reachedTo: null, items: 0, added: 0, pages: 0, workedMs: 0, startedAt: now };
    const asked = { until: input.until, state: "running", reason: null, finishedAt: null, ...(!goesOn && fresh) };
    await trx
      .insertInto("channel_history")
      .values({ channelId: channel.id, ...fresh, ...asked })
      .onConflict((conflict) => conflict.column("channelId").doUpdateSet(asked))
      .execute();
    await trx.updateTable("channel_stream").set({ pass: null }).where(ofHistory(channel.id)).execute();
    await queueHistory(trx, channel.id, now);
    audit({ until: input.until, network: channel.network });
  });
}

/** Stops reading the past; what was read stays. */
export async function stopHistory(ctx: Ctx, channelId: string): Promise<void> {
  const channel = await findChannel(ctx, channelId);
  await write(ctx, "channel.history", `channel:${channel.id}`, async (trx, audit) => {
    await trx
      .updateTable("channel_history")
      .set({ state: "stopped", reason: null, finishedAt: ctx.clock.iso() })
      .where("channelId", "=", channel.id)
      .where("state", "in", ["running", "waiting"])
      .execute();
    await trx.updateTable("channel_stream").set({ nextAt: null, pass: null }).where(ofHistory(channel.id)).execute();
    await trx.deleteFrom("job").where("uniqueKey", "=", `history:${channel.id}`).execute();
    audit({ stopped: true });
  });
}

/** The past that is being read, or null when nobody asks for it any more. */
export const historyOf = (app: App, channelId: string) =>
  app.db.write
    .selectFrom("channel_history")
    .selectAll()
    .where("channelId", "=", channelId)
    .where("state", "in", ["running", "waiting"])
    .executeTakeFirst();

/**
 * Keeps a page of the past with its cursor, in one transaction; "over" when somebody stopped it or asked anew, "moved"
 * when the channel is at another address since it was asked for. Then nothing is kept.
 */
export async function storeHistoryPage(
  app: App,
  channel: ChannelTable,
  before: string | null,
  page: BackfillPage,
  workedMs: number,
): Promise<"kept" | "over" | "moved"> {
  const changed = await inTransaction(app, async (trx) => {
    if (!(await isWhereAsked(app, trx, channel))) return "moved";
    const now = app.clock.iso();
    const held = await trx
      .updateTable("channel_history")
      .set((eb) => ({
        cursor: page.cursor,
        reachedTo: page.reachedTo ?? eb.ref("reachedTo"),
        items: eb("items", "+", page.items.length),
        pages: eb("pages", "+", 1),
        workedMs: eb("workedMs", "+", workedMs),
        state: page.more ? "running" : "done",
        reason: null,
        ...(!page.more && { finishedAt: now }),
      }))
      .where("channelId", "=", channel.id)
      .where("state", "in", ["running", "waiting"])
      .where("cursor", before === null ? "is" : "=", before)
      .executeTakeFirst();
    if (held.numUpdatedRows === 0n) return "over";
    const { added } = await storeItems(app, trx, channel, page.items, { asked: channel.news ?? 0 });
    await trx
      .updateTable("channel_history")
      .set((eb) => ({ added: eb("added", "+", added) }))
      .where("channelId", "=", channel.id)
      .execute();
    await tellStream(trx, channel.id, "history", { ok: true, at: now, nextAt: null, pass: null });
    return added > 0;
  });
  if (typeof changed === "string") return changed;
  app.live.hint({ workspaceId: channel.workspaceId, slice: "channels" });
  if (changed) app.live.hint({ workspaceId: channel.workspaceId, slice: "inbox" });
  return "kept";
}

const ofHistory = (channelId: string) => (eb: ExpressionBuilder<Tables, "channel_stream">) =>
  eb.and({ channelId, stream: "history" });

const passOfHistory = async (db: Pick<Trx, "selectFrom">, channelId: string) =>
  (await db
    .selectFrom("channel_stream")
    .select(["pass", "lastTriedAt"])
    .where(ofHistory(channelId))
    .executeTakeFirst()) ?? { pass: null, lastTriedAt: null };

// A network is asked at least once a day; whoever did not ask for longer was off.
const wasOff = 2 * 86_400_000;

/**
 * Since when (ISO) the network has given nothing of the past; the way of history keeps it as its `pass`. Days on which
 * Konak did not ask are no refusal, so after them it begins anew.
 */
export async function inVainSince(app: App, channelId: string): Promise<string> {
  const { pass, lastTriedAt } = await passOfHistory(app.db.write, channelId);
  const asked = new Date(app.clock.now().getTime() - wasOff).toISOString();
  return pass !== null && lastTriedAt !== null && lastTriedAt >= asked ? pass : app.clock.iso();
}

/**
 * The past has to wait (`inVain`: since when), or cannot be read at all; the reason stands on the screen. What failed
 * in vain was given up: asked for again it goes on where it was, everything else that failed begins anew.
 */
export async function tellHistory(
  app: App,
  channel: ChannelTable,
  state: "waiting" | "failed",
  reason: string,
  nextAt: string | null,
  inVain: string | null = null,
): Promise<void> {
  const at = app.clock.iso();
  await inTransaction(app, async (trx) => {
    const told = await trx
      .updateTable("channel_history")
      .set({ state, reason, ...(state === "failed" && { finishedAt: at }) })
      .where("channelId", "=", channel.id)
      .where("state", "in", ["running", "waiting"])
      .executeTakeFirst();
    // Somebody stopped it while the network was asked: then there is no next attempt.
    if (told.numUpdatedRows > 0n)
      await tellStream(trx, channel.id, "history", { ok: false, at, error: reason, nextAt, pass: inVain });
  });
  app.live.hint({ workspaceId: channel.workspaceId, slice: "channels" });
}

/**
 * The past waits for a person (`reason`: why, as a code), who may take as long as they like: the network was not asked,
 * so this is no failure, and the time it gave nothing begins anew.
 */
export async function holdHistory(app: App, channel: ChannelTable, reason: string): Promise<void> {
  const changed = await inTransaction(app, async (trx) => {
    const held = await trx
      .updateTable("channel_history")
      .set({ state: "waiting", reason })
      .where("channelId", "=", channel.id)
      .where("state", "in", ["running", "waiting"])
      .where((eb) => eb.or([eb("state", "=", "running"), eb("reason", "is distinct from", reason)]))
      .executeTakeFirst();
    if (held.numUpdatedRows === 0n) return false;
    await trx.updateTable("channel_stream").set({ nextAt: null, pass: null }).where(ofHistory(channel.id)).execute();
    return true;
  });
  if (changed) app.live.hint({ workspaceId: channel.workspaceId, slice: "channels" });
}

/**
 * Keeps a page that was read a second time (`channel` as it was when it was asked for); gives how many items push and
 * poll had both missed. Null: the channel is at another address since, and nothing was kept.
 */
export async function storeAgain(app: App, channel: ChannelTable, page: BackfillPage): Promise<number | null> {
  const added = await inTransaction(app, async (trx) => {
    if (!(await isWhereAsked(app, trx, channel))) return null;
    return (await storeItems(app, trx, channel, page.items, { asked: channel.news ?? 0 })).added;
  });
  if (added !== null && added > 0) app.live.hint({ workspaceId: channel.workspaceId, slice: "inbox" });
  return added;
}

/** A second look that could not be finished, and when the next one begins. */
export const tellNotReconciled = (app: App, channelId: string, error: string, nextAt: string): Promise<void> =>
  inTransaction(app, (trx) =>
    tellStream(trx, channelId, "reconcile", { ok: false, at: app.clock.iso(), error, nextAt }),
  );

/** Writes down what a reconciling pass found, and when the next one begins. */
export const tellReconciled = (
  app: App,
  channelId: string,
  run: { since: string; read: number; found: number },
  nextAt: string,
): Promise<void> =>
  inTransaction(app, async (trx) => {
    const at = app.clock.iso();
    await trx
      .insertInto("reconcile_run")
      .values({ id: newId(), channelId, at, ...run })
      .execute();
    const old = new Date(app.clock.now().getTime() - 90 * 86_400_000).toISOString();
    await trx.deleteFrom("reconcile_run").where("channelId", "=", channelId).where("at", "<", old).execute();
    await tellStream(trx, channelId, "reconcile", { ok: true, at, nextAt });
  });
