import { createBluesky } from "#bff/connectors/bluesky/connector.ts";
import type { Connector, ConnectorParts } from "#bff/connectors/connector.ts";
import { createCustom } from "#bff/connectors/custom/connector.ts";
import { createDiscourse } from "#bff/connectors/discourse/connector.ts";
import { createFacebook } from "#bff/connectors/facebook/connector.ts";
import { createFeed } from "#bff/connectors/feed/connector.ts";
import { createInstagram } from "#bff/connectors/instagram/connector.ts";
import { createLinkedin } from "#bff/connectors/linkedin/connector.ts";
import { createMastodon } from "#bff/connectors/mastodon/connector.ts";
import { createWordpress } from "#bff/connectors/wordpress/connector.ts";
import { createX } from "#bff/connectors/x/connector.ts";
import { createYoutube } from "#bff/connectors/youtube/connector.ts";
import type { App } from "#bff/platform/context.ts";
import { fetchSafely, streamSafely } from "#bff/platform/fetch-safely.ts";

/** Every network Konak speaks to, one line each, in the order the page of channels offers them. */
const builders: ((parts: ConnectorParts) => Connector)[] = [
  createBluesky,
  createMastodon,
  createFacebook,
  createInstagram,
  createFeed,
  createWordpress,
  createDiscourse,
  createYoutube,
  createX,
  createLinkedin,
  createCustom,
];

/** The connectors of all networks, made once. */
export const allConnectors = (parts: ConnectorParts): Connector[] => builders.map((build) => build(parts));

/**
 * Which connector speaks for a channel. The sandbox network is handed in by whoever starts Konak, and serves only
 * channels that say so; networks without a connector only ever hold what was imported.
 */
export function connectors(
  parts: Pick<App, "config" | "clock"> & { sandbox: Connector | null },
): Pick<App, "connectorFor" | "networks"> {
  const { config, clock } = parts;
  const networks = allConnectors({ fetch: fetchSafely(config), fetchStream: streamSafely(config), clock });
  const byName = new Map(networks.map((connector) => [connector.network, connector]));
  return {
    networks,
    connectorFor(network, settings) {
      if (settings.sandbox || network === "sandbox") return parts.sandbox;
      // Made for a file: there is no account behind it that could be read or answered.
      if (settings.imported) return null;
      return byName.get(network) ?? null;
    },
  };
}
