import { z } from "zod";

/**
 * Where a sync stands. `videos`: counts last told and when; `waiting`: comments a video's count promises and that were
 * not seen yet; `page`: the next page of a pass that is under way, with the newest thread it began at; `known`: in the
 * order in which they were seen last.
 */
const Cursor = z.object({
  v: z.literal(1),
  floor: z.string(),
  newest: z.string().nullable(),
  page: z.object({ token: z.string(), newest: z.string(), oldest: z.string() }).nullable(),
  videos: z.array(z.tuple([z.string(), z.string(), z.string()])),
  waiting: z.array(z.tuple([z.string(), z.number()])),
  known: z.array(
    z.tuple([
      z.string(),
      z.object({
        root: z.string(),
        post: z.string().nullable(),
        at: z.string().default(""),
        edited: z.string(),
        answers: z.number(),
        hidden: z.boolean(),
      }),
    ]),
  ),
  followers: z.object({ count: z.number().nullable(), at: z.string() }).nullable(),
});
export type Cursor = z.infer<typeof Cursor>;
export type Known = Map<string, Cursor["known"][number][1]>;

const month = 30 * 86_400_000;
const videosKept = 150;
/** How many comments are remembered and asked for again in turn; a pass of many pages may hold more until its end. */
export const messagesKept = 600;
const messagesAtMost = 2 * messagesKept;

export function cursorOf(text: string | null, now: Date): Cursor {
  const read = text ? parsed(text) : null;
  if (read) return read;
  const floor = new Date(now.getTime() - month).toISOString();
  return { v: 1, floor, newest: null, page: null, videos: [], waiting: [], known: [], followers: null };
}

function parsed(text: string): Cursor | null {
  try {
    return Cursor.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}

export const textOf = (cursor: Cursor, known: Known): string =>
  JSON.stringify({ ...cursor, videos: cursor.videos.slice(-videosKept), known: [...known].slice(-messagesAtMost) });
