import { z } from "zod";
import { ask } from "#bff/connectors/ask.ts";
import type { ConnectBy, OAuthAsk } from "#bff/connectors/connect-by.ts";
import type { ConnectedAccount, ConnectorParts, Outcome } from "#bff/connectors/connector.ts";
import { scopesAsked, xScopes, xSteps } from "./about.ts";
import { judge, User } from "./api.ts";
import { keyFor, type Places } from "./key.ts";

export function xConnectBy(parts: ConnectorParts, places: Places): ConnectBy {
  return {
    kind: "oauth",
    app: "own",
    scopes: xScopes,
    steps: xSteps,
    fields: [],
    authorizeUrl({ app, redirect }, state, challenge) {
      const url = new URL(places.authorize);
      const asked = {
        response_type: "code",
        client_id: app.clientId,
        redirect_uri: redirect,
        scope: scopesAsked.join(" "),
        state,
        code_challenge: challenge,
        code_challenge_method: "S256",
      };
      for (const [name, value] of Object.entries(asked)) url.searchParams.set(name, value);
      return url.href;
    },
    exchange: (asked, code, verifier) => exchange(parts, places, asked, code, verifier),
  };
}

async function exchange(
  parts: ConnectorParts,
  places: Places,
  { app, redirect }: OAuthAsk,
  code: string,
  verifier: string,
): Promise<Outcome<ConnectedAccount[]>> {
  const form = { grant_type: "authorization_code", redirect_uri: redirect, code, code_verifier: verifier };
  const key = await keyFor(parts, places, app, form);
  if (key.kind !== "ok") return key;
  const headers = { authorization: `Bearer ${key.value.token}` };
  const me = await ask(parts, new URL("/2/users/me", places.api).href, { headers, judge });
  if (me.kind !== "ok") return me;
  const user = z.object({ data: User }).safeParse(me.value.body);
  if (!user.success) return { kind: "refused", reason: "X did not say whose key this is." };
  const { id, username, name } = user.data.data;
  const account: ConnectedAccount = {
    externalId: id,
    handle: `@${username}`,
    name: name || username,
    url: `https://x.com/${username}`,
    credentials: key.value,
    missingScopes: scopesAsked.filter((scope) => !key.value.scopes.includes(scope)),
  };
  return { kind: "ok", value: [account] };
}
