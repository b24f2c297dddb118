import type { Outcome, SyncPage } from "#bff/connectors/connector.ts";
import { longestUnseen } from "#bff/connectors/in-turn.ts";
import type { IncomingItem } from "#bff/connectors/incoming.ts";
import { must, whole } from "#bff/connectors/must.ts";
import { mostMessages, mostPosts, statusesNow, whoseTurn } from "./again.ts";
import { Account, type Server, Status } from "./api.ts";
import { type Cursor, cursorOf, type Known, textOf } from "./cursor.ts";
import { newerNotes, newerStatuses } from "./pages.ts";
import { type Found, findPlaces } from "./places.ts";
import { isBoost, isPost, messageOf, postOf, versionOf } from "./told.ts";

type Reading = { server: Server; cursor: Cursor; items: IncomingItem[]; found: Map<string, Status>; known: Known };

/**
 * One pass: own statuses and notifications that are newer, the conversations of posts that grew, and known posts and
 * messages again, the older in turn, because a server tells nobody of an edit or a deletion. It is one page: all or nothing.
 */
export const sync = (server: Server, text: string | null, now: Date): Promise<Outcome<SyncPage>> =>
  whole(async () => {
    const cursor = cursorOf(text, now);
    const reading: Reading = { server, cursor, items: [], found: new Map(), known: new Map(cursor.known) };
    const own = await newerStatuses(server, cursor.status, cursor.floor, reading.items);
    const notes = await newerNotes(server, cursor.note, cursor.floor, reading.items);
    for (const status of [...own, ...notes.statuses]) reading.found.set(status.id, status);
    for (const post of own) if (isPost(post, server.id) && post.replies_count) await readBelow(reading, post.id);
    await readPostsAgain(reading, now.toISOString());
    await readMessagesAgain(reading, now.toISOString());
    await tell(reading);
    await tellFollowers(reading, now);
    cursor.status = own.at(-1)?.id ?? cursor.status;
    cursor.note = notes.newest ?? cursor.note;
    return { items: reading.items, cursor: textOf(cursor, reading.known), more: false };
  });

async function readPostsAgain(reading: Reading, at: string): Promise<void> {
  const { server, cursor, items } = reading;
  const posts = new Map(cursor.posts);
  const { chosen, turn } = whoseTurn([...posts.keys()], cursor.turns.posts, mostPosts(cursor.alone));
  const read = await statusesNow(server, chosen);
  for (const [id, status] of read.now) {
    if (!status) {
      items.push({ type: "deletion", externalId: id, at });
      posts.delete(id);
      continue;
    }
    if (versionOf(status) === posts.get(id)) continue;
    posts.set(id, versionOf(status));
    items.push(postOf(status));
    await readBelow(reading, id);
  }
  cursor.posts = [...posts];
  cursor.turns.posts = turn;
  if (chosen.length > 0) cursor.alone = read.alone;
}

async function readBelow({ server, found, known }: Reading, id: string): Promise<void> {
  const answer = must(await server.get(`/api/v1/statuses/${id}/context`, {}, [404]));
  for (const raw of (answer.body as { descendants?: unknown[] }).descendants ?? []) {
    const below = Status.safeParse(raw).data;
    if (below && !known.has(below.id)) found.set(below.id, below);
  }
}

async function readMessagesAgain(reading: Reading, at: string): Promise<void> {
  const { server, cursor, items, found, known } = reading;
  const chosen = longestUnseen([...known.keys()], mostMessages(cursor.alone));
  const read = await statusesNow(server, chosen);
  for (const [id, status] of read.now) {
    const before = known.get(id)!;
    if (!status) {
      items.push({ type: "deletion", externalId: id, at });
      known.delete(id);
      continue;
    }
    if (wordingOf(status) !== before.edited) found.set(id, status);
    // A post counts only what answers it directly; an answer to an answer shows at what it answers.
    if ((status.replies_count ?? 0) > before.answers) await readBelow(reading, id);
    // Whoever was seen now stands behind all others, so that nobody is passed over when new ones come or old ones go.
    known.delete(id);
    known.set(id, { ...before, answers: status.replies_count ?? 0 });
  }
  if (chosen.length > 0) cursor.alone = read.alone;
}

/** Posts first, then messages in the order they were written, each in its place. */
async function tell({ server, cursor, items, found, known }: Reading): Promise<void> {
  const statuses = [...found.values()].filter((status) => !isBoost(status));
  const posts = statuses.filter((status) => isPost(status, server.id)).sort(byTime);
  const told = new Map(cursor.posts);
  for (const post of posts) {
    items.push(postOf(post));
    told.set(post.id, versionOf(post));
  }
  cursor.posts = [...told];
  const messages = statuses.filter((status) => !isPost(status, server.id)).sort(byTime);
  const placed: Found[] = await findPlaces(server, messages, known, new Set(told.keys()));
  for (const { status, place } of placed.sort((a, b) => byTime(a.status, b.status))) {
    items.push(messageOf(status, place, server.id));
    known.delete(status.id);
    known.set(status.id, { ...place, edited: wordingOf(status), answers: status.replies_count ?? 0 });
  }
}

/** When it was edited and for whom it is: of an earlier version only the first is known, so it is told once more. */
const wordingOf = (status: Status): string => `${status.visibility} ${status.edited_at ?? ""}`;

const byTime = (a: Status, b: Status): number => a.created_at.localeCompare(b.created_at) || (a.id < b.id ? -1 : 1);

/** Less than a day, so that no day of the calendar goes without. */
const daily = 20 * 3_600_000;
async function tellFollowers({ server, cursor, items }: Reading, now: Date): Promise<void> {
  const me = Account.parse(must(await server.get("/api/v1/accounts/verify_credentials")).body);
  const count = me.followers_count;
  const { followers } = cursor;
  if (count === undefined || (followers?.count === count && now.getTime() - Date.parse(followers.at) < daily)) return;
  const at = now.toISOString();
  items.push({ type: "followers", at, count, call: "GET /api/v1/accounts/verify_credentials" });
  cursor.followers = { count, at };
}
