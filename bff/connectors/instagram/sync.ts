import { iso, pageAt, readAll } from "#bff/connectors/meta/lists.ts";
import type { Found, Source } from "#bff/connectors/meta/pass.ts";
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
      const query = { fields: mediaFields, limit: perPage };
      const { data, after } = await pageAt(account, `${account.id}/media`, query, cursor);
      return { found: readAll(Media, data, items).map(found), after };
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
