import type { ConnectedAccount, Outcome } from "#bff/connectors/connector.ts";
import { assertOwnBrand, findAccount, findChannel, openChannel } from "#bff/features/channels/queries.ts";
import { type App, assertMay, type Ctx } from "#bff/platform/context.ts";
import type { Trx } from "#bff/platform/db/open.ts";
import { assertAllowedAddress } from "#bff/platform/fetch-safely.ts";
import { newId } from "#bff/platform/ids.ts";
import { enqueue } from "#bff/platform/jobs/queue.ts";
import { inTransaction, write } from "#bff/platform/write.ts";
import type { ConnectBlueskyInput, ReconnectInput } from "#shared/channels/schema.ts";
import { DomainError } from "#shared/errors.ts";

/** Connects a Bluesky account; one that was connected before gets its history and its waiting replies back. */
export async function connectBluesky(ctx: Ctx, input: ConnectBlueskyInput): Promise<{ id: string }> {
  assertMay(ctx.actor, "channel.connect");
  await assertOwnBrand(ctx, ctx.actor, input.brandId);
  const connector = ctx.connectorFor("bluesky", {});
  if (!connector) throw new DomainError("invalid_input", "This Konak does not speak to Bluesky.", {});
  const { brandId, service, handle, appPassword } = input;
  const server = /^[a-z]+:\/\//i.test(service) ? service : `https://${service}`;
  await assertReachable(server, ctx.config.allowAddresses);
  const account = connectedOr(await connector.connect({ service: server, handle, appPassword }));
  const known = await findAccount(ctx, { brandId, network: "bluesky", externalId: account.externalId });
  const id = known?.id ?? newId();
  return write(ctx, "channel.connect", `channel:${id}`, async (trx, audit) => {
    await keepAccount(ctx, trx, id, brandId, account);
    audit({ network: "bluesky", handle: account.handle, again: Boolean(known) });
    return { id };
  });
}

async function assertReachable(server: string, allow: string[]): Promise<void> {
  try {
    await assertAllowedAddress(server, allow);
  } catch (error) {
    if (error instanceof DomainError) throw error;
    throw new DomainError("network_unreachable", `${server} cannot be found.`, { server });
  }
}

// What a network says to someone signing in, in the words of our own rules.
function connectedOr(outcome: Outcome<ConnectedAccount>): ConnectedAccount {
  if (outcome.kind === "ok") return outcome.value;
  const { kind, reason } = outcome;
  if (kind === "reconnect")
    throw new DomainError("wrong_password", `The network refused the key: ${reason}`, { reason });
  if (kind === "refused") throw new DomainError("invalid_input", `The network refused: ${reason}`, { reason });
  throw new DomainError("network_unreachable", `The network did not answer: ${reason}`, { reason });
}

async function keepAccount(ctx: Ctx, trx: Trx, id: string, brandId: string, account: ConnectedAccount): Promise<void> {
  const now = ctx.clock.iso();
  const connected = {
    handle: account.handle,
    name: account.name,
    url: account.url,
    health: "ok",
    healthReason: null,
    healthAt: now,
    credentials: ctx.vault.seal(account.credentials),
    removedAt: null,
  };
  await trx
    .insertInto("channel")
    .values({
      id,
      workspaceId: ctx.actor.workspaceId,
      brandId,
      network: "bluesky",
      externalId: account.externalId,
      ...connected,
      settings: "{}",
      cursor: null,
      lastSyncAt: null,
      createdAt: now,
    })
    .onConflict((conflict) => conflict.columns(["brandId", "network", "externalId"]).doUpdateSet(connected))
    .execute();
  await requeueWaiting(trx, id, now);
  await queueSync(trx, id, now);
}

/** A new key for a channel whose old one no longer works; it has to be of the same account. */
export async function reconnectChannel(ctx: Ctx, input: ReconnectInput): Promise<void> {
  assertMay(ctx.actor, "channel.connect");
  const channel = await findChannel(ctx, input.channelId);
  const opened = openChannel(ctx, channel);
  if (!opened) throw new DomainError("invalid_input", "This channel only holds what was imported.", {});
  const { connector, access } = opened;
  const account = connectedOr(
    await connector.connect({ ...textsOf(access.credentials), handle: channel.handle, appPassword: input.appPassword }),
  );
  if (account.externalId !== channel.externalId)
    throw new DomainError("conflict", "This key is of another account.", { reason: "other_account" });
  await write(ctx, "channel.connect", `channel:${channel.id}`, async (trx, audit) => {
    const now = ctx.clock.iso();
    const credentials = ctx.vault.seal(account.credentials);
    const { handle, name, url } = account;
    await trx
      .updateTable("channel")
      .set({ credentials, handle, name, url, health: "ok", healthReason: null, healthAt: now })
      .where("id", "=", channel.id)
      .execute();
    await requeueWaiting(trx, channel.id, now);
    await queueSync(trx, channel.id, now);
    audit({ network: channel.network, handle, again: true });
  });
}

// What was kept of the account names its server; only the plain texts of it are answers a form would give.
const textsOf = (credentials: unknown): Record<string, string> =>
  Object.fromEntries(
    Object.entries((credentials ?? {}) as Record<string, unknown>).filter(
      (entry): entry is [string, string] => typeof entry[1] === "string",
    ),
  );

/** Reads a channel now instead of at its next turn. */
export async function syncNow(ctx: Ctx, channelId: string): Promise<void> {
  const channel = await findChannel(ctx, channelId);
  if (channel.health === "reconnect")
    throw new DomainError("channel_reconnect", "This channel has to be reconnected first.", { channelId });
  if (!openChannel(ctx, channel))
    throw new DomainError("invalid_input", "This channel only holds what was imported.", {});
  await write(ctx, "channel.sync", `channel:${channelId}`, (trx) => queueSync(trx, channelId, ctx.clock.iso()));
}

/** Lets a channel go: its key is forgotten, everything it brought stays. */
export async function disconnectChannel(ctx: Ctx, channelId: string): Promise<void> {
  const channel = await findChannel(ctx, channelId);
  await write(ctx, "channel.disconnect", `channel:${channelId}`, async (trx, audit) => {
    await trx
      .updateTable("channel")
      .set({ removedAt: ctx.clock.iso(), credentials: null })
      .where("id", "=", channelId)
      .execute();
    await trx.deleteFrom("job").where("uniqueKey", "=", syncKey(channelId)).execute();
    audit({ network: channel.network, handle: channel.handle });
  });
}

const syncKey = (channelId: string): string => `sync:${channelId}`;

/** One sync job per channel: a second one is the first one, sooner. */
const queueSync = (trx: Trx, channelId: string, runAt: string): Promise<void> =>
  enqueue(trx, "channel.sync", { channelId }, { runAt, uniqueKey: syncKey(channelId) });

/** At the start: every channel that can be read has its job, also one that a crash had left without. */
export async function ensureSyncJobs(app: App): Promise<void> {
  await inTransaction(app, async (trx) => {
    const rows = await trx.selectFrom("channel").selectAll().where("removedAt", "is", null).execute();
    for (const row of rows) if (openChannel(app, row)) await queueSync(trx, row.id, app.clock.iso());
  });
  app.wake();
}

/** Replies that waited for a channel are on their way again. */
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
    await trx.updateTable("outbox").set({ state: "queued", nextAt: now }).where("id", "=", id).execute();
    await trx.updateTable("reply").set({ status: "queued", reason: null }).where("id", "=", replyId).execute();
    await enqueue(trx, "reply.deliver", { replyId }, { runAt: now, uniqueKey: `deliver:${replyId}` });
  }
}
