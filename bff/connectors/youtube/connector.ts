import type { ChannelAccess, Connector, ConnectorParts, Outcome } from "#bff/connectors/connector.ts";
import { longestComment, quota, youtubeCapabilities } from "./about.ts";
import { youtubeConnectBy } from "./connect.ts";
import { readCounts, videosAtOnce } from "./counts.ts";
import { backfill } from "./history.ts";
import { google, type Key } from "./key.ts";
import { act, findSent, remove, send } from "./send.ts";
import { sync } from "./sync.ts";
import { rereadThread } from "./told.ts";
import { type Tube, tubeOf } from "./tube.ts";

/** YouTube, over Google's own library. `places` are other addresses than Google's for a stand-in. */
export function createYoutube(parts: ConnectorParts, places = google): Connector {
  const renewed = new WeakMap<ChannelAccess, Key>();
  const at = async <T>(access: ChannelAccess, work: (tube: Tube) => Promise<Outcome<T>>): Promise<Outcome<T>> => {
    const tube = tubeOf(parts, places, { ...access, credentials: renewed.get(access) ?? access.credentials });
    const outcome = await work(tube);
    const key = tube.renewed();
    if (key) renewed.set(access, key);
    return { ...outcome, ...tube.spent() };
  };
  return {
    network: "youtube",
    capabilities: youtubeCapabilities,
    connectBy: youtubeConnectBy(parts, places),
    limits: [quota],
    replyLimit: () => longestComment,
    connect: async () => ({ kind: "refused", reason: "A YouTube channel is connected over Google's own page." }),
    sync: (access, cursor) => at(access, (tube) => sync(tube, cursor, parts.clock.now())),
    backfill: (access, until, cursor) => at(access, (tube) => backfill(tube, until, cursor)),
    counts: {
      most: videosAtOnce,
      pace: "usual",
      read: (access, posts) => at(access, (tube) => readCounts(tube, posts, parts.clock.now())),
    },
    send: (access, reply) => at(access, (tube) => send(tube, reply)),
    findSent: (access, reply) => at(access, (tube) => findSent(tube, reply)),
    remove: (access, externalId) => at(access, (tube) => remove(tube, externalId)),
    act: (access, one) => at(access, (tube) => act(tube, one)),
    reread: (raw, access) => rereadThread(raw, access.externalId),
    refreshed: (access) => (access.keys ? undefined : renewed.get(access)),
  };
}
