import { z } from "zod";

/** What was told of a post, where its comments hang, and when they were last looked at. */
const KnownPost = z.object({
  at: z.string(),
  sign: z.string(),
  counts: z.string(),
  thread: z.string().nullable(),
  seen: z.string(),
  /** lists never hold an ad, so that one is missing there says nothing */
  isAd: z.boolean().default(false),
  /** a post of somebody else that names the page, with as much of it as the notification told */
  mention: z.object({ by: z.string().nullable(), text: z.string().nullable() }).nullable().default(null),
});
export type KnownPost = z.infer<typeof KnownPost>;

/** What was told of a message. `replies`: how many answers LinkedIn spoke of (-1: it did not say). */
const KnownMessage = z.object({
  post: z.string(),
  root: z.string(),
  sign: z.string(),
  at: z.string(),
  edited: z.string().nullable(),
  replies: z.number(),
});

/**
 * The first comment of a post up to which the answers of its comments were read. `sought`: what was looked for below
 * all of them, and need not be looked for again where the look ends without it.
 */
export const Within = z.object({ at: z.string(), id: z.string(), sought: z.array(z.string()).optional() });

/** A post to look at: what is known to have happened there, and the place where a look that was too long goes on. */
const Queued = z.tuple([z.string(), z.array(z.string())]).rest(Within);
export type Queued = z.infer<typeof Queued>;

const Cursor = z.object({
  v: z.literal(1),
  /** what is older was never told by a sync */
  floor: z.string(),
  posts: z.array(z.tuple([z.string(), KnownPost])),
  messages: z.array(z.tuple([z.string(), KnownMessage])),
  /** posts whose comments are still to be looked at, those of the newest round first */
  queue: z.array(Queued),
  /** until when notifications were read, and which ones last */
  noted: z.object({ until: z.string(), ids: z.array(z.string()) }).nullable(),
  followers: z.object({ count: z.number(), at: z.string() }).nullable(),
  /** how far the posts a list leaves out were asked for, so that each has its turn */
  turn: z.number().default(0),
});
type Kept = z.infer<typeof Cursor>;

export type Cursor = Omit<Kept, "v" | "posts" | "messages"> & {
  posts: Map<string, KnownPost>;
  /** by the comment's own number, because the thread it is named with may be written in several ways */
  messages: Map<string, z.infer<typeof KnownMessage>>;
};

const month = 30 * 86_400_000;
const postsKept = 200;
const messagesKept = 3000;
const noticesKept = 300;

export function cursorOf(text: string | null, now: Date): Cursor {
  const kept = text ? Cursor.safeParse(jsonOf(text)).data : undefined;
  return {
    floor: kept?.floor ?? new Date(now.getTime() - month).toISOString(),
    posts: new Map(kept?.posts),
    messages: new Map(kept?.messages),
    queue: kept?.queue ?? [],
    noted: kept?.noted ?? null,
    followers: kept?.followers ?? null,
    turn: kept?.turn ?? 0,
  };
}

/** What is forgotten moves the floor, so that it is never told as new. */
export function textOf({ floor, posts, messages, queue, noted, followers, turn }: Cursor): string {
  const byTime = <Value extends { at: string }>(map: Map<string, Value>) =>
    [...map].sort(([, a], [, b]) => (a.at < b.at ? -1 : 1));
  const all = byTime(messages);
  const forgotten = all.slice(0, -messagesKept).at(-1)?.[1].at ?? "";
  const kept: Kept = {
    v: 1,
    floor: forgotten > floor ? forgotten : floor,
    posts: byTime(posts).slice(-postsKept),
    messages: all.slice(-messagesKept),
    queue,
    noted: noted && { ...noted, ids: noted.ids.slice(-noticesKept) },
    followers,
    turn,
  };
  return JSON.stringify(kept);
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
