import { afterOf, iso, List, readAll } from "#bff/connectors/meta/lists.ts";
import type { Found, Source } from "#bff/connectors/meta/pass.ts";
import { must } from "#bff/connectors/must.ts";
import { calls } from "./about.ts";
import { type Account, Media, mediaFields } from "./media.ts";
import { perPage, readComments, readMedia } from "./read.ts";
import { messageOf, postOf, readInsights, signOfMedia } from "./told.ts";

/** An account's posts with their comments. */
export function sourceOf(account: Account): Source {
  const found = (media: Media) => foundOf(account, media);
  return {
    graph: account,
    followers: calls.followers,
    insights: (id, at) => readInsights(account, id, at),
    async list(items, enough) {
      const { media, whole } = await readMedia(account, items, enough);
      return { found: media.map(found), whole };
    },
    async page(items, cursor) {
      const query = { fields: mediaFields, limit: perPage, ...(cursor && { after: cursor }) };
      const list = List.parse(must(await account.get(`${account.id}/media`, query)) ?? {});
      return { found: readAll(Media, list.data, items).map(found), after: afterOf(list) };
    },
  };
}

const foundOf = (account: Account, media: Media): Found => ({
  id: media.id,
  at: iso(media.timestamp),
  told: postOf(media),
  sign: signOfMedia(media),
  async comments(items, enough) {
    const { comments, whole } = await readComments(account, media, items, enough);
    return { messages: comments.map((comment) => messageOf(comment, media, account)), whole, byThread: true };
  },
});
