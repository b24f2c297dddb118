import { createX } from "#bff/connectors/x/connector.ts";
import { buildX, problem } from "#fixtures/wire/x/stand-in.ts";
import { overOAuth } from "./start-over-oauth.ts";

/** Stand-ins of X, each with a connector that speaks to it. */
export const {
  start: startX,
  stopAll,
  problems,
} = overOAuth({
  build: buildX,
  onFault: (fault, c) => (fault === 429 ? problem(c, 429, "Too Many Requests", "Too Many Requests") : null),
  create: (parts, url) => createX(parts, { authorize: `${url}/authorize`, api: url }),
  app: ({ app }) => ({ clientId: app.id, clientSecret: app.secret }),
  scopesIn: (asked) => asked,
});

type Api = { api: { key: string; secret: string } };

/** What a person fills in so that X tells of new posts at once. */
export const apiFields = ({ api }: Api) => ({ apiKey: api.key, apiSecret: api.secret });

/** The webhooks X sent since the last time this was asked, and what they are signed with. */
export async function pushedBy(state: Api & Pick<ReturnType<typeof buildX>["state"], "outbox">) {
  const requests = state.outbox
    .splice(0)
    .map(({ headers, body }) => ({ method: "POST" as const, query: {}, headers, body }));
  const credentials = { token: "t", refresh: "r", until: "", scopes: [], api: state.api };
  return { requests, keys: { secret: "ours", app: null, credentials } };
}
