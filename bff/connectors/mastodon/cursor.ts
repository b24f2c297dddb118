import { z } from "zod";
import { byAge } from "#bff/connectors/in-turn.ts";
import type { Place } from "./told.ts";

const kinds = z.enum(["comment", "mention", "quote"]);

/**
 * Where a sync stands: the newest own status and notification told, the youngest posts with their counts, the newest
 * messages, longest unseen first, with their place, when they were edited and how many answer them, and whose turn it is
 * of the posts.
 */
const Cursor = z.object({
  v: z.literal(1),
  floor: z.string(),
  status: z.string().nullable(),
  note: z.string().nullable(),
  posts: z.array(z.tuple([z.string(), z.string()])),
  known: z.array(
    z.tuple([
      z.string(),
      z.object({ root: z.string(), post: z.string().nullable(), kind: kinds, edited: z.string(), answers: z.number() }),
    ]),
  ),
  followers: z.object({ count: z.number(), at: z.string() }).nullable(),
  alone: z.boolean().default(false),
  turns: z.object({ posts: z.number() }).default({ posts: 0 }),
});
export type Cursor = z.infer<typeof Cursor>;
export type Known = Map<string, Place & { edited: string; answers: number }>;

const month = 30 * 86_400_000;
const postsKept = 60;
const messagesKept = 600;

export function cursorOf(text: string | null, now: Date): Cursor {
  const floor = new Date(now.getTime() - month).toISOString();
  const first = { v: 1, floor, status: null, note: null, posts: [], known: [], followers: null };
  if (!text) return Cursor.parse(first);
  try {
    return Cursor.parse(JSON.parse(text));
  } catch {
    return Cursor.parse(first);
  }
}

export function textOf(cursor: Cursor, known: Known): string {
  const kept = new Set([...known.keys()].sort(byAge).slice(-messagesKept));
  return JSON.stringify({
    ...cursor,
    posts: cursor.posts.slice(-postsKept),
    known: [...known].filter(([id]) => kept.has(id)),
  });
}
