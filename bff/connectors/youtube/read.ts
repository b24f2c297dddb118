import { type Answer, wordsOf } from "#bff/connectors/ask.ts";
import type { Outcome } from "#bff/connectors/connector.ts";
import { must } from "#bff/connectors/must.ts";
import { type Comment, List, reasonsOf, type Thread, Video } from "./api.ts";
import { commentsIn, threadsIn } from "./told.ts";
import type { Tube } from "./tube.ts";

const batch = 50;
const pageSize = 100;
const mostPages = 20;
/** Requests for one set of ids, where single ones of it spoil lists. */
const callsAtMost = 40;
const turnsAtMost = 5;

const listIn = (body: unknown): List => List.safeParse(body).data ?? { items: [] };

const batches = (ids: string[]): string[][] =>
  Array.from({ length: Math.ceil(ids.length / batch) }, (_, at) => ids.slice(at * batch, (at + 1) * batch));

/** Videos by id. Private and scheduled ones are nobody's to comment on yet and are left out of `shown`. */
export async function videosAt(tube: Tube, ids: string[]): Promise<{ shown: Video[]; there: Set<string> }> {
  const all: Video[] = [];
  for (const id of batches(ids)) {
    const answer = must(await tube.list((api) => api.videos.list({ id, part: ["snippet", "status", "statistics"] })));
    all.push(...listIn(answer.body).items.flatMap((raw) => Video.safeParse(raw).data ?? []));
  }
  return {
    shown: all.filter(({ status }) => status?.privacyStatus !== "private"),
    there: new Set(all.map(({ id }) => id)),
  };
}

/** Whether videos are still there. A list may come short for a moment; only what is missing twice is gone. */
export async function videosNow(tube: Tube, ids: string[]): Promise<{ shown: Video[]; there: Set<string> }> {
  const { shown, there } = await videosAt(tube, ids);
  const missing = ids.filter((id) => !there.has(id));
  if (missing.length === 0) return { shown, there };
  const again = await videosAt(tube, missing);
  return { shown: [...shown, ...again.shown], there: new Set([...there, ...again.there]) };
}

export type Upload = { id: string; at: string };

/**
 * What comes of a mark that was kept since an earlier pass: Google may not know it any more (`lost`), and one begins
 * anew.
 */
type Kept = { stored?: boolean };

/** A page of the channel's videos, newest first. A channel that never published one has no such list. */
export async function uploads(
  tube: Tube,
  pageToken?: string,
  { stored = false }: Kept = {},
): Promise<{ videos: Upload[]; next: string | null; lost: boolean }> {
  const answer = must(
    await tube.list(
      (api) =>
        api.playlistItems.list({ playlistId: tube.uploads, part: ["contentDetails"], maxResults: batch, pageToken }),
      stored ? [400, 404] : [404],
    ),
  );
  const { items, nextPageToken } = answer.status >= 400 ? { items: [] } : listIn(answer.body);
  const videos = items.flatMap((raw) => {
    const { videoId: id, videoPublishedAt: at } =
      (raw as { contentDetails?: Record<string, string> }).contentDetails ?? {};
    return id ? [{ id, at: at ? new Date(at).toISOString() : new Date().toISOString() }] : [];
  });
  const next = nextPageToken && nextPageToken !== pageToken ? nextPageToken : null;
  return { videos, next, lost: answer.status === 400 };
}

export type ThreadsAsked =
  | { videoId: string }
  | { allThreadsRelatedToChannelId: string; moderationStatus?: "heldForReview" | "likelySpam" };

/** A page of threads, newest first, each with a few of its answers. */
export async function threadsPage(
  tube: Tube,
  asked: ThreadsAsked,
  pageToken?: string,
  { stored = false }: Kept = {},
): Promise<{ items: unknown[]; next: string | null; lost: boolean }> {
  const answer = must(
    await tube.list(
      (api) =>
        api.commentThreads.list({
          ...asked,
          part: ["snippet", "replies"],
          order: "time",
          textFormat: "plainText",
          maxResults: pageSize,
          pageToken,
        }),
      // A video that went away or takes no comments meanwhile has no threads.
      [...("videoId" in asked ? [403, 404] : []), ...(stored ? [400] : [])],
    ),
  );
  const { items, nextPageToken } = answer.status >= 400 ? { items: [] } : listIn(answer.body);
  const next = nextPageToken && nextPageToken !== pageToken ? nextPageToken : null;
  return { items, next, lost: answer.status === 400 };
}

/** All answers below a top-level comment; none when it is gone. */
export async function repliesBelow(tube: Tube, parentId: string): Promise<Comment[]> {
  const found = new Map<string, Comment>();
  let pageToken: string | undefined;
  for (let page = 0; page < mostPages; page++) {
    const before = found.size;
    const answer = must(
      await tube.list(
        (api) =>
          api.comments.list({ parentId, part: ["snippet"], textFormat: "plainText", maxResults: pageSize, pageToken }),
        [404],
      ),
    );
    if (answer.status === 404) break;
    const { items, nextPageToken } = listIn(answer.body);
    for (const comment of commentsIn(items)) found.set(comment.id, comment);
    // A page that brings nothing new would come for ever.
    if (!nextPageToken || found.size === before) break;
    pageToken = nextPageToken;
  }
  return [...found.values()];
}

/** `unsaid`: comments of which YouTube says neither that they are there nor that they are gone. */
type Asked = { there: Map<string, Comment>; unsaid: Set<string> };

export async function commentsAt(tube: Tube, ids: string[]): Promise<Asked> {
  const found: Asked = { there: new Map(), unsaid: new Set() };
  const left = { calls: callsAtMost };
  for (const some of batches(ids)) await theseComments(tube, some, found, left);
  return found;
}

/**
 * Whether comments are still there: gone is what is missing twice. Nobody says how many one list by id has at the most,
 * so what is missing is asked for until a list has nothing of it.
 */
export async function commentsNow(tube: Tube, ids: string[]): Promise<Asked> {
  const { there, unsaid } = await commentsAt(tube, ids);
  const missing = () => ids.filter((id) => !there.has(id) && !unsaid.has(id));
  for (let turn = 0; missing().length > 0 && turn < turnsAtMost; turn++) {
    const again = await commentsAt(tube, missing());
    for (const [id, comment] of again.there) there.set(id, comment);
    for (const id of again.unsaid) unsaid.add(id);
    if (again.there.size === 0) return { there, unsaid };
  }
  return { there, unsaid: new Set([...unsaid, ...missing()]) };
}

/** The threads of these top-level comments, as far as YouTube gives them. */
export async function threadsAt(tube: Tube, ids: string[]): Promise<Thread[]> {
  const threads: Thread[] = [];
  for (const id of batches(ids)) {
    const answer = must(
      await tube.list((api) => api.commentThreads.list({ id, part: ["snippet"], textFormat: "plainText" }), [403, 404]),
    );
    if (answer.status < 400) threads.push(...threadsIn(listIn(answer.body).items).threads);
  }
  return threads;
}

/** One comment that is missing (404) or kept from the owner (403) spoils the whole list; then halves are asked for. */
async function theseComments(tube: Tube, id: string[], found: Asked, left: { calls: number }): Promise<void> {
  if (left.calls-- <= 0) {
    for (const one of id) found.unsaid.add(one);
    return;
  }
  const answer = must(
    await tube.list((api) => api.comments.list({ id, part: ["snippet"], textFormat: "plainText" }), [403, 404]),
  );
  if (answer.status < 400) {
    for (const comment of commentsIn(listIn(answer.body).items)) found.there.set(comment.id, comment);
    return;
  }
  // Only Google itself may say that a comment is gone, not something that stands between.
  const due = answer.status === 404 ? "commentNotFound" : "forbidden";
  if (!reasonsOf(answer.body).includes(due)) must(notThere(answer));
  if (id.length > 1) {
    const half = Math.ceil(id.length / 2);
    await theseComments(tube, id.slice(0, half), found, left);
    await theseComments(tube, id.slice(half), found, left);
  } else if (answer.status === 403) for (const one of id) found.unsaid.add(one);
}

const notThere = (answer: Answer): Outcome<never> => ({
  kind: "refused",
  reason: answer.status === 404 ? "YouTube has no comments at its address." : wordsOf(answer),
});
