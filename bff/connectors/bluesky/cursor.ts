import { z } from "zod";

const Post = z.object({
  uri: z.string(),
  cid: z.string(),
  /** likes, replies, reposts, quotes as last told */
  counts: z.string(),
  publishedAt: z.string(),
  /** messages under it are told up to here */
  readTo: z.string().nullable(),
  /** answers below it that were hidden when it was last seen */
  hidden: z.array(z.string()).default([]),
});

/**
 * Where a sync stands, as its own JSON text. One pass walks the steps in order, a few pages of the network at a time;
 * what it saw newest becomes the `seen` of the next pass only when the pass is complete.
 */
const Cursor = z.object({
  version: z.literal(1),
  step: z.enum(["feed", "notifications", "threads", "reread"]),
  /** the network's own cursor inside the step */
  page: z.string().nullable(),
  /** nothing older than this is read in the feed or the notifications of this pass */
  floor: z.string(),
  newestFeed: z.string().nullable(),
  newestNotification: z.string().nullable(),
  seenFeed: z.string().nullable(),
  seenNotification: z.string().nullable(),
  /** young posts, whose counts are read again */
  posts: z.array(Post),
  /** posts whose thread or quotes grew and are read in this pass */
  todo: z.array(z.string()),
  /** recent messages by uri and content id, newest told first: edits and deletions are noticed by them */
  known: z.array(z.tuple([z.string(), z.string()])),
  /** from where in `known` the next pass takes its turn of reading again */
  turn: z.number().int().nonnegative().default(0),
  followers: z.object({ count: z.number(), at: z.string() }).nullable(),
});
export type Cursor = z.infer<typeof Cursor>;

export const day = 86_400_000;
const postsKept = 100;
const messagesKept = 300;

/** The start of everything: the last 30 days. */
function first(now: Date): Cursor {
  return {
    version: 1,
    step: "feed",
    page: null,
    floor: new Date(now.getTime() - 30 * day).toISOString(),
    newestFeed: null,
    newestNotification: null,
    seenFeed: null,
    seenNotification: null,
    posts: [],
    todo: [],
    known: [],
    turn: 0,
    followers: null,
  };
}

/** A cursor that cannot be read starts over: what is told twice is stored once. */
export function readCursor(text: string | null, now: Date): Cursor {
  if (!text) return first(now);
  try {
    return Cursor.parse(JSON.parse(text));
  } catch {
    return first(now);
  }
}

export function writeCursor(cursor: Cursor, now: Date): string {
  const young = new Date(now.getTime() - 30 * day).toISOString();
  const posts = cursor.posts
    .filter((post) => post.publishedAt >= young)
    .sort((a, b) => (a.publishedAt < b.publishedAt ? 1 : -1))
    .slice(0, postsKept);
  return JSON.stringify({ ...cursor, posts, known: cursor.known.slice(0, messagesKept) } satisfies Cursor);
}

/** Closes a pass: what it saw newest is where the next one stops reading. */
export function nextPass(cursor: Cursor): void {
  cursor.step = "feed";
  cursor.page = null;
  cursor.seenFeed = cursor.newestFeed ?? cursor.seenFeed ?? cursor.floor;
  cursor.seenNotification = cursor.newestNotification ?? cursor.seenNotification ?? cursor.floor;
  cursor.newestFeed = null;
  cursor.newestNotification = null;
  cursor.todo = [];
}

/** Until where a list that was seen up to `seen` is read: a little further, because the network files things late. */
export function stopAt(cursor: Cursor, seen: string | null): string {
  return seen ? new Date(new Date(seen).getTime() - 600_000).toISOString() : cursor.floor;
}

export const newer = (a: string | null, b: string): string => (a && a > b ? a : b);
