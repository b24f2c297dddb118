import { z } from "zod";

const keptKnown = 600;
const keptTopics = 500;
const keptSeen = 100;

/** The version of a post that was told and went away: it may be recovered. */
export const gone = -1;

/**
 * A post that was told: its topic, its number there, the root of its thread, its version, its words in short (`s`),
 * whether hidden, and whether the user was kept from it (`k`) when it was asked for last.
 */
const Known = z.object({
  t: z.number(),
  n: z.number(),
  r: z.number(),
  v: z.number(),
  s: z.string().optional(),
  h: z.boolean(),
  k: z.literal(true).optional(),
});
type Known = z.infer<typeof Known>;

/**
 * What a topic is to the brand: its own (`ours`), read in whole (`watched`; `kind` says why), or somebody else's where
 * only what calls the brand is read (`other`). `first` is the post that opened it; `gone`: staff deleted it, and with it
 * the topic.
 */
const Where = z.object({
  mode: z.enum(["ours", "watched", "other"]),
  kind: z.enum(["comment", "mention"]),
  first: z.number(),
  gone: z.literal(true).optional(),
});
export type Where = z.infer<typeof Where>;

const Stored = z.object({
  v: z.literal(1),
  /** nothing older than this is told by a sync (ISO) */
  from: z.string(),
  /** the newest id read; ids of a forum only grow */
  last: z.number(),
  /** ids read lately: a post that appears late, with a smaller id than the newest, is told all the same */
  seen: z.array(z.number()),
  known: z.array(z.tuple([z.number(), Known])),
  topics: z.array(z.tuple([z.number(), Where])),
  /** how far the second look at known posts has come round */
  turn: z.number().default(0),
});

export type Cursor = {
  from: string;
  last: number | null;
  seen: Set<number>;
  known: Map<number, Known>;
  topics: Map<number, Where>;
  turn: number;
};

export const freshCursor = (from: string): Cursor => ({
  from,
  last: null,
  seen: new Set(),
  known: new Map(),
  topics: new Map(),
  turn: 0,
});

/** A cursor of another version is read as none, from `from` on. */
export function cursorOf(text: string | null, from: string): Cursor {
  try {
    const { seen, known, topics, ...rest } = Stored.parse(JSON.parse(text ?? "null"));
    return { ...rest, seen: new Set(seen), known: new Map(known), topics: new Map(topics) };
  } catch {
    return freshCursor(from);
  }
}

export const textOfCursor = ({ seen, known, topics, ...rest }: Cursor): string =>
  JSON.stringify({
    v: 1,
    ...rest,
    seen: [...seen].sort((a, b) => a - b).slice(-keptSeen),
    known: [...known].sort(([a], [b]) => a - b).slice(-keptKnown),
    topics: [...topics].slice(-keptTopics),
  });

/** Keeps whether the topic of a post was deleted. */
export function markTopic({ topics }: Cursor, { topic_id: id }: { topic_id: number }, away: boolean): void {
  const where = topics.get(id);
  if (!where || Boolean(where.gone) === away) return;
  const { gone: _before, ...rest } = where;
  topics.set(id, away ? { ...rest, gone: true } : rest);
}
