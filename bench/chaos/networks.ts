import type { Connector, ConnectorParts } from "#bff/connectors/connector.ts";
import { allConnectors } from "#bff/connectors/registry.ts";
import { forumWithKeys, forumWithoutKeys } from "./custom.ts";
import { discourse } from "./discourse.ts";
import { feed } from "./feed.ts";
import { linkedin } from "./linkedin.ts";
import { mastodon } from "./mastodon.ts";
import { facebook, instagram } from "./meta.ts";
import type { StartNetwork } from "./network.ts";
import { x } from "./x.ts";
import { youtube } from "./youtube.ts";

/** Every network the chaos run plays with, one line each. */
export const chaosNetworks: StartNetwork[] = [
  forumWithKeys,
  forumWithoutKeys,
  mastodon,
  discourse,
  x,
  youtube,
  facebook,
  instagram,
  linkedin,
  feed,
];

/** Where the stand-ins listen, by the name of the network. */
export type Addresses = Record<string, string>;

/** The connectors of all networks; those whose address nobody types speak to the stand-ins. */
export function connectorsAt(parts: ConnectorParts, addresses: Addresses): Connector[] {
  const moved = chaosNetworks.flatMap(({ name, connectorAt }) => {
    const url = addresses[name];
    return connectorAt && url ? connectorAt(parts, url) : [];
  });
  return allConnectors(parts).map((one) => moved.find(({ network }) => network === one.network) ?? one);
}
