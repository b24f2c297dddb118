import { createHash } from "node:crypto";
import { attachmentsOfHtml } from "#bff/connectors/html-attachments.ts";
import { textOfHtml } from "#bff/connectors/html-text.ts";
import {
  type IncomingAuthor,
  type IncomingMessage,
  type IncomingPost,
  unnamedAuthor,
} from "#bff/connectors/incoming.ts";
import type { Comment, Post } from "./api.ts";

/** WordPress leaves the zone out of its GMT times. */
export const isoOf = (gmt: string): string => new Date(`${gmt}Z`).toISOString();

const hashOf = (text: string): string => createHash("sha256").update(text).digest("base64url");

/** What a comment says that may change, in short. */
export const versionOf = (comment: Comment): string =>
  hashOf(`${comment.status}\n${comment.content.raw ?? comment.content.rendered}`).slice(0, 8);

export const isHidden = (comment: Comment): boolean => comment.status !== "approved" && comment.status !== "approve";

/** Gone from the blog as its readers see it: thrown away, or called spam. */
export const isGone = (comment: Comment | null): boolean =>
  comment === null || comment.status === "trash" || comment.status === "spam";

/** Somebody without an account is known by the hash of their mail address, where it may be seen, else by their name. */
function authorOf(comment: Comment): IncomingAuthor {
  const { author, author_name: name, author_email: mail, author_url: url } = comment;
  if (!author && !mail && !name) return unnamedAuthor;
  const key = author ? `user:${author}` : mail ? `mail:${hashOf(mail.toLowerCase()).slice(0, 22)}` : `name:${name}`;
  const plain = textOfHtml(name);
  return { externalId: key, handle: plain || key, displayName: plain || null, url: url || null };
}

export function messageOf(comment: Comment, root: string, userId: number): IncomingMessage {
  return {
    type: "message",
    externalId: String(comment.id),
    threadExternalId: root,
    parentExternalId: comment.parent ? String(comment.parent) : null,
    postExternalId: String(comment.post),
    // A pingback is another blog that wrote about this one.
    kind: comment.type === "comment" ? "comment" : "mention",
    byBrand: comment.author !== 0 && comment.author === userId,
    author: authorOf(comment),
    text: textOfHtml(comment.content.rendered),
    lang: null,
    sentAt: isoOf(comment.date_gmt),
    editedAt: null,
    url: comment.link,
    hidden: isHidden(comment),
    attachments: attachmentsOfHtml(comment.content.rendered, comment.link),
  };
}

export function postOf(post: Post, comments: number | null): IncomingPost {
  const none = { likes: null, shares: null, quotes: null, reach: null, impressions: null, views: null };
  const text = [textOfHtml(post.title.rendered), textOfHtml(post.excerpt?.rendered ?? "")].filter(Boolean).join("\n\n");
  return {
    type: "post",
    externalId: String(post.id),
    text,
    url: post.link,
    publishedAt: isoOf(post.date_gmt),
    lang: null,
    paid: "organic",
    counts: comments === null ? null : { ...none, comments, call: "GET /wp/v2/comments (X-WP-Total)" },
  };
}
