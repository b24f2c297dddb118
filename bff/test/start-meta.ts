import type { Connector, ConnectorParts } from "#bff/connectors/connector.ts";
import { createFacebook } from "#bff/connectors/facebook/connector.ts";
import { createInstagram } from "#bff/connectors/instagram/connector.ts";
import { metaFault } from "#fixtures/wire/meta/graph-app.ts";
import { buildInstagram } from "#fixtures/wire/meta/instagram-stand-in.ts";
import { buildMeta } from "#fixtures/wire/meta/stand-in.ts";
import { metaApp, type Pushed } from "#fixtures/wire/meta/state.ts";
import { overOAuth } from "./start-over-oauth.ts";

const keys = { clientId: metaApp.id, clientSecret: metaApp.secret };

const alike = (create: (parts: ConnectorParts, base: string) => Connector) => ({
  onFault: metaFault,
  create: (parts: ConnectorParts, url: string) => create(parts, `${url}/v25.0`),
  app: () => keys,
  scopesIn: (asked: string) => asked.split(","),
});

/** Stand-ins of Facebook Pages and of Instagram, each with a connector that speaks to it. */
export const facebook = overOAuth({ build: buildMeta, ...alike(createFacebook) });
export const instagram = overOAuth({ build: buildInstagram, ...alike(createInstagram) });

/** The webhooks Meta sent since the last time this was asked, and what they are signed with. */
export async function pushedBy({ outbox }: { outbox: Pushed[] }) {
  const requests = outbox.splice(0).map(({ headers, body }) => ({ method: "POST" as const, query: {}, headers, body }));
  return { requests, keys: { secret: "ours", app: keys } };
}
