import { createHash, randomBytes } from "node:crypto";
import type { AppKeys, ConnectBy, OAuthAsk } from "#bff/connectors/connect-by.ts";
import type { ChannelAccess } from "#bff/connectors/connector.ts";
import { valueIn } from "#bff/connectors/contract-world.ts";

/** What a stand-in knows of who allowed what: the codes it gave, and with which permissions. */
export type Codes<Scopes> = Map<string, { challenge: string; scopes: Scopes; redirect: string }>;

type Way<Scopes> = {
  connectBy: ConnectBy;
  codes: Codes<Scopes>;
  app: AppKeys;
  /** the permissions as the stand-in keeps them, of what the address asks for */
  scopesIn(asked: string): Scopes;
  /** false: the network has no PKCE for apps that keep a secret */
  pkce?: false;
};

/** Signing in as a person does: leaves for the network's page with what the connector asks for, comes back with a code. */
export function signInTo<Scopes>({ connectBy, codes, app, scopesIn, pkce }: Way<Scopes>) {
  if (connectBy.kind !== "oauth") throw new Error("This network does not connect over OAuth.");
  const redirect = "http://localhost:4700/api/channels/connected";
  const leave = (fields: Record<string, string> = {}, scopes?: Scopes) => {
    const ask: OAuthAsk = { app, fields, redirect };
    const verifier = randomBytes(32).toString("base64url");
    const challenge = createHash("sha256").update(verifier).digest("base64url");
    const address = new URL(connectBy.authorizeUrl(ask, "state", challenge));
    const asked = Object.fromEntries(address.searchParams);
    const challenged = asked.code_challenge_method === "S256";
    if (challenged !== (pkce ?? true)) throw new Error(`A challenge went along: ${challenged}.`);
    const code = `4/${randomBytes(4).toString("hex")}`;
    const given = scopes ?? scopesIn(asked.scope ?? "");
    codes.set(code, { challenge: asked.code_challenge ?? "", scopes: given, redirect: asked.redirect_uri ?? "" });
    return { ask, asked, code, verifier, exchange: connectBy.exchange };
  };
  return {
    leave,
    async connected(fields?: Record<string, string>, scopes?: Scopes): Promise<ChannelAccess> {
      const { ask, code, verifier, exchange } = leave(fields, scopes);
      const [account] = valueIn(await exchange(ask, code, verifier));
      if (!account) throw new Error("No account was connected.");
      return { channelId: "channel-1", ...account, settings: account.settings ?? {}, app };
    },
    refusedCode(fields?: Record<string, string>) {
      const { ask, verifier, exchange } = leave(fields);
      return exchange(ask, "a-code-nobody-gave", verifier);
    },
  };
}
