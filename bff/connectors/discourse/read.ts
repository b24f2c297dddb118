import { must } from "#bff/connectors/must.ts";
import { isGone, type Post, postOf, postsIn } from "./api.ts";
import { gone, markTopic } from "./cursor.ts";
import type { Reading } from "./place.ts";

/** A page holds what lies in so many ids below `before`; whether `before` itself is in differs between versions. */
export const span = 49;
/** Requests of one pass at the most, so that it stays below what a forum allows in a minute. */
export const mostAsked = 40;

/** The posts of a page, oldest first; what cannot be read is kept as it came. */
export async function pageOf({ forum, items, cursor }: Reading, before?: number): Promise<Post[]> {
  const answer = must(await forum.call(`/posts.json${before ? `?before=${before}` : ""}`));
  const listed = (answer.body as { latest_posts?: unknown }).latest_posts;
  const { posts, odd } = postsIn(Array.isArray(listed) ? listed : []);
  for (const { raw, error } of odd) {
    const id = idIn(raw);
    items.push({ type: "unreadable", externalId: id ? String(id) : null, raw: JSON.stringify(raw), error });
  }
  // What the forum lists stands in a topic that does.
  for (const post of posts) markTopic(cursor, post, false);
  return posts.sort((a, b) => a.id - b.id);
}

const idIn = (raw: unknown): unknown => (raw as { id?: unknown } | null)?.id;

/**
 * Posts that are known, by their ids, newest first, as they stand now; null: gone. Nothing is said of one that is there
 * and cannot be read, that the user may not see any more, or that would take a request too many.
 */
export async function postsNow(reading: Reading, ids: number[]): Promise<Map<number, Post | null>> {
  const { forum, items } = reading;
  const now = new Map<number, Post | null>();
  const topicOf = (id: number) => reading.cursor.known.get(id)?.t ?? 0;
  const paged = new Set(ids.map(topicOf)).size > 1;
  if (paged) {
    const before = items.length;
    for (const post of await pageOf(reading, (ids[0] ?? 0) + 1)) if (ids.includes(post.id)) now.set(post.id, post);
    // What cannot be read was kept when it was new.
    items.length = before;
  }
  // A page leaves out more than what is gone, such as topics that are listed nowhere.
  const left = ids.filter((id) => !now.has(id) && !(paged && isAway(reading, id)));
  for (const [topic, members] of Map.groupBy(left, topicOf))
    if (forum.asked() < mostAsked) for (const [id, post] of await inTopic(reading, topic, members)) now.set(id, post);
  return now;
}

/** Gone, or kept from the user: it costs no request of its own, so that many of them leave room for the rest. */
function isAway({ cursor }: Reading, id: number): boolean {
  const known = cursor.known.get(id);
  return known?.v === gone || Boolean(known?.k);
}

async function inTopic(reading: Reading, topic: number, ids: number[]): Promise<Map<number, Post | null>> {
  const { forum, cursor } = reading;
  const query = ids.map((id) => `post_ids[]=${id}`).join("&");
  const answer = must(await forum.call(`/t/${topic}/posts.json?${query}`, { fine: [403, 404, 410] }));
  // A topic is refused alike when it was deleted and when it was moved where the user may not look: its posts tell.
  const refused = answer.status >= 400;
  const stream = (answer.body as { post_stream?: { posts?: unknown[] } } | undefined)?.post_stream?.posts;
  if (!refused && !Array.isArray(stream)) return new Map();
  const { posts, odd } = postsIn(!refused && stream ? stream : []);
  const now = new Map<number, Post | null>(posts.map((post) => [post.id, post]));
  const unread = new Set(odd.map(({ raw }) => idIn(raw)));
  for (const id of ids.filter((one) => !now.has(one) && !unread.has(one) && !isAway(reading, one))) {
    if (forum.asked() >= mostAsked) break;
    // It may have been moved to another topic, under its own id.
    const asked = await postOf(forum, String(id));
    if (asked.kind !== "refused") {
      const post = must(asked);
      now.set(id, post && !isGone(post) ? post : null);
      continue;
    }
    const known = cursor.known.get(id);
    if (known) cursor.known.set(id, { ...known, k: true });
    // Where one is kept from the user the others of its topic are too.
    if (refused) break;
  }
  return now;
}
