import { createHash, randomBytes } from "node:crypto";
import type { AppKeys, ConnectBy } from "#bff/connectors/connect-by.ts";
import type { ConnectedAccount, Connector } from "#bff/connectors/connector.ts";
import {
  checkedFields,
  connectedOr,
  connectorToConnect,
  keepAccount,
  keepReconnected,
} from "#bff/features/channels/connect-commands.ts";
import { redirectOf } from "#bff/features/channels/network-queries.ts";
import { appKeys, assertOwnBrand, findChannel } from "#bff/features/channels/queries.ts";
import { assertMay, type Ctx } from "#bff/platform/context.ts";
import { hashToken, newToken } from "#bff/platform/crypto.ts";
import type { ConnectAttemptTable } from "#bff/platform/db/tables-channels.ts";
import { newId } from "#bff/platform/ids.ts";
import { inTransaction, write } from "#bff/platform/write.ts";
import type { Network } from "#shared/channel.ts";
import { appKeyProblem, bareText } from "#shared/channels/fields.ts";
import type { AppInput, BeginInput } from "#shared/channels/schema.ts";
import { DomainError } from "#shared/errors.ts";

const attemptLasts = 10 * 60_000;

type ByOAuth = Extract<ConnectBy, { kind: "oauth" }>;
/** What is kept of somebody who left for the network's window; `accounts` once they came back and have to choose. */
type Kept = { verifier: string; fields: Record<string, string>; accounts?: ConnectedAccount[] };

function oauthOf(ctx: Ctx, network: Network): { connector: Connector; by: ByOAuth } {
  const connector = connectorToConnect(ctx, network);
  if (connector.connectBy.kind !== "oauth")
    throw new DomainError("invalid_input", "This network is connected by what is typed here.", {});
  return { connector, by: connector.connectBy };
}

/** Keeps the id and secret of a person's own app, the secret sealed. Copied blanks around them are forgiven. */
export async function saveApp(ctx: Ctx, input: AppInput): Promise<void> {
  assertMay(ctx.actor, "channel.app");
  oauthOf(ctx, input.network);
  const [clientId, clientSecret] = [bareText(input.clientId), bareText(input.clientSecret)];
  const problem = appKeyProblem("The app's id", clientId) ?? appKeyProblem("The app's secret", clientSecret);
  if (problem) throw new DomainError("invalid_input", problem, { reason: problem });
  await write(ctx, "channel.app", `network:${input.network}`, async (trx, audit) => {
    await keepApp(ctx, trx, input.network, bareText(input.server), { clientId, clientSecret });
    audit({ network: input.network, clientId });
  });
}

type Trx = Parameters<Parameters<typeof inTransaction>[1]>[0];

async function keepApp(ctx: Ctx, trx: Trx, network: string, server: string, keys: AppKeys): Promise<string> {
  const now = ctx.clock.iso();
  const { workspaceId } = ctx.actor;
  const known = { clientId: keys.clientId, secret: ctx.vault.seal(keys.clientSecret), updatedAt: now };
  const { id } = await trx
    .insertInto("network_app")
    .values({ id: newId(), workspaceId, network, server, createdAt: now, ...known })
    .onConflict((conflict) => conflict.columns(["workspaceId", "network", "server"]).doUpdateSet(known))
    .returning("id")
    .executeTakeFirstOrThrow();
  return id;
}

// The app that asks: the person's own, or one that Konak registers at the server that was typed.
async function appToAsk(ctx: Ctx, by: ByOAuth, network: Network, fields: Record<string, string>) {
  const server = by.app === "register" ? new URL(fields.server ?? "").origin : "";
  const row = await ctx.db.write
    .selectFrom("network_app")
    .select("id")
    .where("workspaceId", "=", ctx.actor.workspaceId)
    .where("network", "=", network)
    .where("server", "=", server)
    .executeTakeFirst();
  const known = row && (await appKeys(ctx, row.id));
  if (row && known) return { id: row.id, keys: known };
  if (!by.register)
    throw new DomainError("invalid_input", "The id and secret of your own app are needed first.", { reason: "no_app" });
  const keys = connectedOr(await by.register(fields, redirectOf(ctx)));
  return { id: await inTransaction(ctx, (trx) => keepApp(ctx, trx, network, server, keys)), keys };
}

/** Somebody leaves for the network's window: state, verifier and challenge are made, and kept for ten minutes. */
export async function beginOAuth(ctx: Ctx, input: BeginInput): Promise<{ url: string }> {
  assertMay(ctx.actor, "channel.connect");
  await assertOwnBrand(ctx, ctx.actor, input.brandId);
  if (input.channelId) await findChannel(ctx, input.channelId);
  const { by } = oauthOf(ctx, input.network);
  const fields = await checkedFields(ctx, by.fields, input.fields);
  const app = await appToAsk(ctx, by, input.network, fields);
  const [state, verifier] = [newToken(), randomBytes(32).toString("base64url")];
  const now = ctx.clock.now();
  const kept: Kept = { verifier, fields };
  await inTransaction(ctx, async (trx) => {
    await trx.deleteFrom("connect_attempt").where("expiresAt", "<=", now.toISOString()).execute();
    await trx
      .insertInto("connect_attempt")
      .values({
        stateHash: state.hash,
        workspaceId: ctx.actor.workspaceId,
        userId: ctx.actor.userId ?? "",
        brandId: input.brandId,
        channelId: input.channelId,
        network: input.network,
        appId: app.id,
        sealed: ctx.vault.seal(kept),
        createdAt: now.toISOString(),
        expiresAt: new Date(now.getTime() + attemptLasts).toISOString(),
      })
      .execute();
  });
  const challenge = createHash("sha256").update(verifier).digest("base64url");
  return { url: by.authorizeUrl({ app: app.keys, fields, redirect: redirectOf(ctx) }, state.token, challenge) };
}

async function attemptOf(ctx: Ctx, state: string): Promise<{ attempt: ConnectAttemptTable; kept: Kept }> {
  const attempt = await ctx.db.write
    .selectFrom("connect_attempt")
    .selectAll()
    .where("stateHash", "=", hashToken(state))
    .where("userId", "=", ctx.actor.userId ?? "")
    .where("workspaceId", "=", ctx.actor.workspaceId)
    .where("expiresAt", ">", ctx.clock.iso())
    .executeTakeFirst();
  if (!attempt) throw new DomainError("link_expired", "This attempt to connect is over; begin again.", {});
  return { attempt, kept: ctx.vault.open(attempt.sealed) as Kept };
}

/** Somebody comes back with a code: with one account it is connected, with several they choose on the page. */
export async function returnOAuth(
  ctx: Ctx,
  back: { state: string; code: string },
): Promise<{ network: Network; choose: boolean; connected: number }> {
  assertMay(ctx.actor, "channel.connect");
  const { attempt, kept } = await attemptOf(ctx, back.state);
  const network = attempt.network as Network;
  const { by } = oauthOf(ctx, network);
  const app = attempt.appId ? await appKeys(ctx, attempt.appId) : null;
  if (!app)
    throw new DomainError("invalid_input", "The id and secret of your own app are needed first.", { reason: "no_app" });
  const ask = { app, fields: kept.fields, redirect: redirectOf(ctx) };
  const accounts = connectedOr(await by.exchange(ask, back.code, kept.verifier));
  if (accounts.length === 0)
    throw new DomainError("invalid_input", "The network named no account this key may speak for.", {
      reason: "no_account",
    });
  const only = attempt.channelId
    ? await accountOf(ctx, attempt.channelId, accounts)
    : accounts.length === 1
      ? accounts[0]
      : null;
  if (only) {
    await keepChosen(ctx, attempt, [only]);
    return { network, choose: false, connected: 1 };
  }
  await ctx.db.write
    .updateTable("connect_attempt")
    .set({ sealed: ctx.vault.seal({ ...kept, accounts } satisfies Kept) })
    .where("stateHash", "=", attempt.stateHash)
    .execute();
  return { network, choose: true, connected: 0 };
}

async function accountOf(ctx: Ctx, channelId: string, accounts: ConnectedAccount[]): Promise<ConnectedAccount> {
  const channel = await findChannel(ctx, channelId);
  const same = accounts.find((account) => account.externalId === channel.externalId);
  if (!same) throw new DomainError("conflict", "This key is of another account.", { reason: "other_account" });
  return same;
}

async function keepChosen(ctx: Ctx, attempt: ConnectAttemptTable, accounts: ConnectedAccount[]): Promise<void> {
  const { connector } = oauthOf(ctx, attempt.network as Network);
  for (const account of accounts) {
    if (attempt.channelId) await keepReconnected(ctx, connector, await findChannel(ctx, attempt.channelId), account);
    else await keepAccount(ctx, connector, { brandId: attempt.brandId, appId: attempt.appId }, account);
  }
  await ctx.db.write.deleteFrom("connect_attempt").where("stateHash", "=", attempt.stateHash).execute();
}

/** The accounts somebody who came back may choose from. */
export async function choicesOf(ctx: Ctx, state: string) {
  const { kept } = await attemptOf(ctx, state);
  return (kept.accounts ?? []).map(({ externalId, handle, name }) => ({ externalId, handle, name }));
}

/** Connects the accounts that were chosen. */
export async function choose(ctx: Ctx, input: { attempt: string; externalIds: string[] }): Promise<void> {
  const { attempt, kept } = await attemptOf(ctx, input.attempt);
  const chosen = (kept.accounts ?? []).filter((account) => input.externalIds.includes(account.externalId));
  if (chosen.length === 0) throw new DomainError("invalid_input", "Choose at least one account.", {});
  await keepChosen(ctx, attempt, chosen);
}
