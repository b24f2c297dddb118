import type { ChannelAccess, Connector, ConnectorParts, Outcome } from "#bff/connectors/connector.ts";
import { metaConnectBy } from "#bff/connectors/meta/connect.ts";
import { postsAtOnce, readCounts } from "#bff/connectors/meta/counts.ts";
import { type Graph, graphAddress } from "#bff/connectors/meta/graph.ts";
import { metaHook } from "#bff/connectors/meta/hook.ts";
import { backfillFrom, syncFrom } from "#bff/connectors/meta/pass.ts";
import { replyLimits } from "#shared/channel.ts";
import {
  adScopes,
  calls,
  facebookCapabilities,
  facebookFields,
  facebookScopes,
  facebookSteps,
  scopesAsked,
} from "./about.ts";
import { readInsights } from "./insights.ts";
import { changesIn, lookUp } from "./look-up.ts";
import { countFields, Post, pageOf, readsAds } from "./page.ts";
import { act, findSent, remove, send } from "./send.ts";
import { sourceOf } from "./sync.ts";
import { postOf } from "./told.ts";

/** Facebook Pages over the Graph API; `base` is where it is, for tests. */
export function createFacebook(parts: ConnectorParts, base = graphAddress): Connector {
  const at = async <T>(access: ChannelAccess, work: (page: Graph) => Promise<Outcome<T>>): Promise<Outcome<T>> => {
    const page = pageOf(parts, base, access);
    const outcome = await work(page);
    return { ...outcome, budget: page.budget };
  };
  const now = () => parts.clock.now();
  return {
    network: "facebook",
    capabilities: facebookCapabilities,
    connectBy: metaConnectBy(parts, base, {
      steps: facebookSteps,
      scopes: facebookScopes,
      fields: facebookFields,
      asked: scopesAsked,
      pageFields: "id,name,username,link,access_token",
      nothing:
        "No Page came with this sign-in. Allow the app at least one Page that you manage. Where a Business Portfolio holds the Page, allow its business as well, and have the Page assigned to you there.",
      accountOf: ({ id, name, username, link, access_token: token }, granted) => ({
        externalId: id,
        handle: username ? `@${username}` : name,
        name,
        url: link ?? null,
        credentials: { token },
        settings: { ads: adScopes.every((scope) => granted.includes(scope)) },
      }),
    }),
    replyLimit: () => replyLimits.facebook,
    connect: async () => ({ kind: "refused", reason: "A Page is connected over Facebook's own page." }),
    sync: (access, cursor) => at(access, (page) => syncFrom(sourceOf(page, readsAds(access)), cursor, now())),
    backfill: (access, until, cursor) => at(access, (page) => backfillFrom(sourceOf(page, false), until, cursor)),
    counts: {
      most: postsAtOnce,
      pace: "usual",
      read: (access, posts) => at(access, (page) => readCounts(page, askedOf(page), posts, now())),
    },
    send: (access, reply) => at(access, (page) => send(page, reply, now())),
    findSent: (access, reply) => at(access, (page) => findSent(page, reply)),
    remove: (access, externalId) => at(access, (page) => remove(page, externalId)),
    act: (access, one) => at(access, (page) => act(page, one)),
    hook: metaHook({
      parts,
      base,
      graph: (access) => pageOf(parts, base, access),
      about: ({ externalId }) => ({
        object: "page",
        appFields: "feed,mention",
        pageId: externalId,
        pageFields: "feed,mention",
      }),
      read: changesIn,
      lookUp: (access, notice, known = false) =>
        at(access, (page) => lookUp(page, notice, { ads: readsAds(access), now: now(), known })),
    }),
  };
}

const askedOf = (page: Graph) => ({
  node: Post,
  fields: countFields,
  told: (post: Post) => postOf(post, "unknown", calls.post),
  insights: (id: string, at: string) => readInsights(page, id, at),
});
