import type { Outcome, SyncPage } from "#bff/connectors/connector.ts";
import type { IncomingItem, IncomingMessage } from "#bff/connectors/incoming.ts";
import type { Graph } from "#bff/connectors/meta/graph.ts";
import { iso } from "#bff/connectors/meta/lists.ts";
import { must, whole } from "#bff/connectors/must.ts";
import { calls } from "./about.ts";
import { type Cursor, cursorOf, textOf } from "./cursor.ts";
import { tellGone } from "./gone.ts";
import { tellInsights } from "./insights.ts";
import type { Comment, Post } from "./page.ts";
import { type Listing, readComments, readPosts } from "./read.ts";
import {
  isMention,
  messageOfComment,
  messageOfMention,
  type Paid,
  postOf,
  rootsOf,
  signOf,
  signOfPost,
} from "./told.ts";

/** Newest posts whose comments are read again every time: Facebook tells nobody of an edit, a deletion or a hiding. */
const readAgain = 60;

export type Reading = {
  page: Graph;
  cursor: Cursor;
  items: IncomingItem[];
  now: Date;
  /** ids that were there, and from when on everything that is there was seen, by post */
  seen: { ids: Set<string>; posts: Map<string, { since: string }> };
};

/**
 * One pass over the newest posts with their newest comments, and over those shown as ads alone where that was allowed.
 * It is one page: all or nothing.
 */
export const sync = (page: Graph, ads: boolean, text: string | null, now: Date): Promise<Outcome<SyncPage>> =>
  whole(async () => {
    const cursor = cursorOf(text, now);
    const seen = { ids: new Set<string>(), posts: new Map<string, { since: string }>() };
    const reading: Reading = { page, cursor, items: [], now, seen };
    const enough = (read: Post[]) =>
      cursor.first ? iso(read.at(-1)?.created_time ?? "0") < cursor.floor : read.length >= readAgain;
    const feed = await readPosts(page, "feed", reading.items, enough);
    const promoted: Listing = ads
      ? await readPosts(page, "ads_posts", reading.items, enough)
      : { posts: [], whole: false };
    for (const [post, paid] of together(feed.posts, promoted.posts, ads)) await tellPost(reading, post, paid);
    await tellGone(reading, feed);
    await tellFollowers(reading);
    await tellInsights(reading);
    return { items: reading.items, cursor: textOf(cursor), more: false };
  });

/** Both lists as one, oldest first. Without the ads' permission nobody says whether a post was promoted. */
function together(feed: Post[], promoted: Post[], ads: boolean): [Post, Paid][] {
  const ids = new Set(promoted.map(({ id }) => id));
  const all = new Map<string, [Post, Paid]>();
  for (const post of promoted) all.set(post.id, [post, post.is_published === false ? "paid" : "mixed"]);
  for (const post of feed) all.set(post.id, [post, ids.has(post.id) ? "mixed" : ads ? "organic" : "unknown"]);
  return [...all.values()].sort(([a], [b]) => iso(a.created_time).localeCompare(iso(b.created_time)));
}

async function tellPost(reading: Reading, post: Post, paid: Paid): Promise<void> {
  const { page, cursor, items, seen } = reading;
  const at = iso(post.created_time);
  const { comments, whole } = await readComments(page, post, items, (oldest) => {
    const written = iso(oldest.created_time);
    return written < cursor.floor || cursor.messages.has(oldest.id);
  });
  seen.ids.add(post.id);
  for (const { id } of comments) seen.ids.add(id);
  seen.posts.set(post.id, { since: whole ? "" : iso(comments[0]?.created_time ?? reading.now.toISOString()) });
  const fresh = comments.filter((comment) => isNews(cursor, comment));
  const isNew = at >= cursor.floor || fresh.length > 0;
  if (isMention(post, page.id)) {
    if (isNew || cursor.messages.has(post.id)) tellMessage(reading, messageOfMention(post), post.id);
  } else {
    const sign = signOfPost(post, paid);
    const before = cursor.posts.get(post.id);
    if (before ? before.sign !== sign : isNew) {
      items.push(postOf(post, paid));
      cursor.posts.set(post.id, { sign, at });
    }
  }
  const roots = rootsOf(comments, post, page.id, (id) => cursor.messages.get(id)?.root);
  for (const comment of fresh)
    tellMessage(reading, messageOfComment(comment, post, roots.get(comment.id)!, page.id), post.id);
}

/** Whether it may have something new: known ones may have changed, unknown ones must be younger than the floor. */
const isNews = (cursor: Cursor, { id, created_time: at }: Comment): boolean =>
  cursor.messages.has(id) || iso(at) > cursor.floor;

function tellMessage({ cursor, items, now }: Reading, message: IncomingMessage, under: string): void {
  const { externalId: id, text, hidden, sentAt: at, threadExternalId: root } = message;
  const sign = signOf(text, hidden);
  const before = cursor.messages.get(id);
  if (before?.sign === sign) return;
  const changed = before !== undefined && before.sign.slice(0, 8) !== sign.slice(0, 8);
  const edited = changed ? now.toISOString() : (before?.edited ?? null);
  items.push({ ...message, editedAt: edited });
  cursor.messages.set(id, { under, root, sign, at, edited });
}

const hour = 3_600_000;
const day = 24 * hour;

async function tellFollowers({ page, cursor, items, now }: Reading): Promise<void> {
  const age = cursor.followers ? now.getTime() - Date.parse(cursor.followers.at) : day;
  if (age < hour) return;
  const told = must(await page.get(page.id, { fields: "followers_count" })) as { followers_count?: unknown } | null;
  const count = told?.followers_count;
  if (typeof count !== "number" || (cursor.followers?.count === count && age < day)) return;
  const at = now.toISOString();
  items.push({ type: "followers", at, count, call: calls.followers });
  cursor.followers = { count, at };
}
