import type { ChannelAccess, Connector, ConnectorParts, Outcome } from "#bff/connectors/connector.ts";
import { replyLimits } from "#shared/channel.ts";
import { dayLimit, linkedinCapabilities } from "./about.ts";
import { linkedinConnectBy } from "./connect.ts";
import { postsAtOnce, readCounts } from "./counts.ts";
import { backfill } from "./history.ts";
import { linkedinHook } from "./hook.ts";
import { type Key, linkedinPlaces } from "./key.ts";
import { type Page, pageOf } from "./page.ts";
import { act, findSent, remove, send } from "./send.ts";
import { sync } from "./sync.ts";
import { rereadComment } from "./told.ts";

/** Pages on LinkedIn, over its versioned API. `places` are other addresses than LinkedIn's for a stand-in. */
export function createLinkedin(parts: ConnectorParts, places = linkedinPlaces): Connector {
  const renewed = new WeakMap<ChannelAccess, Key>();
  const now = () => parts.clock.now();
  const at = async <T>(access: ChannelAccess, work: (page: Page) => Promise<Outcome<T>>): Promise<Outcome<T>> => {
    const page = pageOf(parts, places, { ...access, credentials: renewed.get(access) ?? access.credentials });
    const outcome = await work(page);
    const key = page.renewed();
    if (key) renewed.set(access, key);
    return { ...outcome, ...page.spent() };
  };
  return {
    network: "linkedin",
    capabilities: linkedinCapabilities,
    connectBy: linkedinConnectBy(parts, places),
    limits: [dayLimit],
    replyLimit: () => replyLimits.linkedin,
    connect: async () => ({ kind: "refused", reason: "A page is connected over LinkedIn's own page." }),
    sync: (access, cursor) => at(access, (page) => sync(page, cursor, now())),
    backfill: (access, until, cursor) => at(access, (page) => backfill(page, until, cursor, now())),
    counts: {
      most: postsAtOnce,
      pace: "sparing",
      read: (access, posts) => at(access, (page) => readCounts(page, posts, now())),
    },
    send: (access, reply) => at(access, (page) => send(page, reply, now())),
    findSent: (access, reply) => at(access, (page) => findSent(page, reply)),
    remove: (access, externalId, thread) => at(access, (page) => remove(page, externalId, thread)),
    act: (access, one) => at(access, (page) => act(page, one)),
    hook: linkedinHook(parts, at),
    reread: (raw, access) => rereadComment(raw, access.externalId),
    refreshed: (access) => (access.keys ? undefined : renewed.get(access)),
  };
}
