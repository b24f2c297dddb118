import { createLinkedin } from "#bff/connectors/linkedin/connector.ts";
import { buildLinkedin, linkedinFault } from "#fixtures/wire/linkedin/stand-in.ts";
import { linkedinApp } from "#fixtures/wire/linkedin/state.ts";
import { overOAuth } from "./start-over-oauth.ts";

const app = { clientId: linkedinApp.id, clientSecret: linkedinApp.secret };

/** Stand-ins of LinkedIn, each with a connector that speaks to it. */
export const {
  start: startLinkedin,
  stopAll,
  problems,
} = overOAuth({
  build: buildLinkedin,
  onFault: linkedinFault,
  create: (parts, url) =>
    createLinkedin(parts, {
      authorize: `${url}/oauth/v2/authorization`,
      token: `${url}/oauth/v2/accessToken`,
      api: url,
    }),
  app: () => app,
  scopesIn: (asked) => asked.replaceAll(" ", ","),
  pkce: false,
});

/** What a person types whose app has the Standard tier. */
export const standardTier = {
  calls: "1,000,000",
  application: `linkedin.com/developers/apps/${linkedinApp.application}`,
};

/** The webhooks LinkedIn sent since the last time this was asked, and what they are signed with. */
export async function pushedBy({ outbox }: { outbox: { headers: Record<string, string>; body: Buffer }[] }) {
  const requests = outbox.splice(0).map(({ headers, body }) => ({ method: "POST" as const, query: {}, headers, body }));
  return { requests, keys: { secret: "ours", app } };
}
