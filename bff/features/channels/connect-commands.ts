import type { ConnectField } from "#bff/connectors/connect-by.ts";
import type { ConnectedAccount, Connector, Moved, Outcome } from "#bff/connectors/connector.ts";
import { freeAddress } from "#bff/features/channels/address-commands.ts";
import { queueCounts, queueReconcile, queueSync, requeueWaiting } from "#bff/features/channels/commands.ts";
import { filledIn, knownFields, withoutSecrets } from "#bff/features/channels/known-fields.ts";
import { queueNeighbours, queueSubscribe } from "#bff/features/channels/neighbour-commands.ts";
import { assertOwnBrand, findAccount, findChannel, unsealed } from "#bff/features/channels/queries.ts";
import { renameInIds, renameOutgoing } from "#bff/features/channels/rename-commands.ts";
import { endRound } from "#bff/features/channels/round-commands.ts";
import { assertMay, type Ctx } from "#bff/platform/context.ts";
import { newToken } from "#bff/platform/crypto.ts";
import type { Trx } from "#bff/platform/db/open.ts";
import type { ChannelTable } from "#bff/platform/db/tables.ts";
import { assertAllowedAddress } from "#bff/platform/fetch-safely.ts";
import { newId } from "#bff/platform/ids.ts";
import { write } from "#bff/platform/write.ts";
import type { Network } from "#shared/channel.ts";
import { cleanFields, fieldProblem } from "#shared/channels/fields.ts";
import type { ConnectInput, ReconnectInput } from "#shared/channels/schema.ts";
import { DomainError } from "#shared/errors.ts";

/** The connector a person may connect a network through. */
export function connectorToConnect(ctx: Ctx, network: Network): Connector {
  const connector = ctx.networks.find((one) => one.network === network);
  if (!connector) throw new DomainError("invalid_input", `This Konak does not speak to ${network}.`, { network });
  return connector;
}

/** What was typed, clean and complete, with every address judged before anything is sent there. */
export async function checkedFields(
  ctx: Ctx,
  wanted: ConnectField[],
  given: Record<string, string>,
): Promise<Record<string, string>> {
  const fields = cleanFields(wanted, given);
  for (const field of wanted) {
    const problem = fieldProblem(field, fields[field.name]);
    if (problem) throw new DomainError("invalid_input", problem, { field: field.name, reason: problem });
    if (field.kind === "url" && fields[field.name])
      await assertReachable(fields[field.name]!, ctx.config.allowAddresses);
  }
  return fields;
}

/** Connects an account by what a person typed; one that was connected before gets its history and its queue back. */
export async function connectChannel(ctx: Ctx, input: ConnectInput): Promise<{ id: string }> {
  assertMay(ctx.actor, "channel.connect");
  await assertOwnBrand(ctx, ctx.actor, input.brandId);
  const connector = connectorToConnect(ctx, input.network);
  if (connector.connectBy.kind !== "fields")
    throw new DomainError("invalid_input", "This network is connected in its own window.", {});
  const fields = await checkedFields(ctx, connector.connectBy.fields, input.fields);
  const account = connectedOr(await connector.connect(fields));
  const former = connector.move && (await formerChannel(ctx, input.brandId, input.network, account));
  const moved = former && (await connector.move?.judge(movingOf(ctx, former), account));
  if (former && moved?.kind === "ok") return await keepMoved(ctx, connector, former, moved.value);
  return await keepAccount(ctx, connector, { brandId: input.brandId, appId: null }, account);
}

/** A new key for a channel whose old one no longer works, or a new address; it has to be of the same account. */
export async function reconnectChannel(ctx: Ctx, input: ReconnectInput): Promise<void> {
  assertMay(ctx.actor, "channel.connect");
  const { channel, connector } = await channelToReconnect(ctx, input.channelId);
  const asked = connector.connectBy.fields;
  const known = knownFields(ctx, connector, channel);
  // Only what is secret has to be typed again; the rest of the account is known.
  const wanted = asked.map((field) => (field.kind === "secret" ? field : { ...field, optional: true as const }));
  const fields = await checkedFields(ctx, wanted, filledIn(asked, known, input.fields));
  const account = connectedOr(await connector.connect(fields));
  if (account.externalId === channel.externalId || !connector.move)
    return await keepReconnected(ctx, connector, channel, account);
  const moved = connectedOr(await connector.move.judge(movingOf(ctx, channel), account));
  await keepMoved(ctx, connector, channel, moved);
}

// The account goes on at its new address: same channel, same history, same queue, same address for webhooks.
async function keepMoved(ctx: Ctx, connector: Connector, channel: ChannelTable, { ids, ...account }: Moved) {
  const { brandId, network, appId = null, externalId: movedFrom } = channel;
  return await keepAccount(ctx, connector, { brandId, appId, network, movedFrom, ids }, account);
}

const movingOf = (
  ctx: Ctx,
  { id: channelId, externalId, handle, credentials, settings, cursor, name }: ChannelTable,
) => ({
  access: { channelId, externalId, handle, credentials: unsealed(ctx, credentials), settings: JSON.parse(settings) },
  cursor,
  name,
});

/** The channel an account has here under an id it had before, such as the address it was asked at before a redirect. */
async function formerChannel(ctx: Ctx, brandId: string, network: Network, account: ConnectedAccount) {
  const { externalId, formerIds = [] } = account;
  if (formerIds.length === 0) return null;
  const there = await findAccount(ctx, { brandId, network, externalId });
  if (there?.removedAt === null) return null;
  const former = await ctx.db.read
    .selectFrom("channel")
    .selectAll()
    .where("brandId", "=", brandId)
    .where("network", "=", network)
    .where("externalId", "in", formerIds)
    .executeTakeFirst();
  // Of two that were disconnected the one that was at this very address is meant.
  const isMeant = former && (there?.externalId !== externalId || former.removedAt === null);
  return isMeant ? former : null;
}

/** What of a channel's account a form for reconnecting it is filled with. Never a secret. */
export async function fieldsOfChannel(ctx: Ctx, channelId: string): Promise<Record<string, string>> {
  assertMay(ctx.actor, "channel.connect");
  const { channel, connector } = await channelToReconnect(ctx, channelId);
  return withoutSecrets(connector.connectBy.fields, knownFields(ctx, connector, channel));
}

async function channelToReconnect(ctx: Ctx, channelId: string) {
  const channel = await findChannel(ctx, channelId);
  const connector = ctx.connectorFor(channel.network as Network, JSON.parse(channel.settings));
  if (!connector || (!channel.credentials && !JSON.parse(channel.settings).sandbox))
    throw new DomainError("invalid_input", "This channel only holds what was imported.", {});
  if (connector.connectBy.kind !== "fields")
    throw new DomainError("invalid_input", "This network is connected in its own window.", {});
  return { channel, connector };
}

/** Puts a new key onto a channel, if it is of the same account. */
export async function keepReconnected(
  ctx: Ctx,
  connector: Connector,
  channel: ChannelTable,
  account: ConnectedAccount,
): Promise<void> {
  if (account.externalId !== channel.externalId)
    throw new DomainError("conflict", "This key is of another account.", { reason: "other_account" });
  await keepAccount(
    ctx,
    connector,
    { brandId: channel.brandId, appId: channel.appId ?? null, network: channel.network },
    account,
  );
}

async function assertReachable(server: string, allow: string[]): Promise<void> {
  try {
    await assertAllowedAddress(server, allow);
  } catch (error) {
    if (error instanceof DomainError) throw error;
    throw new DomainError("network_unreachable", `${server} cannot be found.`, { server });
  }
}

/** What a network says to someone signing in, in the words of our own rules. */
export function connectedOr<T>(outcome: Outcome<T>): T {
  if (outcome.kind === "ok") return outcome.value;
  const { kind, reason } = outcome;
  if (kind === "reconnect")
    throw new DomainError("wrong_password", `The network refused the key: ${reason}`, { reason });
  if (kind === "narrowed")
    throw new DomainError("wrong_password", `The key lacks a permission: ${reason}`, { reason, scope: outcome.scope });
  if (kind === "refused") throw new DomainError("invalid_input", `The network refused: ${reason}`, { reason });
  throw new DomainError("network_unreachable", `The network did not answer: ${reason}`, { reason });
}

/** `movedFrom`: the id by which the account is known here, where it has another one now. */
type Place = { brandId: string; appId: string | null; network?: string; movedFrom?: string; ids?: Moved["ids"] };

/** Keeps a connected account as a channel: its key sealed, its queue on the way again, its reading begun. */
export async function keepAccount(
  ctx: Ctx,
  connector: Connector,
  place: Place,
  account: ConnectedAccount,
): Promise<{ id: string }> {
  const network = place.network ?? connector.network;
  const externalId = place.movedFrom ?? account.externalId;
  const known = await findAccount(ctx, { brandId: place.brandId, network, externalId });
  const id = known?.id ?? newId();
  const stored = unsealed(ctx, known?.credentials ?? null);
  const credentials = connector.keptOver?.(stored, account.credentials) ?? account.credentials;
  await write(ctx, "channel.connect", `channel:${id}`, async (trx, audit) => {
    if (place.ids) await renameOutgoing(trx, id, place.ids);
    if (place.movedFrom || (known && known.externalId !== account.externalId))
      await moveRow(trx, { id, brandId: place.brandId, network, externalId: account.externalId });
    if (place.ids) await renameInIds(trx, id, place.ids);
    await keepRow(ctx, trx, { ...place, id, network }, { ...account, credentials }, known?.settings ?? "{}");
    if (connector.backfill)
      await queueReconcile(trx, id, new Date(ctx.clock.now().getTime() + 86_400_000).toISOString());
    if (connector.counts) await queueCounts(trx, id, new Date(ctx.clock.now().getTime() + 3_600_000).toISOString());
    if (connector.hook) await prepareHook(ctx, trx, id, Boolean(connector.hook.subscribe));
    if (known && connector.hook?.subscribe)
      for (const appId of new Set([known.appId, place.appId]))
        await queueNeighbours(trx, { id, workspaceId: ctx.actor.workspaceId, network, appId }, ctx.clock.iso());
    const moved = place.movedFrom && { from: place.movedFrom, to: account.externalId };
    audit({ network, handle: account.handle, again: Boolean(known), ...(moved && { moved }) });
  });
  return { id };
}

type Address = Pick<ChannelTable, "id" | "brandId" | "network" | "externalId">;

async function moveRow(trx: Trx, { id, ...address }: Address): Promise<void> {
  if (!(await freeAddress(trx, address)))
    throw new DomainError("conflict", "There is a channel at this address already.", { reason: "connected_already" });
  await trx.updateTable("channel").set({ externalId: address.externalId }).where("id", "=", id).execute();
}

async function keepRow(
  ctx: Ctx,
  trx: Trx,
  { id, brandId, network, appId }: Place & { id: string; network: string },
  account: ConnectedAccount,
  settings: string,
): Promise<void> {
  const now = ctx.clock.iso();
  const missing = account.missingScopes ?? [];
  const connected = {
    handle: account.handle,
    name: account.name,
    url: account.url,
    health: missing.length > 0 ? "narrowed" : "ok",
    healthReason: missing.length > 0 ? `Not given: ${missing.join(", ")}` : null,
    healthAt: now,
    toldAt: null,
    pausedBy: null,
    credentials: ctx.vault.seal(account.credentials),
    settings: JSON.stringify({ ...JSON.parse(settings), ...account.settings }),
    appId,
    removedAt: null,
  };
  const { externalId } = account;
  const fixed = { id, workspaceId: ctx.actor.workspaceId, brandId, network, externalId, createdAt: now };
  await trx
    .insertInto("channel")
    .values({ ...fixed, ...connected, cursor: null, lastSyncAt: null })
    .onConflict((conflict) => conflict.columns(["brandId", "network", "externalId"]).doUpdateSet(connected))
    .execute();
  await requeueWaiting(trx, id, now);
  // The pause was planned for the limits of the key before.
  await endRound(trx, id);
  await queueSync(trx, id, now);
}

async function prepareHook(ctx: Ctx, trx: Trx, id: string, subscribes: boolean): Promise<void> {
  await trx
    .updateTable("channel")
    .set({ hookSecret: ctx.vault.seal(newToken().token) })
    .where("id", "=", id)
    .where("hookSecret", "is", null)
    .execute();
  if (subscribes) await queueSubscribe(trx, id, ctx.clock.iso());
}
