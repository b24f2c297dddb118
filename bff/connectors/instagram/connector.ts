import type { ChannelAccess, Connector, ConnectorParts, Outcome } from "#bff/connectors/connector.ts";
import type { IncomingItem } from "#bff/connectors/incoming.ts";
import { metaConnectBy } from "#bff/connectors/meta/connect.ts";
import { postsAtOnce, readCounts } from "#bff/connectors/meta/counts.ts";
import { graphAddress } from "#bff/connectors/meta/graph.ts";
import { metaHook } from "#bff/connectors/meta/hook.ts";
import { backfillFrom, syncFrom } from "#bff/connectors/meta/pass.ts";
import { replyLimits } from "#shared/channel.ts";
import {
  adScope,
  calls,
  instagramCapabilities,
  instagramFields,
  instagramScopes,
  instagramSteps,
  scopesAsked,
} from "./about.ts";
import { readAdComments } from "./ad-comments.ts";
import { aboutAlone, changesIn, lookUp } from "./look-up.ts";
import { type Account, accountOf, countFields, isAd, Media } from "./media.ts";
import { act, findSent, remove, send } from "./send.ts";
import { sourceOf } from "./sync.ts";
import { postOf, readInsights } from "./told.ts";

/** Professional Instagram accounts, through the Pages they are linked to; `base` is where the Graph API is, for tests. */
export function createInstagram(parts: ConnectorParts, base = graphAddress): Connector {
  const at = async <T>(access: ChannelAccess, work: (account: Account) => Promise<Outcome<T>>): Promise<Outcome<T>> => {
    const account = accountOf(parts, base, access);
    const outcome = await work(account);
    return { ...outcome, budget: account.budget };
  };
  const now = () => parts.clock.now();
  return {
    network: "instagram",
    capabilities: instagramCapabilities,
    connectBy: metaConnectBy(parts, base, {
      steps: instagramSteps,
      scopes: instagramScopes,
      fields: instagramFields,
      asked: scopesAsked,
      pageFields: "id,name,access_token,instagram_business_account{id,username,name}",
      nothing:
        "No Instagram account came with this sign-in. It has to be a professional one, linked to a Page you allow. Where a Business Portfolio holds that Page, allow its business as well, and have the Page assigned to you there.",
      accountOf({ id: pageId, access_token: token, instagram_business_account: linked }, granted) {
        if (!linked) return null;
        const { id, username, name } = linked;
        return {
          externalId: id,
          handle: username ? `@${username}` : id,
          name: name ?? username ?? id,
          url: username ? `https://www.instagram.com/${username}/` : null,
          credentials: { token },
          settings: { pageId, username: username ?? "", ads: granted.includes(adScope) },
        };
      },
    }),
    replyLimit: () => replyLimits.instagram,
    connect: async () => ({ kind: "refused", reason: "Instagram is connected over Facebook's own page." }),
    sync: (access, cursor) => at(access, (account) => syncFrom(sourceOf(account), cursor, now())),
    backfill: (access, until, cursor) => at(access, (account) => backfillFrom(sourceOf(account), until, cursor)),
    counts: {
      most: postsAtOnce,
      pace: "usual",
      read: (access, posts) => at(access, (account) => readCounts(account, askedOf(account), posts, now())),
    },
    send: (access, reply) => at(access, (account) => send(account, reply, now())),
    findSent: (access, reply) => at(access, (account) => findSent(account, reply)),
    remove: (access, externalId) => at(access, (account) => remove(account, externalId)),
    act: (access, one) => at(access, (account) => act(account, one)),
    hook: {
      ...metaHook({
        parts,
        base,
        graph: (access) => accountOf(parts, base, access),
        about: (access) => ({
          object: "instagram",
          appFields: "comments,mentions",
          pageId: accountOf(parts, base, access).pageId,
          // Instagram's news only come for Pages that have the app; which of the Page's own fields does not matter.
          pageFields: "feed",
        }),
        read: changesIn,
        lookUp: (access, notice, known) => at(access, (account) => lookUp(account, notice, known ? now() : null)),
      }),
      aboutAlone,
    },
  };
}

const askedOf = (account: Account) => ({
  node: Media,
  fields: countFields,
  told: (media: Media) => postOf(media, calls.one),
  insights: (id: string, at: string, media: Media): Promise<Outcome<IncomingItem[]>> =>
    isAd(media) ? readAdComments(account, id) : readInsights(account, id, at),
});
