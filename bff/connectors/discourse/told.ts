import { createHash } from "node:crypto";
import { attachmentsOfHtml } from "#bff/connectors/html-attachments.ts";
import { textOfHtml } from "#bff/connectors/html-text.ts";
import {
  type IncomingAuthor,
  type IncomingMessage,
  type IncomingPost,
  unnamedAuthor,
} from "#bff/connectors/incoming.ts";
import { type Forum, isOurs, type Post, type Topic } from "./api.ts";
import type { Place } from "./place.ts";

const iso = (time: string): string => new Date(time).toISOString();
export const addressOf = (forum: Forum, post: Post): string =>
  `${forum.site}/t/${post.topic_slug}/${post.topic_id}/${post.post_number}`;

function authorOf(forum: Forum, { user_id: id, username, name }: Post): IncomingAuthor {
  if (!id || !username) return unnamedAuthor;
  return {
    externalId: String(id),
    handle: username,
    displayName: name || null,
    url: `${forum.site}/u/${encodeURIComponent(username)}`,
  };
}

/** What somebody reads: a topic's title stands above its text. */
const textOf = (post: Post, title: string | undefined): string => {
  const text = textOfHtml(post.cooked);
  return post.post_number === 1 && title ? `${title}\n\n${text}`.trim() : text;
};

/** The words in short: in its first minutes a post is edited without a new version. */
export const signOf = ({ cooked }: Post): string =>
  createHash("sha1").update(textOfHtml(cooked)).digest("base64url").slice(0, 6);

type As = { title?: string | undefined /** its words are others than before */; edited?: boolean };

export function messageOf(forum: Forum, post: Post, place: Place, { title, edited = false }: As): IncomingMessage {
  return {
    type: "message",
    externalId: String(post.id),
    threadExternalId: String(place.root),
    parentExternalId: place.parent ? String(place.parent) : null,
    postExternalId: place.under ? String(place.under) : null,
    kind: place.kind,
    byBrand: isOurs(forum, post),
    author: authorOf(forum, post),
    text: textOf(post, title),
    lang: null,
    sentAt: iso(post.created_at),
    editedAt: edited || post.version > 1 ? iso(post.updated_at) : null,
    url: addressOf(forum, post),
    hidden: post.hidden,
    attachments: attachmentsOfHtml(post.cooked, forum.site),
  };
}

export function brandPostOf(forum: Forum, post: Post, topic: Topic): IncomingPost {
  const likes = post.actions_summary.find(({ id }) => id === 2)?.count ?? 0;
  const none = { shares: null, quotes: null, reach: null, impressions: null };
  return {
    type: "post",
    externalId: String(post.id),
    text: textOf(post, topic.title),
    url: addressOf(forum, post),
    publishedAt: iso(post.created_at),
    lang: null,
    paid: "organic",
    counts: { ...none, likes, comments: topic.posts_count - 1, views: topic.views ?? null, call: "GET /t/{id}.json" },
  };
}
