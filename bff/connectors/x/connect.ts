import { z } from "zod";
import { ask } from "#bff/connectors/ask.ts";
import type { ConnectBy } from "#bff/connectors/connect-by.ts";
import type { ConnectedAccount, ConnectorParts, Outcome } from "#bff/connectors/connector.ts";
import { ownApp } from "#bff/connectors/own-app.ts";
import { scopesAsked, xFields, xScopes, xSteps } from "./about.ts";
import { judge, User } from "./api.ts";
import { type Key, keyFor, type Places } from "./key.ts";

export const xConnectBy = (parts: ConnectorParts, places: Places): ConnectBy =>
  ownApp({
    steps: xSteps,
    scopes: xScopes,
    page: places.authorize,
    fields: xFields,
    asked: () => scopesAsked.join(" "),
    key: ({ app }, form) => keyFor(parts, places, app, { grant_type: "authorization_code", ...form }),
    async accounts(key, { fields: { apiKey, apiSecret } }) {
      if (Boolean(apiKey) !== Boolean(apiSecret))
        return {
          kind: "refused",
          reason: "The API key and its secret go together: fill in both, or leave both empty.",
        };
      const api = apiKey && apiSecret ? { key: apiKey, secret: apiSecret } : undefined;
      return accountOf(parts, places, { ...key, api });
    },
  });

async function accountOf(parts: ConnectorParts, places: Places, key: Key): Promise<Outcome<ConnectedAccount[]>> {
  const headers = { authorization: `Bearer ${key.token}` };
  const address = new URL("/2/users/me?user.fields=id,name,username", places.api);
  const me = await ask(parts, address.href, { headers, judge });
  if (me.kind !== "ok") return me;
  const user = z.object({ data: User }).safeParse(me.value.body);
  if (!user.success) return { kind: "refused", reason: "X did not say whose key this is." };
  const { id, username, name } = user.data.data;
  const account: ConnectedAccount = {
    externalId: id,
    handle: `@${username}`,
    name: name || username,
    url: `https://x.com/${username}`,
    credentials: key,
    missingScopes: scopesAsked.filter((scope) => !key.scopes.includes(scope)),
  };
  return { kind: "ok", value: [account] };
}
