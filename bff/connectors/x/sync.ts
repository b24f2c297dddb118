import { z } from "zod";
import type { Outcome, SyncPage } from "#bff/connectors/connector.ts";
import { longestUnseen } from "#bff/connectors/in-turn.ts";
import type { IncomingItem, IncomingMessage } from "#bff/connectors/incoming.ts";
import { must, whole } from "#bff/connectors/must.ts";
import { type Post, type Read, User, type X } from "./api.ts";
import { type Cursor, cursorOf, type Known, type Posts, textOf } from "./cursor.ts";
import { placesOf } from "./places.ts";
import { allOf, latest, newestOf, onlyVersions, postsAt } from "./read.ts";
import { countsOf, isBrandPost, iso, messageOf, postOf } from "./told.ts";

type Pass = {
  x: X;
  cursor: Cursor;
  now: Date;
  posts: Posts;
  known: Known;
  found: Map<string, Post>;
  users: Map<string, User>;
  items: IncomingItem[];
};

const day = 86_400_000;
const searched = 10;
/** In one request: the newest are asked for every time, older ones in turn. */
const again = { newest: 60, inTurn: 40 };
const quotesAtOnce = 5;

/**
 * One pass: own posts and mentions that are newer, the conversations under young posts, quotes where their number grew,
 * and known posts and messages again, because X tells nobody of an edit or a deletion. It is all or nothing.
 */
export const sync = (x: X, text: string | null, now: Date): Promise<Outcome<SyncPage>> =>
  whole(async () => {
    const cursor = cursorOf(text, now);
    const pass: Pass = {
      x,
      cursor,
      now,
      posts: new Map(cursor.posts),
      known: new Map(cursor.known),
      found: new Map(),
      users: new Map(),
      items: [],
    };
    cursor.own = take(pass, await allOf(x, `/2/users/${x.id}/tweets`, windowOf(cursor.own, cursor)), cursor.own);
    cursor.mention = take(
      pass,
      await allOf(x, `/2/users/${x.id}/mentions`, windowOf(cursor.mention, cursor)),
      cursor.mention,
    );
    const grown = await readPostsAgain(pass);
    await readConversations(pass);
    for (const id of grown.slice(0, quotesAtOnce)) take(pass, await allOf(x, `/2/tweets/${id}/quote_tweets`, {}), null);
    await readMessagesAgain(pass);
    await tell(pass);
    await tellFollowers(pass);
    return { items: pass.items, cursor: textOf(cursor, pass.posts, pass.known), more: false };
  });

const windowOf = (since: string | null, { floor }: Cursor) =>
  since ? { since_id: since } : { start_time: seconds(floor) };

/** X takes no fractions of a second. */
const seconds = (time: string): string => time.replace(/\.\d+Z$/, "Z");

/** Ids carry the moment they were made at; search refuses one from before its seven days. */
const timeOf = (id: string): string => new Date(Number((BigInt(id) >> 22n) + 1_288_834_974_657n)).toISOString();

/** Keeps what is new of a reading, and says the newest id of it. */
function take(pass: Pass, read: Read, before: string | null): string | null {
  for (const [id, user] of read.users) pass.users.set(id, user);
  for (const { raw, error } of read.odd) {
    const id = (raw as { id?: unknown } | null)?.id;
    const text = JSON.stringify(raw);
    if (pass.items.some((item) => item.type === "unreadable" && item.raw === text)) continue;
    pass.items.push({ type: "unreadable", externalId: typeof id === "string" ? id : null, raw: text, error });
  }
  for (const post of read.posts) {
    const at = pass.known.get(post.id)?.version ?? pass.posts.get(post.id)?.version;
    if (at !== post.version && !post.isRepost && iso(post.at) >= pass.cursor.floor) pass.found.set(post.id, post);
  }
  return newestOf(read, before);
}

/** Counts of the posts that are known; says which were quoted more often than before. */
async function readPostsAgain(pass: Pass): Promise<string[]> {
  const { posts, items } = pass;
  const fresh = [...pass.found.values()].filter((post) => isBrandPost(post, pass.x.id) && !posts.has(post.id));
  const ids = [...posts].map(([, { version }]) => version);
  const read = ids.length > 0 ? await postsAt(pass.x, ids) : null;
  const there = new Map([...fresh, ...(read?.posts ?? [])].map((post) => [post.id, post]));
  // What is missing without a word is kept from us, or X has trouble: neither is a deletion.
  for (const [id, { version }] of posts)
    if (!there.has(id) && read?.gone.has(version)) {
      items.push({ type: "deletion", externalId: id, at: pass.now.toISOString() });
      posts.delete(id);
    }
  const grown: string[] = [];
  for (const post of there.values()) {
    const before = posts.get(post.id);
    const counts = countsOf(post);
    if (before?.counts === counts && before.version === post.version) continue;
    if ((post.metrics.quote_count ?? 0) > Number(before?.counts.split(" ")[1] ?? 0)) grown.push(post.id);
    items.push(postOf(post));
    posts.set(post.id, { counts, at: before?.at ?? iso(post.at), version: post.version });
  }
  return grown;
}

/** Answers that name somebody else stand only in the conversation; X lets search go back seven days. */
async function readConversations(pass: Pass): Promise<void> {
  const { x, cursor, posts } = pass;
  const week = new Date(pass.now.getTime() - 7 * day + 60_000).toISOString();
  const young = [...posts].filter(([, { at }]) => at >= week).map(([id]) => id);
  let newest = cursor.found;
  for (let at = 0; at < young.length; at += searched) {
    const query = young
      .slice(at, at + searched)
      .map((id) => `conversation_id:${id}`)
      .join(" OR ");
    const inReach = cursor.found !== null && timeOf(cursor.found) > week;
    const since = inReach ? { since_id: cursor.found ?? undefined } : { start_time: seconds(week) };
    newest = take(pass, await allOf(x, "/2/tweets/search/recent", { query, ...since }), newest);
  }
  cursor.found = newest;
}

async function readMessagesAgain(pass: Pass): Promise<void> {
  const { x, known, items } = pass;
  const ids = [...known.keys()].filter((id) => !pass.found.has(id));
  const chosen = longestUnseen(ids, again);
  if (chosen.length === 0) return;
  const read = await postsAt(x, chosen, onlyVersions);
  const there = new Set(read.posts.map(({ id }) => id));
  const edited = read.posts.filter(({ id, versions }) => versions.at(-1) !== known.get(id)?.version);
  take(pass, await latest(x, { ...read, posts: edited }), null);
  for (const id of chosen) {
    const before = known.get(id)!;
    known.delete(id);
    if (there.has(id) || !read.gone.has(id)) known.set(id, before);
    else items.push({ type: "deletion", externalId: id, at: pass.now.toISOString() });
  }
}

async function tell(pass: Pass): Promise<void> {
  const { x, items, known, posts, users } = pass;
  const found = [...pass.found.values()].filter((post) => !isBrandPost(post, x.id)).sort(byTime);
  const brandPosts = new Set(posts.keys());
  const messages: IncomingMessage[] = [];
  for (const [post, place] of await placesOf({ x, known, brandPosts, users }, found)) {
    const before = known.get(post.id);
    if (before?.version === post.version) continue;
    const at = before?.at ?? iso(post.at);
    messages.push(messageOf(post, before ?? place, x.id, users, at));
    known.delete(post.id);
    known.set(post.id, { root: place.root, post: place.post, kind: place.kind, ...before, version: post.version, at });
  }
  items.push(...messages.sort((a, b) => a.sentAt.localeCompare(b.sentAt)));
}

const byTime = (a: Post, b: Post): number => a.at.localeCompare(b.at) || (BigInt(a.id) < BigInt(b.id) ? -1 : 1);

const hour = 3_600_000;
/** Less than a day, so that no day of the calendar goes without. */
const daily = 20 * hour;

async function tellFollowers({ x, cursor, now, items }: Pass): Promise<void> {
  const age = cursor.followers ? now.getTime() - Date.parse(cursor.followers.at) : daily;
  if (age < hour) return;
  const answer = must(await x.get("/2/users/me", { "user.fields": "public_metrics,id,name,username" }));
  const count = z.object({ data: User }).safeParse(answer.body).data?.data.public_metrics?.followers_count;
  if (count === undefined || (cursor.followers?.count === count && age < daily)) return;
  const at = now.toISOString();
  items.push({ type: "followers", at, count, call: "GET /2/users/me" });
  cursor.followers = { count, at };
}
