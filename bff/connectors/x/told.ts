import {
  type IncomingAuthor,
  type IncomingMessage,
  type IncomingPost,
  unnamedAuthor,
} from "#bff/connectors/incoming.ts";
import type { Attachment } from "#shared/inbox/attachment.ts";
import type { ThreadKind } from "#shared/inbox/schema.ts";
import { Post, type User } from "./api.ts";

export type Place = { root: string; post: string | null; kind: ThreadKind };

export const iso = (time: string): string => new Date(time).toISOString();

export const isBrandPost = (post: Post, own: string): boolean =>
  post.author === own && post.parent === null && !post.isRepost;

function authorOf(post: Post, users: Map<string, User>): IncomingAuthor {
  const user = users.get(post.author ?? "");
  if (user)
    return {
      externalId: user.id,
      handle: user.username,
      displayName: user.name || null,
      url: `https://x.com/${user.username}`,
    };
  return post.author ? { externalId: post.author, handle: post.author, displayName: null, url: null } : unnamedAuthor;
}

/** An answer begins with the names of those it is for; X adds them itself, and the thread shows them already. */
const withoutNames = (text: string): string => text.replace(/^(@\w+\s+)+(?=\S)/, "");

const shortened = /https?:\/\/t\.co\/\w+/g;

/** X shortens every link; people wrote, and read, the long one. */
function asWritten({ text, links }: Post): string {
  return unescaped(text.replace(shortened, (url) => links.get(url) ?? url));
}

const unescaped = (text: string): string =>
  text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");

/** What X makes of words: it adds names in front, completes links (`lumi.fi` becomes `http://lumi.fi`), composes letters. */
const asCompared = (text: string): string =>
  withoutNames(unescaped(text).normalize("NFC").trim())
    .toLowerCase()
    .replace(/\bhttps?:\/\//g, "")
    .replace(/\/(?=\s|$)/g, "")
    .replace(/\s+/g, " ")
    .trim();

/** Whether a post is what somebody typed, however X writes it. */
export const saysTheSame = (post: Post, typed: string): boolean => asCompared(asWritten(post)) === asCompared(typed);

export const wordsIn = (post: Post): string => (post.parent ? withoutNames(asWritten(post)) : asWritten(post));

/** `sentAt` is when the first version was written; an edited post says only when the last one was. */
export const messageOf = (
  post: Post,
  place: Place,
  own: string,
  users: Map<string, User>,
  sentAt = iso(post.at),
): IncomingMessage => ({
  type: "message",
  externalId: post.id,
  threadExternalId: place.root,
  parentExternalId: post.parent,
  postExternalId: place.post,
  kind: place.kind,
  byBrand: post.author === own,
  author: authorOf(post, users),
  text: wordsIn(post),
  lang: post.lang,
  sentAt,
  editedAt: post.version === post.id ? null : iso(post.at),
  url: `https://x.com/i/status/${post.version}`,
  attachments: attachmentsOf(post),
});

/** X names a picture or film by the link to its page, which it appends to the words. */
const attachmentsOf = ({ links }: Post): Attachment[] =>
  [...new Set(links.values())].flatMap((url) => {
    const kind = /^https:\/\/(?:x|twitter)\.com\/\w+\/status\/\d+\/(photo|video)\/\d+$/.exec(url)?.[1];
    return kind ? [{ kind: kind === "video" ? "video" : "picture", name: null, url }] : [];
  });

export const countsOf = ({ metrics: m }: Post): string =>
  [m.reply_count, m.quote_count, m.like_count, m.repost_count ?? m.retweet_count, m.impression_count]
    .map((n) => n ?? "")
    .join(" ");

export const postOf = (post: Post): IncomingPost => ({
  type: "post",
  externalId: post.id,
  text: asWritten(post),
  url: `https://x.com/i/status/${post.version}`,
  publishedAt: iso(post.at),
  lang: post.lang,
  paid: "unknown",
  counts: {
    likes: post.metrics.like_count ?? null,
    comments: post.metrics.reply_count ?? null,
    shares: post.metrics.repost_count ?? post.metrics.retweet_count ?? null,
    quotes: post.metrics.quote_count ?? null,
    reach: null,
    impressions: post.metrics.impression_count ?? null,
    views: null,
    call: "GET /2/tweets",
  },
});

/** A post an earlier version could not read. Where it hangs is not known any more: it begins or joins a conversation. */
export function rereadPost(raw: string, own: string): IncomingMessage[] {
  const post = Post.parse(JSON.parse(raw));
  const root = post.parent === null ? post.id : (post.conversation ?? post.id);
  return [messageOf(post, { root, post: null, kind: "mention" }, own, new Map())];
}
