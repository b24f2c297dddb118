import type { ChannelAccess, Connector, ConnectorParts, Outcome } from "#bff/connectors/connector.ts";
import { longestPost, xCapabilities, xLimits } from "./about.ts";
import { type X, xOf } from "./api.ts";
import { xConnectBy } from "./connect.ts";
import { postsAtOnce, readCounts } from "./counts.ts";
import { backfill } from "./history.ts";
import { xHook } from "./hook.ts";
import { type Key, withApiKey, xPlaces } from "./key.ts";
import { lookUp } from "./look-up.ts";
import { act, findSent, remove, send } from "./send.ts";
import { subscribe } from "./subscribe.ts";
import { sync } from "./sync.ts";
import { rereadPost } from "./told.ts";

/** X, over its API v2. `places` are other addresses than X's for a stand-in. */
export function createX(parts: ConnectorParts, places = xPlaces): Connector {
  const renewed = new WeakMap<ChannelAccess, Key>();
  const at = async <T>(access: ChannelAccess, work: (x: X) => Promise<Outcome<T>>): Promise<Outcome<T>> => {
    const x = xOf(parts, places, { ...access, credentials: renewed.get(access) ?? access.credentials });
    const outcome = await work(x);
    const key = x.renewed();
    if (key) renewed.set(access, key);
    return { ...outcome, budget: x.budget() };
  };
  return {
    network: "x",
    capabilities: xCapabilities,
    connectBy: xConnectBy(parts, places),
    limits: xLimits,
    replyLimit: () => longestPost,
    connect: async () => ({ kind: "refused", reason: "An X account is connected over X's own page." }),
    sync: (access, cursor) => at(access, (x) => sync(x, cursor, parts.clock.now())),
    backfill: (access, until, cursor) => at(access, (x) => backfill(x, until, cursor)),
    counts: {
      most: postsAtOnce,
      pace: "sparing",
      read: (access, posts) => at(access, (x) => readCounts(x, posts, parts.clock.now())),
    },
    send: (access, reply) => at(access, (x) => send(x, reply, parts.clock.now())),
    findSent: (access, reply) => at(access, (x) => findSent(x, reply)),
    remove: (access, externalId) => at(access, (x) => remove(x, externalId)),
    act: (access, one) => at(access, (x) => act(x, one)),
    hook: xHook({
      lookUp: (access, post) => at(access, (x) => lookUp(x, post, parts.clock.now())),
      subscribe: (access, callback, _secret, neighbours) =>
        at(access, (x) => subscribe(parts, places, x, access, callback, neighbours)),
    }),
    reread: (raw, access) => rereadPost(raw, access.externalId),
    keptOver: withApiKey,
    refreshed: (access) => (access.keys ? undefined : renewed.get(access)),
  };
}
