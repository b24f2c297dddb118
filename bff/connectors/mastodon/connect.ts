import { z } from "zod";
import { ask } from "#bff/connectors/ask.ts";
import type { AppKeys, ConnectBy, OAuthAsk } from "#bff/connectors/connect-by.ts";
import type { ConnectedAccount, ConnectorParts, Outcome } from "#bff/connectors/connector.ts";
import { pageToAllow } from "#bff/connectors/own-app.ts";
import { mastodonScopes, mastodonSteps, scopesAsked } from "./about.ts";
import { Account, addressOf, judge } from "./api.ts";

const Application = z.object({ client_id: z.string(), client_secret: z.string() });
const Token = z.object({ access_token: z.string(), scope: z.string().default("") });
const Instance = z.object({
  configuration: z.object({ statuses: z.object({ max_characters: z.number() }) }),
});

/** The server's address from what a person types: an address, a bare host, or the account's whole handle. */
export function serverIn(fields: Record<string, string>): string | null {
  const typed = (fields.server ?? "").replace(/[\s\p{Cf}]/gu, "");
  const host = /^@?[^@/]+@([^@/]+)$/.exec(typed)?.[1] ?? typed;
  const address = /^https?:\/\//i.test(host) ? host : `https://${host}`;
  return host !== "" && URL.canParse(address) ? new URL(address).origin : null;
}

const noServer = { kind: "refused" as const, reason: "That is not the address of a server." };

export function mastodonConnectBy(parts: ConnectorParts): ConnectBy {
  return {
    kind: "oauth",
    app: "register",
    scopes: mastodonScopes,
    steps: mastodonSteps,
    fields: [{ name: "server", label: "Server", kind: "text", example: "mastodon.example" }],
    register: (fields, redirect) => register(parts, fields, redirect),
    authorizeUrl(ask, state, challenge) {
      const page = addressOf(serverIn(ask.fields) ?? "https://invalid.invalid", "/oauth/authorize");
      return pageToAllow(page, ask, { scope: scopesAsked, state }, challenge);
    },
    exchange: (asked, code, verifier) => exchange(parts, asked, code, verifier),
  };
}

async function register(
  parts: ConnectorParts,
  fields: Record<string, string>,
  redirect: string,
): Promise<Outcome<AppKeys>> {
  const server = serverIn(fields);
  if (!server) return noServer;
  const body = { client_name: "Konak", redirect_uris: [redirect], scopes: scopesAsked };
  // Registering twice leaves an app nobody uses and harms no one, so silence here is only silence.
  const made = await ask(parts, addressOf(server, "/api/v1/apps"), { body });
  if (made.kind !== "ok") return made;
  const app = Application.safeParse(made.value.body);
  if (!app.success) return { kind: "refused", reason: "There is no Mastodon server at this address." };
  return { kind: "ok", value: { clientId: app.data.client_id, clientSecret: app.data.client_secret } };
}

async function exchange(
  parts: ConnectorParts,
  { app, fields, redirect }: OAuthAsk,
  code: string,
  verifier: string,
): Promise<Outcome<ConnectedAccount[]>> {
  const server = serverIn(fields);
  if (!server) return noServer;
  const body = new URLSearchParams({
    grant_type: "authorization_code",
    client_id: app.clientId,
    client_secret: app.clientSecret,
    redirect_uri: redirect,
    code,
    code_verifier: verifier,
  });
  const answer = await ask(parts, addressOf(server, "/oauth/token"), { body });
  if (answer.kind !== "ok") return answer;
  const token = Token.safeParse(answer.value.body);
  if (!token.success) return { kind: "refused", reason: "The server gave no key." };
  const headers = { authorization: `Bearer ${token.data.access_token}` };
  const me = await ask(parts, addressOf(server, "/api/v1/accounts/verify_credentials"), { headers, judge });
  if (me.kind !== "ok") return me;
  const account = Account.safeParse(me.value.body);
  if (!account.success) return { kind: "refused", reason: "The server did not say whose key this is." };
  const instance = await ask(parts, addressOf(server, "/api/v2/instance"), { fine: [404] });
  const told = instance.kind === "ok" ? Instance.safeParse(instance.value.body).data : undefined;
  const granted = token.data.scope.split(/\s+/);
  const has = (scope: string) => granted.includes(scope) || granted.includes(scope.split(":")[0] ?? "");
  const { id, acct, display_name: name, url } = account.data;
  const handle = `@${acct.includes("@") ? acct : `${acct}@${new URL(server).host}`}`;
  return {
    kind: "ok",
    value: [
      {
        externalId: `${server}/${id}`,
        handle,
        name: name || handle,
        url,
        credentials: { server, token: token.data.access_token },
        settings: { id, limit: told?.configuration.statuses.max_characters ?? 500 },
        missingScopes: scopesAsked.split(" ").filter((scope) => !has(scope)),
      },
    ],
  };
}
