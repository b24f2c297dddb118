import { createYoutube } from "#bff/connectors/youtube/connector.ts";
import { buildYoutube, refuse } from "#fixtures/wire/youtube/stand-in.ts";
import { overOAuth } from "./start-over-oauth.ts";

/** Stand-ins of YouTube, each with a connector that speaks to it. */
export const {
  start: startYoutube,
  stopAll,
  problems,
} = overOAuth({
  build: buildYoutube,
  onFault: (fault, c) => (fault === 429 ? refuse(c, 403, "rateLimitExceeded", "Too many requests.") : null),
  create: (parts, url) => createYoutube(parts, { authorize: `${url}/auth`, token: `${url}/token`, api: `${url}/` }),
  app: ({ app }) => ({ clientId: app.id, clientSecret: app.secret }),
  scopesIn: (asked) => asked,
});
