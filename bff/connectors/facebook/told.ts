import {
  type IncomingAuthor,
  type IncomingMessage,
  type IncomingPost,
  unnamedAuthor,
} from "#bff/connectors/incoming.ts";
import { iso } from "#bff/connectors/meta/lists.ts";
import { signOf } from "#bff/connectors/meta/pass.ts";
import type { Attachment } from "#shared/inbox/attachment.ts";
import { calls } from "./about.ts";
import type { Author, Comment, Post } from "./page.ts";

/** People's ids are the Page's own for them; their profiles have no address that could be told. */
const authorOf = (author: Author | null | undefined): IncomingAuthor =>
  author
    ? { externalId: author.id, handle: author.name || author.id, displayName: author.name || null, url: null }
    : unnamedAuthor;

/** A post that is not the brand's: a visitor's on the Page, or one that tags it. */
export const isMention = (post: Post, pageId: string): boolean => post.from?.id !== pageId;

const wordsOfPost = ({ message, story }: Post): string => message ?? story ?? "";

/** A picture or sticker without words is named, so that nobody looks at an empty message. */
const wordsOfComment = ({ message, attachment }: Comment): string =>
  message || attachment?.title || (attachment?.type ? `[${attachment.type.replaceAll("_", " ")}]` : "");

/** Everything is linked where Facebook shows it: the address of a picture's file is signed, and ends. */
function attachmentsOf({ attachment }: Comment): Attachment[] {
  if (!attachment) return [];
  const { type = "", title = null, url = null } = attachment;
  const seen = /photo|sticker|image/.test(type);
  const kind = seen ? "picture" : /video/.test(type) ? "video" : /share|link/.test(type) ? "link" : "file";
  return [{ kind, name: title || null, url }];
}

export const messageOfComment = (comment: Comment, post: Post, root: string, pageId: string): IncomingMessage => ({
  type: "message",
  externalId: comment.id,
  threadExternalId: root,
  parentExternalId: comment.parent?.id ?? (isMention(post, pageId) ? post.id : null),
  postExternalId: isMention(post, pageId) ? null : post.id,
  kind: isMention(post, pageId) ? "mention" : "comment",
  byBrand: comment.from?.id === pageId,
  author: authorOf(comment.from),
  text: wordsOfComment(comment),
  lang: null,
  sentAt: iso(comment.created_time),
  editedAt: null,
  url: comment.permalink_url ?? null,
  attachments: attachmentsOf(comment),
  ...(comment.is_hidden !== undefined && { hidden: comment.is_hidden }),
});

export const messageOfMention = (post: Post): IncomingMessage => ({
  type: "message",
  externalId: post.id,
  threadExternalId: post.id,
  parentExternalId: null,
  postExternalId: null,
  kind: "mention",
  byBrand: false,
  author: authorOf(post.from),
  text: wordsOfPost(post),
  lang: null,
  sentAt: iso(post.created_time),
  editedAt: null,
  url: post.permalink_url ?? null,
  ...(post.is_hidden !== undefined && { hidden: post.is_hidden }),
});

/** Facebook leaves `shares` out of a post that nobody shared; the other two are null where it does not give them. */
const countsOf = ({ reactions, comments, shares }: Post) => ({
  likes: reactions?.summary?.total_count ?? null,
  comments: comments?.summary?.total_count ?? null,
  shares: shares?.count ?? (reactions?.summary ? 0 : null),
});

export type Paid = IncomingPost["paid"];

export const signOfPost = (post: Post, paid: Paid): string => {
  const { likes, comments, shares } = countsOf(post);
  return [likes, comments, shares, paid, signOf(wordsOfPost(post))].join(" ");
};

export const postOf = (post: Post, paid: Paid, call = calls.feed): IncomingPost => ({
  type: "post",
  externalId: post.id,
  text: wordsOfPost(post),
  url: post.permalink_url ?? null,
  publishedAt: iso(post.created_time),
  lang: null,
  paid,
  counts: { ...countsOf(post), quotes: null, reach: null, impressions: null, views: null, call },
});

/** Every comment in its thread: an answer belongs to the thread of what it answers. `rootOf` knows earlier ones. */
export function rootsOf(
  comments: Comment[],
  post: Post,
  pageId: string,
  rootOf: (id: string) => string | undefined,
): Map<string, string> {
  const roots = new Map<string, string>();
  for (const { id, parent } of comments) {
    if (isMention(post, pageId)) roots.set(id, post.id);
    else roots.set(id, parent ? (roots.get(parent.id) ?? rootOf(parent.id) ?? parent.id) : id);
  }
  return roots;
}
