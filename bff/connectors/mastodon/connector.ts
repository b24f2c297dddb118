import type { ChannelAccess, Connector, ConnectorParts, Outcome } from "#bff/connectors/connector.ts";
import { mastodonCapabilities } from "./about.ts";
import { type Server, serverOf } from "./api.ts";
import { mastodonConnectBy } from "./connect.ts";
import { postsAtOnce, readCounts } from "./counts.ts";
import { backfill } from "./history.ts";
import { act, findSent, limitOf, remove, send } from "./send.ts";
import { openStream } from "./stream.ts";
import { sync } from "./sync.ts";

/** Mastodon, and servers that speak its API. */
export function createMastodon(parts: ConnectorParts): Connector {
  const at = async <T>(access: ChannelAccess, work: (server: Server) => Promise<Outcome<T>>): Promise<Outcome<T>> => {
    const server = serverOf(parts, access);
    const outcome = await work(server);
    return { ...outcome, budget: server.budget };
  };
  return {
    network: "mastodon",
    capabilities: mastodonCapabilities,
    connectBy: mastodonConnectBy(parts),
    limits: [
      {
        name: "requests",
        limit: 300,
        seconds: 300,
        per: "channel",
        cost: { sync: 5, backfill: 4, counts: 3, send: 2, findSent: 1, remove: 2, act: 1 },
        keptForPeople: 0.2,
      },
    ],
    replyLimit: limitOf,
    connect: async () => ({ kind: "refused", reason: "A Mastodon account is connected over its server's own page." }),
    sync: (access, cursor) => at(access, (server) => sync(server, cursor, parts.clock.now())),
    backfill: (access, until, cursor) => at(access, (server) => backfill(server, until, cursor)),
    counts: {
      most: postsAtOnce,
      pace: "usual",
      read: (access, posts) => at(access, (server) => readCounts(server, posts, parts.clock.now())),
    },
    send: (access, reply) => at(access, (server) => send(server, access, reply)),
    findSent: (access, reply) => at(access, (server) => findSent(server, reply)),
    remove: (access, externalId) => at(access, (server) => remove(server, externalId)),
    act: (access, one) => at(access, (server) => act(server, limitOf(access), one)),
    stream: (access, signal) => openStream(parts, access, signal),
  };
}
