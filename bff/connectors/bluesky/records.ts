import { z } from "zod";
import type { IncomingMessage, IncomingPost, IncomingUnreadable } from "#bff/connectors/incoming.ts";
import type { Attachment } from "#shared/inbox/attachment.ts";
import { attachmentsOf } from "./attachments.ts";

const Ref = z.object({ uri: z.string().startsWith("at://"), cid: z.string() });
const count = z.number().int().nonnegative().nullable().catch(null).default(null);

/** As much of a post as Konak reads, from a post view or a notification; the rest may be anything. */
const Note = z.object({
  uri: z.string().startsWith("at://"),
  cid: z.string(),
  author: z.object({
    did: z.string(),
    handle: z.string(),
    displayName: z.string().nullable().catch(null).default(null),
  }),
  indexedAt: z.string(),
  likeCount: count,
  replyCount: count,
  repostCount: count,
  quoteCount: count,
  /** on the first post of a conversation alone: who may answer, and which answers whoever began it has hidden */
  threadgate: z
    .object({ record: z.object({ hiddenReplies: z.array(z.string()).catch([]).default([]) }) })
    .optional()
    .catch(undefined),
  record: z.object({
    text: z.string(),
    createdAt: z.string(),
    langs: z.array(z.string()).catch([]).default([]),
    reply: z.object({ root: Ref, parent: Ref }).optional(),
    facets: z
      .array(z.object({ features: z.array(z.object({ did: z.string().optional() })) }))
      .catch([])
      .default([]),
    embed: z
      .object({ record: z.union([Ref, z.object({ record: Ref })]) })
      .optional()
      .catch(undefined),
  }),
});
export type Note = z.infer<typeof Note> & { attachments?: Attachment[] };

/** A note, or what could not be read of it: raw, and why. */
export function readNote(view: unknown): Note | IncomingUnreadable {
  const parsed = Note.safeParse(view);
  if (parsed.success) return { ...parsed.data, attachments: attachmentsOf(view, parsed.data.author.did) };
  const uri = z.object({ uri: z.string() }).safeParse(view);
  return {
    type: "unreadable",
    externalId: uri.success ? uri.data.uri : null,
    raw: JSON.stringify(view),
    error: z.prettifyError(parsed.error),
  };
}

export const hiddenBelow = (note: Note): string[] => note.threadgate?.record.hiddenReplies ?? [];

export const authorOfUri = (uri: string): string => uri.slice("at://".length).split("/")[0] ?? "";

export function quotedUri(note: Note): string | null {
  const embedded = note.record.embed?.record;
  if (!embedded) return null;
  return "uri" in embedded ? embedded.uri : embedded.record.uri;
}

const names = (note: Note, did: string): boolean =>
  note.record.facets.some((facet) => facet.features.some((feature) => feature.did === did));

/** Clients claim any time they like: a claim from after the network saw the post is not believed. */
export function sentAt(note: Note): string {
  const seen = new Date(note.indexedAt).getTime();
  const claimed = new Date(note.record.createdAt).getTime();
  return new Date(Number.isNaN(claimed) ? seen : Math.min(claimed, seen)).toISOString();
}

/** One language said is believed, as its primary subtag; several say nothing about this text. */
function langOf(note: Note): string | null {
  const [lang, another] = note.record.langs;
  return lang && !another ? (lang.split("-")[0]?.toLowerCase() ?? null) : null;
}

export function urlOf(uri: string, handle: string): string {
  const rkey = uri.split("/").at(-1);
  return `https://bsky.app/profile/${handle === "handle.invalid" ? authorOfUri(uri) : handle}/post/${rkey}`;
}

/** Where a message belongs. `from` is the place in the chain of the thread's root. */
export type Place =
  | { is: "post" }
  | { is: "message"; kind: "comment" | "mention" | "quote" | "visitor_post"; from: number; postUri: string | null };

function placeUnderOurPost(chain: Note[], brand: string, rootUri: string): Place {
  const from = chain.findIndex((note) => note.author.did !== brand);
  const above = chain[from - 1];
  if (from < 0) return chain[0]?.uri === rootUri ? { is: "post" } : messageOf(0, rootUri);
  return messageOf(from, above ? above.uri : rootUri);
}

const messageOf = (from: number, postUri: string): Place => ({ is: "message", kind: "comment", from, postUri });

/**
 * Decides which thread the last note of `chain` (oldest first, unbroken) belongs to; null when it does not concern
 * the brand. Under a post of ours the root is the first message that is not ours; elsewhere it is the first one that
 * names us, quotes us or was answered by us. `chain` begins later than `rootUri` when something above it is gone.
 */
export function placeOf(chain: Note[], brand: string): Place | null {
  const rootUri = chain[0]?.record.reply?.root.uri ?? chain[0]?.uri ?? "";
  if (authorOfUri(rootUri) === brand) return placeUnderOurPost(chain, brand, rootUri);
  const concerns = chain.findIndex((note, index) => {
    if (chain[index + 1]?.author.did === brand) return true;
    return names(note, brand) || authorOfUri(quotedUri(note) ?? "at://") === brand || note.author.did === brand;
  });
  const first = chain[concerns];
  if (!first) return null;
  const quoted = quotedUri(first);
  if (quoted && authorOfUri(quoted) === brand) return { is: "message", kind: "quote", from: concerns, postUri: quoted };
  return { is: "message", kind: names(first, brand) ? "mention" : "visitor_post", from: concerns, postUri: null };
}

export function postOf(note: Note, call = "app.bsky.feed.getAuthorFeed"): IncomingPost {
  return {
    type: "post",
    externalId: note.uri,
    text: note.record.text,
    url: urlOf(note.uri, note.author.handle),
    publishedAt: sentAt(note),
    lang: langOf(note),
    paid: "organic",
    counts: {
      likes: note.likeCount,
      comments: note.replyCount,
      shares: note.repostCount,
      quotes: note.quoteCount,
      reach: null,
      impressions: null,
      views: null,
      call,
    },
  };
}

export function messageFrom(
  note: Note,
  place: Place & { is: "message" },
  rootUri: string,
  brand: string,
  editedAt: string | null,
): IncomingMessage {
  return {
    type: "message",
    externalId: note.uri,
    threadExternalId: rootUri,
    parentExternalId: note.uri === rootUri ? null : (note.record.reply?.parent.uri ?? null),
    postExternalId: place.postUri,
    kind: place.kind,
    byBrand: note.author.did === brand,
    author: {
      externalId: note.author.did,
      handle: note.author.handle,
      displayName: note.author.displayName || null,
      url: `https://bsky.app/profile/${note.author.did}`,
    },
    text: note.record.text,
    lang: langOf(note),
    sentAt: sentAt(note),
    editedAt,
    url: urlOf(note.uri, note.author.handle),
    attachments: note.attachments ?? [],
  };
}
