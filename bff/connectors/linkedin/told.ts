import { createHash } from "node:crypto";
import {
  type IncomingAuthor,
  type IncomingMessage,
  type IncomingMetric,
  type IncomingPost,
  type IncomingUnreadable,
  unnamedAuthor,
} from "#bff/connectors/incoming.ts";
import { calls } from "./about.ts";
import { Comment, Post, type Statistics } from "./api.ts";
import { readable } from "./little-text.ts";
import { commentUrn } from "./urns.ts";

/** Names of members are never asked for, because LinkedIn lets nobody keep them; a person is known by their id alone. */
function authorOf(by: string | null): IncomingAuthor {
  const [, kind, id] = /^urn:li:(\w+):(.+)$/.exec(by ?? "") ?? [];
  if (!by || !id) return unnamedAuthor;
  const isPage = kind === "organization";
  const url = isPage ? `https://www.linkedin.com/company/${id}/` : null;
  return { externalId: by, handle: `${isPage ? "page" : "member"} ${id}`, displayName: null, url };
}

/** Where a message hangs: its thread's first comment, and the post. */
export type Place = { root: string; post: string | null };

export const linkTo = (thread: string, id: string): string => {
  const short = commentUrn(thread.replace("urn:li:", ""), id);
  return `https://www.linkedin.com/feed/update/${thread}?commentUrn=${encodeURIComponent(short)}`;
};

export const messageOf = (comment: Comment, { root, post }: Place, page: string, editedAt: string | null) => {
  const { thread, id, parent, by, text, at, pictures } = comment;
  const message: IncomingMessage = {
    type: "message",
    externalId: commentUrn(thread, id),
    threadExternalId: commentUrn(thread, root),
    parentExternalId: parent && commentUrn(thread, parent),
    postExternalId: post,
    kind: "comment",
    byBrand: by === page,
    author: authorOf(by),
    text,
    lang: null,
    sentAt: at,
    editedAt,
    url: linkTo(thread, id),
    attachments: pictures.map((url) => ({ kind: "picture", name: null, url })),
  };
  return message;
};

/** A post of somebody else that names the page: the thread is the post, and what is said below it has no post of ours. */
export const mentionOf = (
  urn: string,
  { by, words, at }: Pick<Post, "words" | "at"> & { by: string | null },
  editedAt: string | null,
): IncomingMessage => ({
  ...{ type: "message", externalId: urn, threadExternalId: urn, parentExternalId: null, postExternalId: null },
  ...{ kind: "mention", byBrand: false, author: authorOf(by), text: readable(words), lang: null, sentAt: at, editedAt },
  url: `https://www.linkedin.com/feed/update/${urn}/`,
  attachments: [],
});

/** A comment below such a post. */
export const underMention = (message: IncomingMessage, urn: string): IncomingMessage => ({
  ...message,
  ...{
    kind: "mention",
    threadExternalId: urn,
    parentExternalId: message.parentExternalId ?? urn,
    postExternalId: null,
  },
});

/** A mention of which nothing can be shown, as LinkedIn told of it. */
export const unreadMention = (urn: string | null, told: unknown, error: string): IncomingUnreadable => ({
  ...{ type: "unreadable", externalId: urn, raw: JSON.stringify({ mention: urn, raw: told }), error },
});

/** LinkedIn says of an ordinary post not whether it was promoted as well; its numbers are the organic ones alone. */
export const postOf = (post: Post, numbers: Statistics | null): IncomingPost => ({
  type: "post",
  externalId: post.urn,
  text: readable(post.words),
  url: `https://www.linkedin.com/feed/update/${post.urn}/`,
  publishedAt: post.at,
  lang: null,
  paid: post.isAd ? "paid" : "unknown",
  counts: numbers && {
    likes: numbers.likeCount,
    comments: numbers.commentCount,
    shares: numbers.shareCount,
    quotes: null,
    reach: numbers.uniqueImpressionsCount,
    impressions: numbers.impressionCount,
    views: null,
    part: "organic",
    call: calls.statistics,
  },
});

/** Clicks stand beside the counts of a post; they are no reaction that anybody sees. */
export const clicksOf = (post: string, { clickCount: value }: Statistics, at: string): IncomingMetric => ({
  type: "metric",
  postExternalId: post,
  metric: "clicks",
  part: "organic",
  value,
  at,
  from: null,
  to: null,
  call: calls.statistics,
});

/** What is compared to see whether words changed over there. */
export const signOf = (text: string): string => createHash("sha1").update(text).digest("base64url").slice(0, 8);

/** A comment or mention an earlier version could not read. */
export function rereadComment(kept: string, page: string): IncomingMessage[] {
  const { post, raw, mention } = JSON.parse(kept) as { post: string | null; raw: unknown; mention?: string | null };
  if (mention) return [mentionOf(mention, Post.parse(raw), null)];
  const comment = Comment.parse(raw);
  return [messageOf(comment, { root: comment.parent ?? comment.id, post }, page, null)];
}
