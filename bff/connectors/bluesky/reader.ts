import { type AppBskyFeedDefs, type AtpAgent, XRPCError } from "@atproto/api";
import type { IncomingUnreadable } from "#bff/connectors/incoming.ts";
import { isKeyProblem, notDue } from "./outcomes.ts";
import { type Note, quotedUri, readNote } from "./records.ts";

const atOnce = 25;

/**
 * The library throws a whole answer away when one record in it is not as described. What it is made of is judged
 * item by item here, so that one bad item is set aside and the rest goes on.
 */
export async function lenient<T>(call: Promise<{ data: T }>, list?: keyof T): Promise<T> {
  try {
    return (await call).data;
  } catch (error) {
    if (!(error instanceof XRPCError && "responseBody" in error)) throw error;
    const body = error.responseBody as T | null;
    const usable = typeof body === "object" && body !== null && (!list || Array.isArray(body[list]));
    if (!usable) throw new XRPCError(502, "UpstreamFailure", notDue(body));
    return body;
  }
}

const isNotFound = (error: unknown): boolean => error instanceof XRPCError && error.error === "NotFound";

/** One post the network will not speak about (gone, or closed to us) must not hold up everything else. */
async function unlessRefused<T>(call: Promise<T>): Promise<T | null> {
  try {
    return await call;
  } catch (error) {
    if (error instanceof XRPCError && error.status === 400 && !isKeyProblem(error)) return null;
    throw error;
  }
}

function repliesIn(thread: unknown, found: unknown[] = []): unknown[] {
  const node = thread as Partial<AppBskyFeedDefs.ThreadViewPost>;
  if (node?.post) found.push(node.post);
  for (const reply of node?.replies ?? []) repliesIn(reply, found);
  return found;
}

/** Reads posts through one sync call and remembers them, so that an ancestor is asked for once. */
export function openReader(agent: AtpAgent) {
  const cache = new Map<string, Note | null>();
  const unreadable: IncomingUnreadable[] = [];

  const take = (view: unknown): Note[] => {
    const note = readNote(view);
    if ("type" in note) {
      unreadable.push(note);
      return [];
    }
    cache.set(note.uri, note);
    return [note];
  };

  const posts = async (uris: string[]): Promise<void> => {
    for (let start = 0; start < uris.length; start += atOnce) {
      const some = uris.slice(start, start + atOnce);
      for (const uri of some) cache.set(uri, null);
      const { posts: views } = await lenient(agent.getPosts({ uris: some }), "posts");
      views.forEach(take);
    }
  };

  /** Asks for everything the notes hang on, level by level; what is gone or hidden stays missing. */
  const ancestors = async (notes: Note[]): Promise<void> => {
    let wanted = [...notes.flatMap((note) => note.record.reply?.root.uri ?? quotedUri(note) ?? [])];
    let level = notes;
    while (level.length > 0 || wanted.length > 0) {
      const parents = level.flatMap((note) => note.record.reply?.parent.uri ?? []);
      await posts([...new Set([...wanted, ...parents])].filter((uri) => !cache.has(uri)));
      wanted = [];
      level = [...new Set(parents)].flatMap((uri) => cache.get(uri) ?? []);
    }
  };

  /** The unbroken line of notes down to this one, oldest first. */
  const chain = (note: Note): Note[] => {
    const line = [note];
    for (let above = cache.get(note.record.reply?.parent.uri ?? ""); above; ) {
      line.unshift(above);
      above = cache.get(above.record.reply?.parent.uri ?? "");
    }
    return line;
  };

  /** Everything under a post, eight levels deep. */
  const thread = async (uri: string): Promise<Note[]> => {
    const answer = await unlessRefused(lenient(agent.getPostThread({ uri, depth: 8, parentHeight: 0 })));
    return repliesIn(answer?.thread).flatMap(take);
  };

  const quotes = async (uri: string): Promise<Note[]> => {
    const answer = await unlessRefused(lenient(agent.app.bsky.feed.getQuotes({ uri, limit: 100 }), "posts"));
    return answer?.posts.flatMap(take) ?? [];
  };

  /** Whether a post surely is no more, and not just kept from us by a block or a slow server. */
  const isGone = async (uri: string): Promise<boolean> => {
    try {
      const { thread } = await lenient(agent.getPostThread({ uri, depth: 0, parentHeight: 0 }));
      return "notFound" in thread && thread.notFound === true;
    } catch (error) {
      if (isNotFound(error)) return true;
      throw error;
    }
  };

  const get = (uri: string): Note | null => cache.get(uri) ?? null;
  return { take, posts, ancestors, chain, thread, quotes, isGone, get, unreadable };
}
export type Reader = ReturnType<typeof openReader>;
