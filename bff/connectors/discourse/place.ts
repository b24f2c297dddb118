import type { IncomingItem } from "#bff/connectors/incoming.ts";
import { must } from "#bff/connectors/must.ts";
import { type Forum, isGone, isOurs, type Post, postsIn, type Topic, topicOf } from "./api.ts";
import { type Cursor, gone, type Where } from "./cursor.ts";
import { brandPostOf, messageOf, signOf } from "./told.ts";

/** Where a message stands: thread, what it answers, the brand's topic it is under. */
export type Place = { root: number; parent: number | null; under: number | null; kind: "comment" | "mention" };

/** One pass over a forum: what it found, and what was looked up on the way so that nothing is asked for twice. */
export type Reading = {
  forum: Forum;
  cursor: Cursor;
  items: IncomingItem[];
  topics: Map<number, Topic | null>;
  posts: Map<string, Post>;
};

export const readingOf = (forum: Forum, cursor: Cursor): Reading => ({
  forum,
  cursor,
  items: [],
  topics: new Map(),
  posts: new Map(),
});

const escaped = (word: string): string => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

/** Whether words of a post call the brand: `@user`, or one of the words looked for, whole. */
export function calls(forum: Forum, text: string): boolean {
  const called = [`@${forum.user}`, ...forum.watching.words].map(escaped).join("|");
  return new RegExp(`(?<![\\p{L}\\p{N}_])(${called})(?![\\p{L}\\p{N}_])`, "iu").test(text);
}

const saidIn = (post: Post): string =>
  `${post.post_number === 1 ? (post.topic_title ?? "") : ""} ${post.raw ?? post.cooked}`;

async function topicIn(reading: Reading, id: number): Promise<Topic | null> {
  const known = reading.topics.get(id);
  if (known !== undefined) return known;
  const topic = must(await topicOf(reading.forum, id));
  keep(reading, id, topic);
  return topic;
}

function keep({ topics, posts }: Reading, id: number, topic: Topic | null): void {
  topics.set(id, topic);
  for (const post of topic ? postsIn(topic.post_stream.posts).posts : []) posts.set(`${id}/${post.post_number}`, post);
}

/** The post a number names, from what was read or from the forum; null when it is gone. */
async function numbered(reading: Reading, topic: number, number: number): Promise<Post | null> {
  const known = reading.posts.get(`${topic}/${number}`);
  if (known) return known;
  const around = must(await topicOf(reading.forum, topic, number));
  for (const post of around ? postsIn(around.post_stream.posts).posts : [])
    reading.posts.set(`${topic}/${post.post_number}`, post);
  return reading.posts.get(`${topic}/${number}`) ?? null;
}

/** What a topic is to the brand, looked up once. Null when it may not be seen any more. */
async function whereIs(reading: Reading, post: Post): Promise<Where | null> {
  const { forum, cursor } = reading;
  const known = cursor.topics.get(post.topic_id);
  if (known) return known;
  const topic = await topicIn(reading, post.topic_id);
  const first = topic && (await numbered(reading, post.topic_id, 1));
  if (!topic || !first) return null;
  const tags = topic.tags.map((tag) => (typeof tag === "string" ? tag : tag.name).toLowerCase());
  const { watching } = forum;
  const mentions = calls(forum, saidIn({ ...first, topic_title: topic.title }));
  const read = watching.categories.includes(topic.category_id ?? -1) || watching.tags.some((tag) => tags.includes(tag));
  const where: Where = {
    mode: isOurs(forum, first) ? "ours" : mentions || read ? "watched" : "other",
    kind: mentions || !read ? "mention" : "comment",
    first: first.id,
  };
  cursor.topics.set(post.topic_id, where);
  return where;
}

/** Where a post stands, or null when it is nothing to the brand: somebody else's talk with somebody else. */
async function placeOf(reading: Reading, post: Post, depth = 0): Promise<Place | null> {
  const { forum, cursor } = reading;
  const where = await whereIs(reading, post);
  if (!where) return null;
  const number = post.reply_to_post_number;
  const above = number && number > 1 && number < post.post_number ? await idAt(reading, post.topic_id, number) : null;
  const parent = above ?? (post.id === where.first ? null : where.first);
  if (where.mode === "watched") return { root: where.first, parent, under: null, kind: where.kind };
  const answered = above && number && depth < 20 ? await rootOver(reading, post.topic_id, number, depth) : null;
  if (where.mode === "ours")
    return { root: answered ?? post.id, parent: above ?? null, under: where.first, kind: "comment" };
  // Who takes the brand's name out of what was told already, did say it.
  const told = cursor.known.has(post.id);
  if (!answered && !told && !isOurs(forum, post) && !calls(forum, saidIn(post))) return null;
  return { root: answered ?? post.id, parent: above, under: null, kind: "mention" };

  async function rootOver(inside: Reading, topic: number, at: number, deep: number): Promise<number | null> {
    for (const known of cursor.known.values())
      if (known.t === topic && known.n === at && known.v !== gone) return known.r;
    const over = await numbered(inside, topic, at);
    return over && !isGone(over) ? ((await placeOf(inside, over, deep + 1))?.root ?? null) : null;
  }
}

async function idAt(reading: Reading, topic: number, number: number): Promise<number | null> {
  for (const [id, known] of reading.cursor.known)
    if (known.t === topic && known.n === number && known.v !== gone) return id;
  return (await numbered(reading, topic, number))?.id ?? null;
}

/** Tells one post as what it is to the brand. Under the brand's topics the topic is told again, with its counts. */
export async function tell(reading: Reading, post: Post, told: Set<number>, edited = false): Promise<void> {
  const { forum, cursor, items } = reading;
  // Small actions ("closed this topic") and whispers of the staff are nobody's comments.
  if (post.post_type !== 1 || isGone(post)) return;
  reading.posts.set(`${post.topic_id}/${post.post_number}`, post);
  const place = await placeOf(reading, post);
  if (!place) return;
  const opens = place.under === post.id;
  cursor.known.set(post.id, {
    t: post.topic_id,
    n: post.post_number,
    r: place.root,
    v: post.version,
    s: signOf(post),
    h: post.hidden,
  });
  if (place.under && !told.has(place.under)) await tellBrandPost(reading, post.topic_id, told);
  if (!opens) items.push(messageOf(forum, post, place, { title: await titleOf(reading, post), edited }));
}

async function titleOf(reading: Reading, post: Post): Promise<string | undefined> {
  if (post.post_number !== 1) return undefined;
  return post.topic_title ?? (await topicIn(reading, post.topic_id))?.title;
}

async function tellBrandPost(reading: Reading, topicId: number, told: Set<number>): Promise<void> {
  const topic = await topicIn(reading, topicId);
  const first = topic && (await numbered(reading, topicId, 1));
  if (!topic || !first || isGone(first)) return;
  told.add(first.id);
  reading.items.push(brandPostOf(reading.forum, first, topic));
}
