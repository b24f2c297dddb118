import { textOfHtml } from "#bff/connectors/html-text.ts";
import type { IncomingAuthor, IncomingMessage, IncomingPost } from "#bff/connectors/incoming.ts";
import type { Attachment, AttachmentKind } from "#shared/inbox/attachment.ts";
import type { Audience } from "#shared/inbox/audience.ts";
import type { ThreadKind } from "#shared/inbox/schema.ts";
import type { Account, Status } from "./api.ts";

/** Where a status stands among the brand's: the root of its thread, the post it hangs on, and what it is. */
export type Place = { root: string; post: string | null; kind: ThreadKind };

export const iso = (time: string): string => new Date(time).toISOString();

const authorOf = ({ id, acct, display_name: name, url }: Account): IncomingAuthor => ({
  externalId: id,
  handle: acct,
  displayName: name || null,
  url,
});

/** The words of a status as a person reads them, a content warning in front. */
export const wordsOf = (status: Status): string =>
  [status.spoiler_text, textOfHtml(status.content)].filter(Boolean).join("\n\n");

export const isBoost = (status: Status): boolean => status.reblog !== null;
const isAnswer = (status: Status): boolean => status.in_reply_to_id !== null || status.in_reply_to_account_id !== null;

/** A post of the brand: something it said to everybody, not an answer. */
export const isPost = (status: Status, ownId: string): boolean =>
  status.account.id === ownId && !isAnswer(status) && !isBoost(status);

/** An answer begins with the names of those it is for; they say where it stands, which the thread shows already. */
export const namesBefore = (text: string): string => /^(@[\w.-]+(@[\w.-]+)?\s+)+(?=\S)/.exec(text)?.[0] ?? "";
const withoutNames = (text: string): string => text.slice(namesBefore(text).length);

export function messageOf(status: Status, place: Place, ownId: string): IncomingMessage {
  return {
    type: "message",
    externalId: status.id,
    threadExternalId: place.root,
    parentExternalId: status.in_reply_to_id,
    postExternalId: place.post,
    kind: place.kind,
    byBrand: status.account.id === ownId,
    author: authorOf(status.account),
    text: status.account.id === ownId && isAnswer(status) ? withoutNames(wordsOf(status)) : wordsOf(status),
    lang: status.language,
    sentAt: iso(status.created_at),
    editedAt: status.edited_at ? iso(status.edited_at) : null,
    url: status.url,
    attachments: attachmentsOf(status),
    audience: audienceOf(status),
  };
}

// Other servers of the network have more kinds, such as for mutual followers: those are not for everybody either.
const audiences: Record<string, Audience> = {
  public: "public",
  unlisted: "public",
  local: "public",
  direct: "private",
};
const audienceOf = ({ visibility }: Status): Audience => audiences[visibility] ?? "followers";

const kinds: Record<string, AttachmentKind> = { image: "picture", gifv: "video", video: "video", audio: "audio" };

const attachmentsOf = ({ media_attachments: media }: Status): Attachment[] =>
  media.map(({ type, url, remote_url, description }) => ({
    kind: kinds[type] ?? "file",
    name: description,
    url: url ?? remote_url,
  }));

/** What of a post may change, in short: its counts and when it was edited. */
export const versionOf = ({ edited_at: edited, ...status }: Status): string =>
  [status.favourites_count, status.replies_count, status.reblogs_count, status.quotes_count, edited ?? ""].join(" ");

export const postOf = (status: Status): IncomingPost => ({
  type: "post",
  externalId: status.id,
  text: wordsOf(status),
  url: status.url,
  publishedAt: iso(status.created_at),
  lang: status.language,
  paid: "organic",
  counts: {
    likes: status.favourites_count,
    comments: status.replies_count,
    shares: status.reblogs_count,
    quotes: status.quotes_count,
    reach: null,
    impressions: null,
    views: null,
    call: "GET /api/v1/statuses",
  },
});
