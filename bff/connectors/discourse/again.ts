import { inTurn } from "#bff/connectors/in-turn.ts";
import { isGone, type Post } from "./api.ts";
import { gone, markTopic } from "./cursor.ts";
import { type Reading, tell } from "./place.ts";
import { mostAsked, postsNow, span } from "./read.ts";
import { signOf } from "./told.ts";

/** Requests for the newest posts that are known, and for older ones in turn, beside the page of the newest of all. */
const newestAgain = 8;
const olderAgain = 8;
const idsOfATopic = 50;

/**
 * Known posts told again, because a forum tells nobody of an edit or a deletion but by a webhook that may be lost: what
 * the newest page shows, the newest of the rest, and the older ones in turn. What is missing went away.
 */
export async function tellChanges(reading: Reading, newest: Post[], fresh: Set<number>, told: Set<number>, now: Date) {
  const { cursor, forum } = reading;
  const at = now.toISOString();
  const shown = newest.filter(({ id }) => cursor.known.has(id) && !fresh.has(id));
  for (const post of shown) await compare(reading, post.id, post, told, at);
  const seen = new Set([...fresh, ...shown.map(({ id }) => id)]);
  const rest = batches(reading, seen);
  const older = inTurn(rest.slice(newestAgain), cursor.turn, olderAgain);
  for (const [n, ids] of [...rest.slice(0, newestAgain), ...older.chosen].entries()) {
    if (forum.asked() >= mostAsked) break;
    if (n >= newestAgain) cursor.turn = older.from + n - newestAgain + 1;
    const there = await postsNow(reading, ids);
    for (const [id, post] of [...there].sort(([a], [b]) => a - b)) await compare(reading, id, post, told, at);
  }
}

/**
 * What is known in batches of one request each, the newest first: by pages of the forum, as fits one that is read
 * whole, or by topic, as fits one where the brand is talked of here and there; whichever are fewer.
 */
function batches({ cursor }: Reading, seen: Set<number>): number[][] {
  const ids = [...cursor.known.keys()].filter((id) => !seen.has(id)).sort((a, b) => b - a);
  const pages: number[][] = [];
  const topics = new Map<number, number[][]>();
  for (const id of ids) {
    const page = pages.at(-1);
    if (page?.[0] && page[0] - id < span) page.push(id);
    else pages.push([id]);
    const topic = cursor.known.get(id)?.t ?? 0;
    const parts = topics.get(topic) ?? [];
    const part = parts.at(-1);
    if (part && part.length < idsOfATopic) part.push(id);
    else topics.set(topic, [...parts, [id]]);
  }
  const byTopic = [...topics.values()].flat().sort(([a = 0], [b = 0]) => b - a);
  return byTopic.length < pages.length ? byTopic : pages;
}

async function compare(reading: Reading, id: number, post: Post | null, told: Set<number>, at: string) {
  const { cursor, items } = reading;
  const before = cursor.known.get(id);
  if (!before) return;
  if (post?.post_number === 1) markTopic(cursor, post, Boolean(post.deleted_at));
  // Who moderates is shown the answers of a deleted topic as if they stood.
  if (!post || isGone(post) || cursor.topics.get(post.topic_id)?.gone) {
    if (before.v === gone) return;
    // With its first post a topic is gone, and what answers in it, an answer of ours that nobody read yet too.
    items.push({ type: "deletion", externalId: String(id), at, ...(before.n === 1 && { below: true }) });
    // Should it come back, it is told again: found new on the newest page, or here in turn.
    cursor.known.set(id, { ...before, v: gone });
    cursor.seen.delete(id);
    return;
  }
  const sign = signOf(post);
  if (post.version !== before.v) return tell(reading, post, told);
  if (sign !== (before.s ?? sign)) return tell(reading, post, told, true);
  if (post.hidden !== before.h) items.push({ type: "visibility", externalId: String(id), hidden: post.hidden, at });
  const { k: _seenAgain, ...known } = before;
  cursor.known.set(id, { ...known, s: sign, t: post.topic_id, n: post.post_number, h: post.hidden });
}
