import {
  type IncomingAuthor,
  type IncomingItem,
  type IncomingMessage,
  type IncomingPost,
  unnamedAuthor,
} from "#bff/connectors/incoming.ts";
import { Comment, Thread, type Video } from "./api.ts";

export const iso = (time: string): string => new Date(time).toISOString();

const watch = (video: string): string => `https://www.youtube.com/watch?v=${video}`;

/** Where a comment can be read: the page of its video opens with it on top. */
export const commentUrl = (video: string | null | undefined, id: string): string | null =>
  video ? `${watch(video)}&lc=${id}` : null;

/** Only the author gets a comment as it was typed; everybody else as it is shown. */
export const textOf = ({ snippet }: Comment): string => snippet.textOriginal ?? snippet.textDisplay;

export const isOurs = (comment: Comment, channel: string): boolean =>
  comment.snippet.authorChannelId?.value === channel;

function authorOf({ snippet }: Comment): IncomingAuthor {
  const id = snippet.authorChannelId?.value;
  const name = snippet.authorDisplayName ?? "";
  return id
    ? { externalId: id, handle: name, displayName: name || null, url: snippet.authorChannelUrl ?? null }
    : unnamedAuthor;
}

/**
 * Threads are flat: `root` is the top-level comment, and everything else in the thread answers it. `at` is when it was
 * written, by which lists of threads are in order; empty where an older version did not keep it.
 */
export type Place = { root: string; post: string | null; at: string };

export function messageOf(
  comment: Comment,
  { root, post }: Omit<Place, "at">,
  channel: string,
  hidden?: boolean,
): IncomingMessage {
  const { id, snippet } = comment;
  return {
    type: "message",
    externalId: id,
    threadExternalId: root,
    parentExternalId: id === root ? post : root,
    postExternalId: post,
    kind: "comment",
    byBrand: isOurs(comment, channel),
    author: authorOf(comment),
    text: textOf(comment),
    lang: null,
    sentAt: iso(snippet.publishedAt),
    editedAt: snippet.updatedAt === snippet.publishedAt ? null : iso(snippet.updatedAt),
    url: commentUrl(post, id),
    ...(hidden !== undefined && { hidden }),
  };
}

export const postOf = ({ id, snippet, statistics }: Video): IncomingPost => ({
  type: "post",
  externalId: id,
  text: [snippet.title, snippet.description].filter(Boolean).join("\n\n"),
  url: watch(id),
  publishedAt: iso(snippet.publishedAt),
  lang: snippet.defaultAudioLanguage ?? snippet.defaultLanguage ?? null,
  // Views and likes of a video that is advertised as well cannot be told apart here.
  paid: "unknown",
  counts: {
    likes: statistics.likeCount ?? null,
    comments: statistics.commentCount ?? null,
    shares: null,
    quotes: null,
    reach: null,
    impressions: null,
    views: statistics.viewCount ?? null,
    call: "videos.list",
  },
});

/** What of a page can be read, and what is kept raw because it cannot. */
export function threadsIn(items: unknown[]): {
  threads: Thread[];
  unreadable: Extract<IncomingItem, { type: "unreadable" }>[];
} {
  const threads: Thread[] = [];
  const unreadable: Extract<IncomingItem, { type: "unreadable" }>[] = [];
  for (const raw of items) {
    const read = Thread.safeParse(raw);
    if (read.success) {
      threads.push(read.data);
      continue;
    }
    const id = (raw as { id?: unknown } | null)?.id;
    const error = read.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`).join("; ");
    unreadable.push({
      type: "unreadable",
      externalId: typeof id === "string" ? id : null,
      raw: JSON.stringify(raw),
      error,
    });
  }
  return { threads, unreadable };
}

export const commentsIn = (items: unknown[]): Comment[] => items.flatMap((raw) => Comment.safeParse(raw).data ?? []);

export const placeOf = ({ snippet }: Thread): Place => ({
  root: snippet.topLevelComment.id,
  post: snippet.videoId ?? null,
  at: iso(snippet.topLevelComment.snippet.publishedAt),
});

/** A thread an earlier version could not read, with the answers that came inside it. */
export function rereadThread(raw: string, channel: string): IncomingItem[] {
  const thread = Thread.parse(JSON.parse(raw));
  const place = placeOf(thread);
  return [thread.snippet.topLevelComment, ...commentsIn(thread.replies?.comments ?? [])].map((comment) =>
    messageOf(comment, place, channel),
  );
}
