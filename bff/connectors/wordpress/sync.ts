import { z } from "zod";
import type { BackfillPage, Outcome, SyncPage } from "#bff/connectors/connector.ts";
import { inTurn } from "#bff/connectors/in-turn.ts";
import type { IncomingItem, IncomingMessage } from "#bff/connectors/incoming.ts";
import { must, whole } from "#bff/connectors/must.ts";
import { type Blog, Comment, Post } from "./api.ts";
import { isGone, isHidden, isoOf, messageOf, postOf, versionOf } from "./told.ts";

const month = 30 * 86_400_000;
const pageSize = 100;
const keptKnown = 600;
const keptRoots = 2_000;
const keptPosts = 1_000;

/**
 * Where a sync stands. `since` (GMT as the blog writes it) is the newest comment told; `known` the newest comments with
 * a short hash of what they said, read again because a blog tells no changes, the older from `turn` on; `roots` the
 * thread of a reply.
 */
const Cursor = z.object({
  v: z.literal(1),
  since: z.string(),
  posts: z.array(z.tuple([z.number(), z.string()])),
  postsSince: z.string(),
  known: z.array(z.tuple([z.number(), z.string(), z.boolean()])),
  roots: z.array(z.tuple([z.number(), z.number()])),
  turn: z.number().default(0),
});
type Cursor = z.infer<typeof Cursor>;

const gmtOf = (at: Date): string => at.toISOString().slice(0, 19);

/** A cursor of another version is read as none: the last 30 days come again. */
export function cursorOf(text: string | null, now: Date): Cursor {
  const from = gmtOf(new Date(now.getTime() - month));
  const first: Cursor = { v: 1, since: from, posts: [], postsSince: from, known: [], roots: [], turn: 0 };
  if (!text) return first;
  try {
    return Cursor.parse(JSON.parse(text));
  } catch {
    return first;
  }
}

type Reading = { blog: Blog; roots: Map<number, number>; items: IncomingItem[]; cursor: Cursor };
export const sync = (blog: Blog, text: string | null, now: Date): Promise<Outcome<SyncPage>> =>
  whole(async () => {
    const cursor = cursorOf(text, now);
    const reading: Reading = { blog, roots: new Map(cursor.roots), items: [], cursor };
    const fresh = await readFresh(reading);
    const known = new Map(cursor.known.map(([id, version, hidden]) => [id, { version, hidden }]));
    const news = fresh.comments.filter((comment) => !known.has(comment.id));
    await tellPosts(reading, news, now);
    for (const comment of news) await tell(reading, comment, null);
    if (!fresh.more) await tellChanges(reading, known, now);
    const next = new Map(known);
    for (const comment of news) next.set(comment.id, { version: versionOf(comment), hidden: isHidden(comment) });
    const last = fresh.comments.at(-1)?.date_gmt;
    const since = last && last > cursor.since ? last : cursor.since;
    const newest = [...next].sort(([a], [b]) => b - a).slice(0, keptKnown);
    const done: Cursor = {
      ...cursor,
      since,
      known: newest.map(([id, { version, hidden }]) => [id, version, hidden]),
      roots: [...reading.roots].slice(-keptRoots),
      posts: cursor.posts.slice(-keptPosts),
    };
    return { items: reading.items, cursor: JSON.stringify(done), more: fresh.more };
  });

/** Comments since the last one told, oldest first. Those of the same second are read again and known by their ids. */
async function readFresh({ blog, cursor, items }: Reading): Promise<{ comments: Comment[]; more: boolean }> {
  const after = gmtOf(new Date(Date.parse(`${cursor.since}Z`) - 1000));
  const query = { after: `${after}Z`, orderby: "date_gmt", order: "asc" };
  const page = must(await blog.list("comments", query));
  const comments = commentsIn(page.items, items);
  const stuck = page.items.length === pageSize && comments.at(-1)?.date_gmt === cursor.since;
  if (!stuck) return { comments, more: page.items.length === pageSize };
  // A hundred comments within a second (an import over there): the page after it is asked for by number.
  const second = must(await blog.list("comments", { ...query, page: "2" }));
  return { comments: [...comments, ...commentsIn(second.items, items)], more: second.items.length === pageSize };
}

function commentsIn(raw: unknown[], items: IncomingItem[]): Comment[] {
  return raw.flatMap((one) => {
    const read = Comment.safeParse(one);
    if (read.success) return isGone(read.data) ? [] : [read.data];
    const id = (one as { id?: unknown } | null)?.id;
    const error = read.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`).join("; ");
    items.push({ type: "unreadable", externalId: id ? String(id) : null, raw: JSON.stringify(one), error });
    return [];
  });
}

/** The root of the thread a comment stands in: up its parents, those that are not known from the blog. */
async function rootOf({ blog, roots }: Reading, comment: Comment): Promise<number> {
  const path: number[] = [comment.id];
  let parent = comment.parent;
  for (let depth = 0; parent && depth < 20; depth++) {
    const known = roots.get(parent);
    if (known !== undefined) {
      parent = known;
      break;
    }
    path.push(parent);
    const above = must(await blog.comment(String(parent)));
    if (!above?.parent) break;
    parent = above.parent;
  }
  const root = parent || comment.id;
  for (const id of path) roots.set(id, root);
  return root;
}

async function tell(reading: Reading, comment: Comment, editedAt: string | null): Promise<void> {
  const root = await rootOf(reading, comment);
  const message: IncomingMessage = messageOf(comment, String(root), reading.blog.userId);
  reading.items.push({ ...message, editedAt });
}

/** Posts that are new or changed, and those under which somebody wrote, with how many comments they have. */
async function tellPosts({ blog, cursor, items }: Reading, news: Comment[], now: Date): Promise<void> {
  const known = new Map(cursor.posts);
  // By the second: those of the last one are read again and known by when they were changed.
  const from = gmtOf(new Date(Date.parse(`${cursor.postsSince}Z`) - 1000));
  const query = { modified_after: `${from}Z`, orderby: "modified", order: "asc" };
  const read = postsIn(must(await blog.list("posts", query)).items);
  const changed = read.filter((post) => known.get(post.id) !== post.modified_gmt);
  const told = new Set(changed.map((post) => post.id));
  const touched = [...new Set(news.map((comment) => comment.post))].filter((id) => !told.has(id));
  const more =
    touched.length > 0 ? must(await blog.list("posts", { include: touched.slice(0, pageSize).join(",") })).items : [];
  const posts = [...changed, ...postsIn(more)].sort((a, b) => a.date_gmt.localeCompare(b.date_gmt));
  const grown = new Set(news.map((comment) => comment.post));
  for (const post of posts) {
    const count = grown.has(post.id) || !known.has(post.id) ? await commentsOf(blog, post.id) : null;
    items.push(postOf(post, count));
    known.delete(post.id);
    known.set(post.id, post.modified_gmt);
  }
  cursor.posts = [...known];
  const newest = changed.at(-1)?.modified_gmt;
  if (newest) cursor.postsSince = newest < gmtOf(now) ? newest : gmtOf(now);
}

export const postsIn = (raw: unknown[]): Post[] => raw.flatMap((one) => Post.safeParse(one).data ?? []);

export async function commentsOf(blog: Blog, postId: number): Promise<number> {
  const query = { post: String(postId), per_page: "1", status: "approve", context: "view" };
  return must(await blog.list("comments", query)).total;
}

type Known = Map<number, { version: string; hidden: boolean }>;

/**
 * Reads known comments again, a page of the newest and a page of the older in turn: what changed was edited, hidden or
 * approved; what is missing went away.
 */
async function tellChanges(reading: Reading, known: Known, now: Date): Promise<void> {
  const { blog, items, cursor } = reading;
  const ids = [...known.keys()].sort((a, b) => a - b);
  const older = inTurn(ids.slice(0, -pageSize), cursor.turn, pageSize);
  cursor.turn = older.from + older.chosen.length;
  const there = new Map<number, Comment>();
  for (const some of [ids.slice(-pageSize), older.chosen].filter((one) => one.length > 0))
    for (const raw of must(await blog.list("comments", { include: some.join(","), orderby: "include" })).items) {
      const comment = Comment.safeParse(raw).data;
      if (comment) there.set(comment.id, comment);
    }
  const at = now.toISOString();
  for (const id of [...older.chosen, ...ids.slice(-pageSize)]) {
    const before = known.get(id)!;
    const comment = there.get(id) ?? must(await blog.comment(String(id)));
    if (!comment || isGone(comment)) {
      items.push({ type: "deletion", externalId: String(id), at });
      known.delete(id);
      continue;
    }
    const version = versionOf(comment);
    if (version === before.version) continue;
    const hidden = isHidden(comment);
    known.set(id, { version, hidden });
    if (hidden !== before.hidden) items.push({ type: "visibility", externalId: String(id), hidden, at });
    else await tell(reading, comment, at);
  }
}

const PastCursor = z.object({ before: z.string(), last: z.array(z.number()) });

/** What lies before, newest first, a hundred comments at a time, with the posts they stand under. */
export const backfill = (blog: Blog, until: string, text: string | null): Promise<Outcome<BackfillPage>> =>
  whole(async () => {
    const from = text ? PastCursor.parse(JSON.parse(text)) : { before: gmtOf(new Date(Date.now() + 1000)), last: [] };
    const roots = new Map<number, number>();
    const cursor: Cursor = { v: 1, since: "", posts: [], postsSince: "", known: [], roots: [], turn: 0 };
    const reading: Reading = { blog, roots, items: [], cursor };
    // One second more, because several comments may share the last one's; those told already are left out.
    const before = gmtOf(new Date(Date.parse(`${from.before}Z`) + 1000));
    const page = must(
      await blog.list("comments", { before: `${before}Z`, after: until, orderby: "date_gmt", order: "desc" }),
    );
    const comments = commentsIn(page.items, reading.items).filter((comment) => !from.last.includes(comment.id));
    const ids = [...new Set(comments.map((comment) => comment.post))];
    if (ids.length > 0)
      for (const post of postsIn(must(await blog.list("posts", { include: ids.join(",") })).items))
        reading.items.push(postOf(post, null));
    for (const comment of comments.toReversed()) await tell(reading, comment, null);
    const oldest = comments.at(-1)?.date_gmt ?? null;
    const same = comments.filter((comment) => comment.date_gmt === oldest).map((comment) => comment.id);
    return {
      items: reading.items,
      cursor: JSON.stringify({ before: oldest ?? from.before, last: same }),
      more: page.items.length === pageSize && oldest !== null,
      reachedTo: oldest ? isoOf(oldest) : null,
    };
  });
