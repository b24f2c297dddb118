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
