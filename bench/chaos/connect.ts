import { connectChannel, reconnectChannel } from "#bff/features/channels/connect-commands.ts";
import { beginOAuth, choose, returnOAuth, saveApp } from "#bff/features/channels/oauth-commands.ts";
import type { Network } from "#shared/channel.ts";
import type { Where } from "./network.ts";

/** Connects by what a person types; a channel that is there gets its new key. */
export async function byFields(
  { ctx, brandId, channelId }: Where,
  network: Network,
  fields: Record<string, string>,
): Promise<string> {
  if (!channelId) return (await connectChannel(ctx, { brandId, network, fields })).id;
  await reconnectChannel(ctx, { channelId, fields });
  return channelId;
}

type Dialog = {
  network: Network;
  fields: Record<string, string>;
  /** the person's own app, where the network wants one */
  app?: { clientId: string; clientSecret: string };
  /** what the network's own window does when somebody agrees there: gives the code it sends the browser back with */
  agree(address: URL): string;
  /** which account is chosen when there are several */
  account?: string;
};

/** Connects in the network's window, as the browser would: out with a state, back with a code, an account chosen. */
export async function byOAuth({ ctx, brandId, channelId }: Where, dialog: Dialog): Promise<string> {
  const { network, fields, app, agree, account = "" } = dialog;
  if (app && !channelId) await saveApp(ctx, { network, server: "", ...app });
  const address = new URL((await beginOAuth(ctx, { network, brandId, channelId, fields })).url);
  const state = address.searchParams.get("state") ?? "";
  const back = await returnOAuth(ctx, { state, code: agree(address) });
  if (back.choose) await choose(ctx, { attempt: state, externalIds: [account] });
  if (channelId) return channelId;
  const { id } = await ctx.db.write
    .selectFrom("channel")
    .select("id")
    .where("brandId", "=", brandId)
    .where("network", "=", network)
    .executeTakeFirstOrThrow();
  return id;
}

/** The code a stand-in hands out, kept there with what the address asked for. */
export function agreed(
  codes: Map<string, { challenge: string; scopes: string; redirect: string }>,
  scopesIn = (asked: string): string => asked,
): Dialog["agree"] {
  return (address) => {
    const {
      code_challenge: challenge = "",
      redirect_uri: redirect = "",
      scope = "",
    } = Object.fromEntries(address.searchParams);
    const code = `code-${codes.size}-${challenge.slice(0, 8)}`;
    codes.set(code, { challenge, redirect, scopes: scopesIn(scope) });
    return code;
  };
}
