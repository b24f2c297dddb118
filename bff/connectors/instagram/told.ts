import type { Outcome } from "#bff/connectors/connector.ts";
import {
  type IncomingAuthor,
  type IncomingMessage,
  type IncomingMetric,
  type IncomingPost,
  unnamedAuthor,
} from "#bff/connectors/incoming.ts";
import { numberIn, setIn } from "#bff/connectors/meta/insights.ts";
import { iso } from "#bff/connectors/meta/lists.ts";
import { signOf } from "#bff/connectors/meta/pass.ts";
import { whole } from "#bff/connectors/must.ts";
import { calls } from "./about.ts";
import { type Account, type Comment, isAd, isOurs, type Media } from "./media.ts";

/** Instagram gives an id with `from`; where it leaves that out, two people of one name cannot be told apart. */
function authorOf({ from, username }: Comment): IncomingAuthor {
  const handle = from?.username ?? username;
  if (!from || !handle) return handle ? { ...unnamedAuthor, handle: `@${handle}` } : unnamedAuthor;
  return { externalId: from.id, handle: `@${handle}`, displayName: null, url: `https://www.instagram.com/${handle}/` };
}

export const messageOf = (
  comment: Comment,
  media: Pick<Media, "id" | "permalink">,
  account: Account,
): IncomingMessage => ({
  type: "message",
  externalId: comment.id,
  threadExternalId: comment.parent_id ?? comment.id,
  parentExternalId: comment.parent_id ?? null,
  postExternalId: media.id,
  kind: "comment",
  byBrand: isOurs(comment, account),
  author: authorOf(comment),
  text: comment.text,
  lang: null,
  sentAt: iso(comment.timestamp),
  editedAt: null,
  url: media.permalink ?? null,
  ...(comment.hidden !== undefined && { hidden: comment.hidden }),
});

export const signOfMedia = ({ like_count: likes, comments_count: comments, caption }: Media): string =>
  [likes, comments, signOf(caption ?? "")].join(" ");

/** Instagram leaves likes out where the account hides them. Its plain counts are organic, save those of an ad itself. */
export const postOf = (media: Media, call = calls.media, ad: IncomingPost["ad"] = null): IncomingPost => ({
  type: "post",
  externalId: media.id,
  text: media.caption ?? "",
  url: media.permalink ?? null,
  publishedAt: iso(media.timestamp),
  lang: null,
  paid: isAd(media) ? "paid" : "unknown",
  ...(isAd(media) && ad && { ad }),
  counts: {
    likes: media.like_count ?? null,
    comments: media.comments_count ?? null,
    shares: null,
    quotes: null,
    reach: null,
    impressions: null,
    views: null,
    ...(!isAd(media) && { part: "organic" }),
    call,
  },
});

const organic = { views: "views", reach: "reach", saves: "saved", shares: "shares" } as const;

/** Organic numbers of a post, and the views with those of ads; an empty set is null, not 0. */
export const readInsights = (account: Account, id: string, at: string): Promise<Outcome<IncomingMetric[]>> =>
  whole(async () => {
    const own = setIn(await account.get(`${id}/insights`, { metric: Object.values(organic).join(",") }));
    const total = setIn(await account.get(`${id}/insights`, { metric: "total_views" }));
    const metric = (name: keyof typeof organic, part: "all" | "organic", value: number | null): IncomingMetric => ({
      ...{
        type: "metric",
        postExternalId: id,
        metric: name,
        part,
        value,
        at,
        from: null,
        to: null,
        call: calls.insights,
      },
    });
    const names = Object.entries(organic) as [keyof typeof organic, string][];
    return [
      ...names.map(([name, theirs]) => metric(name, "organic", numberIn(own, theirs))),
      metric("views", "all", numberIn(total, "total_views")),
    ];
  });
