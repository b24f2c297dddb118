import { z } from "zod";
import { byAge } from "#bff/connectors/in-turn.ts";
import { ThreadKind } from "#shared/inbox/schema.ts";

/**
 * Where a sync stands: the newest ids read, own posts with their counts, and messages, longest unseen first, with their
 * place and last version.
 */
const Cursor = z.object({
  v: z.literal(1),
  floor: z.string(),
  own: z.string().nullable(),
  mention: z.string().nullable(),
  found: z.string().nullable(),
  posts: z.array(z.tuple([z.string(), z.object({ counts: z.string(), at: z.string(), version: z.string() })])),
  known: z.array(
    z.tuple([
      z.string(),
      z.object({
        root: z.string(),
        post: z.string().nullable(),
        kind: ThreadKind,
        version: z.string(),
        at: z.string(),
      }),
    ]),
  ),
  followers: z.object({ count: z.number(), at: z.string() }).nullable(),
});
export type Cursor = z.infer<typeof Cursor>;
export type Known = Map<string, Cursor["known"][number][1]>;
export type Posts = Map<string, Cursor["posts"][number][1]>;

const month = 30 * 86_400_000;
const postsKept = 100;
const messagesKept = 600;

export function cursorOf(text: string | null, now: Date): Cursor {
  const floor = new Date(now.getTime() - month).toISOString();
  const first: Cursor = {
    v: 1,
    floor,
    own: null,
    mention: null,
    found: null,
    posts: [],
    known: [],
    followers: null,
  };
  try {
    return text ? (Cursor.safeParse(JSON.parse(text)).data ?? first) : first;
  } catch {
    return first;
  }
}

export function textOf(cursor: Cursor, posts: Posts, known: Known): string {
  const kept = new Set([...known.keys()].sort(byAge).slice(-messagesKept));
  const messages = [...known].filter(([id]) => kept.has(id));
  return JSON.stringify({ ...cursor, posts: [...posts].slice(-postsKept), known: messages });
}
