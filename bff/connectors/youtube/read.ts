import { must } from "#bff/connectors/must.ts";
import { type Comment, List, reasonsOf, type Thread, Video } from "./api.ts";
import { commentsIn, threadsIn } from "./told.ts";
import type { Tube } from "./tube.ts";

const batch = 50;
const pageSize = 100;
const mostPages = 20;

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

/** A page of the channel's videos, newest first. A channel that never published one has no such list. */
export async function uploads(tube: Tube, pageToken?: string): Promise<{ videos: Upload[]; next: string | null }> {
  const answer = must(
    await tube.list(
      (api) =>
        api.playlistItems.list({ playlistId: tube.uploads, part: ["contentDetails"], maxResults: batch, pageToken }),
      [404],
    ),
  );
  const { items, nextPageToken } = answer.status === 404 ? { items: [] } : listIn(answer.body);
  const videos = items.flatMap((raw) => {
    const { videoId: id, videoPublishedAt: at } =
      (raw as { contentDetails?: Record<string, string> }).contentDetails ?? {};
    return id ? [{ id, at: at ? new Date(at).toISOString() : new Date().toISOString() }] : [];
  });
  return { videos, next: nextPageToken && nextPageToken !== pageToken ? nextPageToken : null };
}

export type ThreadsAsked =
  | { videoId: string }
  | { allThreadsRelatedToChannelId: string; moderationStatus?: "heldForReview" | "likelySpam" };

/** A page of threads, newest first, each with a few of its answers. */
export async function threadsPage(
  tube: Tube,
  asked: ThreadsAsked,
  pageToken?: string,
): Promise<{ items: unknown[]; next: string | null }> {
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
      "videoId" in asked ? [403, 404] : [],
    ),
  );
  const { items, nextPageToken } = answer.status >= 400 ? { items: [] } : listIn(answer.body);
  return { items, next: nextPageToken && nextPageToken !== pageToken ? nextPageToken : null };
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

export async function commentsAt(tube: Tube, ids: string[]): Promise<Map<string, Comment>> {
  const found = new Map<string, Comment>();
  for (const some of batches(ids))
    for (const comment of await theseComments(tube, some)) found.set(comment.id, comment);
  return found;
}

/** Whether comments are still there, as `videosNow`. */
export async function commentsNow(tube: Tube, ids: string[]): Promise<Map<string, Comment>> {
  const there = await commentsAt(tube, ids);
  const missing = ids.filter((id) => !there.has(id));
  return missing.length === 0 ? there : new Map([...there, ...(await commentsAt(tube, missing))]);
}

/** The threads of these top-level comments that everybody sees. */
export async function publicThreads(tube: Tube, ids: string[]): Promise<Thread[]> {
  const threads: Thread[] = [];
  for (const id of batches(ids)) {
    const part = ["snippet"];
    const answer = must(
      await tube.list((api) => api.commentThreads.list({ id, part, textFormat: "plainText" }), [404]),
    );
    if (answer.status < 400) threads.push(...threadsIn(listIn(answer.body).items).threads);
  }
  return threads.filter(({ snippet }) => snippet.isPublic);
}

/** The documentation leaves open whether one missing comment spoils the whole list; then halves are asked for. */
async function theseComments(tube: Tube, id: string[]): Promise<Comment[]> {
  const answer = must(
    await tube.list((api) => api.comments.list({ id, part: ["snippet"], textFormat: "plainText" }), [404]),
  );
  if (answer.status !== 404) return commentsIn(listIn(answer.body).items);
  // Only Google itself may say that a comment is gone, not something that stands between.
  if (!reasonsOf(answer.body).includes("commentNotFound"))
    must({ kind: "refused", reason: "YouTube has no comments at its address." });
  if (id.length === 1) return [];
  const half = Math.ceil(id.length / 2);
  return [...(await theseComments(tube, id.slice(0, half))), ...(await theseComments(tube, id.slice(half)))];
}
