import type { Outcome, SyncPage } from "#bff/connectors/connector.ts";
import type { IncomingItem } from "#bff/connectors/incoming.ts";
import { must, whole } from "#bff/connectors/must.ts";
import { Account, type Server, Status } from "./api.ts";
import { type Cursor, cursorOf, type Known, textOf } from "./cursor.ts";
import { newerNotes, newerStatuses } from "./pages.ts";
import { type Found, findPlaces } from "./places.ts";
import { countsOf, isBoost, isPost, messageOf, postOf } from "./told.ts";

const batch = 20;
const readAgain = 80;

type Reading = { server: Server; cursor: Cursor; items: IncomingItem[]; found: Map<string, Status>; known: Known };

/**
 * One pass: own statuses and notifications that are newer, the conversations of posts that grew, and the newest known
 * posts and messages again, because a server tells nobody of an edit or a deletion. It is one page: all or nothing.
 */
export const sync = (server: Server, text: string | null, now: Date): Promise<Outcome<SyncPage>> =>
  whole(async () => {
    const cursor = cursorOf(text, now);
    const reading: Reading = { server, cursor, items: [], found: new Map(), known: new Map(cursor.known) };
    const own = await newerStatuses(server, cursor.status, cursor.floor, reading.items);
    const notes = await newerNotes(server, cursor.note, cursor.floor, reading.items);
    for (const status of [...own, ...notes.statuses]) reading.found.set(status.id, status);
    for (const post of own) if (isPost(post, server.id) && post.replies_count) await readBelow(reading, post.id);
    await readPostsAgain(reading);
    await readMessagesAgain(reading, now);
    await tell(reading);
    await tellFollowers(reading, now);
    cursor.status = own.at(-1)?.id ?? cursor.status;
    cursor.note = notes.newest ?? cursor.note;
    return { items: reading.items, cursor: textOf(cursor, reading.known), more: false };
  });

export async function statusesAt(server: Server, ids: string[]): Promise<Map<string, Status>> {
  const there = new Map<string, Status>();
  for (let at = 0; at < ids.length; at += batch) {
    const answer = must(await server.get("/api/v1/statuses", { id: ids.slice(at, at + batch) }, [404]));
    for (const raw of Array.isArray(answer.body) ? answer.body : []) {
      const status = Status.safeParse(raw).data;
      if (status) there.set(status.id, status);
    }
  }
  return there;
}

async function readPostsAgain(reading: Reading): Promise<void> {
  const { server, cursor, items } = reading;
  const posts = new Map(cursor.posts);
  const there = await statusesAt(server, [...posts.keys()]);
  for (const [id, counts] of posts) {
    const status = there.get(id);
    if (!status) {
      if (await isGone(server, id)) {
        items.push({ type: "deletion", externalId: id, at: new Date().toISOString() });
        posts.delete(id);
      }
      continue;
    }
    if (countsOf(status) === counts) continue;
    posts.set(id, countsOf(status));
    items.push(postOf(status));
    await readBelow(reading, id);
  }
  cursor.posts = [...posts];
}

async function readBelow({ server, found, known }: Reading, id: string): Promise<void> {
  const answer = must(await server.get(`/api/v1/statuses/${id}/context`, {}, [404]));
  for (const raw of (answer.body as { descendants?: unknown[] }).descendants ?? []) {
    const below = Status.safeParse(raw).data;
    if (below && !known.has(below.id)) found.set(below.id, below);
  }
}

export async function isGone(server: Server, id: string): Promise<boolean> {
  return must(await server.get(`/api/v1/statuses/${id}`, {}, [404, 410])).status >= 400;
}

async function readMessagesAgain(reading: Reading, now: Date): Promise<void> {
  const { server, items, found, known } = reading;
  const ids = [...known.keys()].slice(-readAgain);
  const there = await statusesAt(server, ids);
  for (const id of ids) {
    const status = there.get(id);
    const before = known.get(id)!;
    if (status) {
      if ((status.edited_at ?? "") !== before.edited) found.set(id, status);
      // A post counts only what answers it directly; an answer to an answer shows at what it answers.
      if ((status.replies_count ?? 0) > before.answers) await readBelow(reading, id);
      known.set(id, { ...before, answers: status.replies_count ?? 0 });
    } else if (await isGone(server, id)) {
      items.push({ type: "deletion", externalId: id, at: now.toISOString() });
      known.delete(id);
    }
  }
}

/** Posts first, then messages in the order they were written, each in its place. */
async function tell({ server, cursor, items, found, known }: Reading): Promise<void> {
  const statuses = [...found.values()].filter((status) => !isBoost(status));
  const posts = statuses.filter((status) => isPost(status, server.id)).sort(byTime);
  const told = new Map(cursor.posts);
  for (const post of posts) {
    items.push(postOf(post));
    told.set(post.id, countsOf(post));
  }
  cursor.posts = [...told];
  const messages = statuses.filter((status) => !isPost(status, server.id)).sort(byTime);
  const placed: Found[] = await findPlaces(server, messages, known, new Set(told.keys()));
  for (const { status, place } of placed.sort((a, b) => byTime(a.status, b.status))) {
    items.push(messageOf(status, place, server.id));
    known.delete(status.id);
    known.set(status.id, { ...place, edited: status.edited_at ?? "", answers: status.replies_count ?? 0 });
  }
}

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
