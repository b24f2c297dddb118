import { z } from "zod";

/** What was told of a message: where it hangs, its thread, how it looked, when it was written and last edited. */
const Told = z.object({
  under: z.string(),
  root: z.string(),
  sign: z.string(),
  at: z.string(),
  edited: z.string().nullable(),
  /** it answers nothing but the post, so that what hangs below goes with it */
  top: z.boolean().optional(),
});

const Cursor = z.object({
  v: z.literal(1),
  first: z.boolean(),
  /** what is older was never told by a sync */
  floor: z.string(),
  posts: z.array(z.tuple([z.string(), z.object({ sign: z.string(), at: z.string() })])),
  messages: z.array(z.tuple([z.string(), Told])),
  followers: z.object({ count: z.number(), at: z.string() }).nullable(),
  /** when views and reach of a post were last read */
  insights: z.array(z.tuple([z.string(), z.string()])),
  /** where reading in turn goes on (null: at the newest post), and when it last did */
  turn: z.object({ after: z.string().nullable(), at: z.string() }).optional(),
});
type Kept = z.infer<typeof Cursor>;

export type Cursor = Pick<Kept, "first" | "floor" | "followers"> & {
  turn: NonNullable<Kept["turn"]>;
  posts: Map<string, { sign: string; at: string }>;
  messages: Map<string, z.infer<typeof Told>>;
  insights: Map<string, string>;
};

const month = 30 * 86_400_000;
const postsKept = 200;
const messagesKept = 5000;

export function cursorOf(text: string | null, now: Date): Cursor {
  const kept = text ? Cursor.safeParse(jsonOf(text)).data : undefined;
  const floor = new Date(now.getTime() - month).toISOString();
  return {
    first: !kept,
    floor: kept?.floor ?? floor,
    followers: kept?.followers ?? null,
    turn: kept?.turn ?? { after: null, at: now.toISOString() },
    posts: new Map(kept?.posts),
    messages: new Map(kept?.messages),
    insights: new Map(kept?.insights),
  };
}

/** What is forgotten moves the floor, so that it is never told as new. */
export function textOf(cursor: Cursor): string {
  const byTime = <Value extends { at: string }>(map: Map<string, Value>) =>
    [...map].sort(([, a], [, b]) => (a.at < b.at ? -1 : 1));
  const messages = byTime(cursor.messages);
  const forgotten = messages.slice(0, -messagesKept).at(-1)?.[1].at ?? "";
  const kept: Kept = {
    v: 1,
    first: false,
    floor: forgotten > cursor.floor ? forgotten : cursor.floor,
    followers: cursor.followers,
    turn: cursor.turn,
    posts: byTime(cursor.posts).slice(-postsKept),
    messages: messages.slice(-messagesKept),
    insights: [...cursor.insights].slice(-postsKept),
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
