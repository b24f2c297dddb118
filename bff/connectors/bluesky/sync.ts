import type { AtpAgent } from "@atproto/api";
import type { Outcome, SyncPage } from "#bff/connectors/connector.ts";
import { type Cursor, newer, nextPass, readCursor, stopAt, writeCursor } from "./cursor.ts";
import { lenient, openReader, type Reader } from "./reader.ts";
import { openTold, type Told } from "./told.ts";

const feedPage = 50;
const notificationPage = 40;
const threadsAtOnce = 3;
const reread = 50;
const rereadNewest = 25;
const confirmations = 20;
const enough = 40;
const hour = 3_600_000;
const followersEvery = 6 * hour;

type Pass = { agent: AtpAgent; brand: string; now: Date; cursor: Cursor; reader: Reader; told: Told };

async function followers({ agent, brand, now, cursor, told }: Pass): Promise<void> {
  const before = cursor.followers;
  const age = before ? now.getTime() - new Date(before.at).getTime() : followersEvery;
  // Asked in every pass, because an account that was closed shows here; a feed would only say that it is not found.
  const { followersCount } = await lenient(agent.getProfile({ actor: brand }));
  const same = before?.count === followersCount && age < followersEvery;
  if (typeof followersCount !== "number" || same || age < hour) return;
  cursor.followers = { count: followersCount, at: now.toISOString() };
  told.items.push({ type: "followers", ...cursor.followers, call: "app.bsky.actor.getProfile" });
}

/** Our own posts, with their counts, and our own replies, wherever they were written. */
async function feed(pass: Pass): Promise<void> {
  const { agent, brand, cursor, reader, told } = pass;
  if (!cursor.page) await followers(pass);
  const answer = await lenient(
    agent.getAuthorFeed({
      actor: brand,
      filter: "posts_with_replies",
      limit: feedPage,
      cursor: cursor.page ?? undefined,
      includePins: false,
    }),
    "feed",
  );
  const own = answer.feed.filter((entry) => entry?.post?.author?.did === brand && !entry.reason);
  const notes = own.flatMap((entry) => reader.take(entry.post));
  const stop = stopAt(cursor, cursor.seenFeed);
  for (const note of notes) cursor.newestFeed = newer(cursor.newestFeed, note.indexedAt);
  const tracked = new Set(cursor.posts.map((post) => post.uri));
  await told.notes(notes.filter((note) => note.indexedAt >= stop || tracked.has(note.uri)));
  turn(pass, answer.cursor, notes.length > 0 && notes.every((note) => note.indexedAt < stop), "notifications");
}

/** What others wrote to us: replies, mentions, quotes. */
async function notifications(pass: Pass): Promise<void> {
  const { agent, cursor, reader, told } = pass;
  const answer = await lenient(
    agent.listNotifications({
      reasons: ["reply", "mention", "quote"],
      limit: notificationPage,
      cursor: cursor.page ?? undefined,
    }),
    "notifications",
  );
  const stop = stopAt(cursor, cursor.seenNotification);
  const notes = answer.notifications.flatMap((notification) => reader.take(notification));
  for (const note of notes) cursor.newestNotification = newer(cursor.newestNotification, note.indexedAt);
  await told.notes(notes.filter((note) => note.indexedAt >= stop));
  turn(
    pass,
    answer.cursor,
    notes.some((note) => note.indexedAt < stop),
    "threads",
  );
}

function turn({ cursor }: Pass, next: string | undefined, done: boolean, step: Cursor["step"]): void {
  cursor.page = done || !next || next === cursor.page ? null : next;
  if (!cursor.page) cursor.step = step;
}

/** Conversations that grew: the network notifies only about replies near to a message of ours. */
async function threads({ cursor, reader, told }: Pass): Promise<void> {
  for (const uri of cursor.todo.splice(0, threadsAtOnce)) {
    const post = cursor.posts.find((candidate) => candidate.uri === uri);
    if (!post) continue;
    const found = [...(await reader.thread(uri)), ...(await reader.quotes(uri))].filter((note) => note.uri !== uri);
    const readTo = post.readTo;
    const stop = readTo ? stopAt(cursor, readTo) : "";
    post.readTo = found.reduce<string | null>((newest, note) => newer(newest, note.indexedAt), readTo);
    await told.notes(found.filter((note) => note.indexedAt >= stop));
  }
  if (cursor.todo.length === 0) cursor.step = "reread";
}

/** Looks again at young posts and, taking turns, at recent messages: edited, or gone? */
async function rereadRecent({ cursor, reader, told }: Pass): Promise<void> {
  const messages = [...cursor.known.slice(0, rereadNewest), ...cursor.known.slice(cursor.turn, cursor.turn + reread)];
  cursor.turn = cursor.turn + reread < cursor.known.length ? cursor.turn + reread : 0;
  const uris = [...new Set([...cursor.posts.map((post) => post.uri), ...messages.map(([uri]) => uri)])];
  await reader.posts(uris);
  const missing = uris.filter((uri) => !reader.get(uri));
  await told.notes(uris.flatMap((uri) => reader.get(uri) ?? []));
  for (const uri of missing.slice(0, confirmations)) if (await reader.isGone(uri)) told.gone(uri);
}

const steps = { feed, notifications, threads, reread: rereadRecent };

/** One page of a sync: steps of the pass until there is enough to store, or until the pass is complete. */
export async function syncPage(
  agent: AtpAgent,
  brand: string,
  cursorText: string | null,
  now: Date,
): Promise<Outcome<SyncPage>> {
  const cursor = readCursor(cursorText, now);
  const reader = openReader(agent);
  const told = openTold(cursor, reader, brand, now);
  const pass: Pass = { agent, brand, now, cursor, reader, told };
  let more = true;
  while (more && told.items.length < enough) {
    const step = cursor.step;
    await steps[step](pass);
    if (step === "reread") {
      more = cursor.todo.length > 0;
      if (more) cursor.step = "threads";
      else nextPass(cursor);
    }
  }
  const items = [...told.items, ...reader.unreadable];
  return { kind: "ok", value: { items, cursor: writeCursor(cursor, now), more } };
}
