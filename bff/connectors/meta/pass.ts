import { createHash } from "node:crypto";
import type { BackfillPage, Outcome, SyncPage } from "#bff/connectors/connector.ts";
import type { IncomingItem, IncomingMessage, IncomingMetric, IncomingPost } from "#bff/connectors/incoming.ts";
import { must, whole } from "#bff/connectors/must.ts";
import { type Cursor, cursorOf, textOf } from "./cursor.ts";
import { tellGone } from "./gone.ts";
import type { Graph } from "./graph.ts";
import { numbersOf } from "./insights.ts";

/** Newest posts whose comments are read again every time: Meta tells nobody of an edit, a deletion or a hiding. */
const readAgain = 60;

export type Enough = (id: string, at: string) => boolean;
export type Comments = {
  messages: IncomingMessage[];
  /** nothing older lies behind them */
  whole: boolean;
  /** answers come with the first comment of their thread, not by their own time */
  byThread?: boolean;
};

/** A post as it was listed, and the way to its comments, oldest first. `sign` changes when the post has to be told again. */
export type Found = {
  id: string;
  at: string;
  told: IncomingPost | IncomingMessage;
  sign: string;
  comments(items: IncomingItem[], enough: Enough, rootOf: (id: string) => string | undefined): Promise<Comments>;
};
export type Listing = { found: Found[] /** everything there is was listed */; whole: boolean };

/** What a network of Meta's has of its own. Lists are newest first, and stop when there is enough. */
export type Source = {
  graph: Graph;
  list(items: IncomingItem[], enough: (count: number, oldest: string) => boolean): Promise<Listing>;
  /** posts that stand in no list of the account, ads, read with `list` */
  aside?(): Found[];
  page(items: IncomingItem[], cursor: string | null): Promise<{ found: Found[]; after: string | null }>;
  /** the call of `followers`, for the metrics */
  followers: string;
  /** numbers of a post */
  insights(id: string, at: string): Promise<Outcome<IncomingMetric[]>>;
};

export type Reading = {
  graph: Graph;
  cursor: Cursor;
  items: IncomingItem[];
  now: Date;
  /** ids that were there, and from when on everything that is there was seen, by post */
  seen: { ids: Set<string>; posts: Map<string, { since: string; byThread: boolean }> };
};

/** One pass over the newest posts with their newest comments. It is one page: all or nothing. */
export const syncFrom = (source: Source, text: string | null, now: Date): Promise<Outcome<SyncPage>> =>
  whole(async () => {
    const cursor = cursorOf(text, now);
    const seen = { ids: new Set<string>(), posts: new Map<string, { since: string; byThread: boolean }>() };
    const reading: Reading = { graph: source.graph, cursor, items: [], now, seen };
    const before = windowOf(cursor);
    const enough = (count: number, oldest: string) =>
      cursor.first ? oldest < cursor.floor : count >= readAgain && oldest <= before;
    const listed = await source.list(reading.items, enough);
    const aside = source.aside?.() ?? [];
    const newest = new Map([...listed.found, ...aside].map((one) => [one.id, one]));
    for (const one of [...newest.values()].sort((a, b) => a.at.localeCompare(b.at))) await tellPost(reading, one);
    const all = listed.whole && [...seen.posts.values()].every(({ since }) => since === "");
    if (!all && !cursor.first && now.getTime() - Date.parse(cursor.turn.at) >= turnsEvery)
      await tellInTurn(reading, source);
    await tellGone(reading, listed);
    await tellFollowers(reading, source.followers);
    await tellInsights(reading, source);
    return { items: reading.items, cursor: textOf(cursor), more: false };
  });

/** When the oldest post was published whose comments the pass before read: whatever came since, this one reads them too. */
function windowOf({ posts, messages }: Cursor): string {
  const visitors = [...messages].flatMap(([id, { under, at }]) => (under === id ? at : []));
  const known = [...[...posts.values()].map(({ at }) => at), ...visitors].sort().reverse();
  return known.at(Math.min(readAgain, known.length) - 1) ?? "9999";
}

/** `deep`: in turn, to the place it says, a post that may be long forgotten here. */
async function tellPost(reading: Reading, found: Found, deep?: Enough): Promise<void> {
  const { id, at, told, sign, comments } = found;
  const { cursor, items, seen } = reading;
  const read = await comments(
    items,
    deep ?? ((oldest, written) => written < cursor.floor || cursor.messages.has(oldest)),
    (parent) => cursor.messages.get(parent)?.root,
  );
  seen.ids.add(id);
  for (const { externalId } of read.messages) seen.ids.add(externalId);
  const since = read.whole ? "" : (read.messages[0]?.sentAt ?? reading.now.toISOString());
  seen.posts.set(id, { since, byThread: read.byThread ?? false });
  // What is known may have changed; what is not known has to be younger than the floor.
  const fresh = read.messages.filter((one) => cursor.messages.has(one.externalId) || one.sentAt > cursor.floor);
  const isNew = at >= cursor.floor || fresh.length > 0;
  const before = cursor.posts.get(id);
  if (told.type === "message") {
    if (isNew || cursor.messages.has(id)) tellMessage(reading, told, id);
  } else if (before ? before.sign !== sign : deep ? fresh.some((one) => !cursor.messages.has(one.externalId)) : isNew) {
    items.push(told);
    if (before || !deep) cursor.posts.set(id, { sign, at });
  }
  for (const message of fresh) tellMessage(reading, message, id);
}

/**
 * Ten posts of the last ninety days every ten minutes, with more than their newest comments: what is written under an
 * older post or an older comment is told by a webhook alone, and not every Konak can be reached.
 */
async function tellInTurn(reading: Reading, source: Source): Promise<void> {
  const { cursor, items, now } = reading;
  const asked = await whole(() => source.page(items, cursor.turn.after));
  // A place in the list that Meta does not know any more; the next pass begins anew.
  const page = asked.kind === "refused" ? { found: [], after: null } : must(asked);
  let left = pagesInTurn;
  const enough: Enough = (oldest, written) => written < cursor.floor || (left-- <= 0 && cursor.messages.has(oldest));
  for (const one of page.found) await tellPost(reading, one, enough);
  const oldest = page.found.at(-1)?.at ?? now.toISOString();
  const ends = oldest < new Date(now.getTime() - turnsBack).toISOString();
  cursor.turn = { after: ends ? null : page.after, at: now.toISOString() };
}

/** What is compared to see whether words changed over there, and whether they were hidden. */
export const signOf = (text: string, hidden?: boolean): string =>
  `${createHash("sha1").update(text).digest("base64url").slice(0, 8)}${hidden ? "h" : ""}`;

function tellMessage({ cursor, items, now }: Reading, message: IncomingMessage, under: string): void {
  const { externalId: id, text, hidden, sentAt: at, threadExternalId: root } = message;
  const sign = signOf(text, hidden);
  const before = cursor.messages.get(id);
  if (before?.sign === sign) return;
  const changed = before !== undefined && before.sign.slice(0, 8) !== sign.slice(0, 8);
  const edited = changed ? now.toISOString() : (before?.edited ?? null);
  items.push({ ...message, editedAt: edited });
  const { parentExternalId: parent } = message;
  cursor.messages.set(id, { under, root, sign, at, edited, top: parent === null || parent === under });
}

const hour = 3_600_000;
const day = 24 * hour;
/** Less than a day, so that no day of the calendar goes without. */
const daily = 20 * hour;
const young = 28 * day;
const turnsBack = 90 * day;
const turnsEvery = hour / 6;
/** Further pages of comments that are read in one turn, beside those that come with their posts. */
const pagesInTurn = 10;
const insightsPerPass = 10;

async function tellFollowers({ graph, cursor, items, now }: Reading, call: string): Promise<void> {
  const age = cursor.followers ? now.getTime() - Date.parse(cursor.followers.at) : day;
  if (age < hour) return;
  const told = must(await graph.get(graph.id, { fields: "followers_count" })) as { followers_count?: unknown } | null;
  const count = told?.followers_count;
  if (typeof count !== "number" || (cursor.followers?.count === count && age < daily)) return;
  const at = now.toISOString();
  items.push({ type: "followers", at, count, call });
  cursor.followers = { count, at };
}

/** Numbers of young posts, asked for once a day, also where a permission is missing; a limit ends the asking. */
async function tellInsights({ cursor, items, now }: Reading, source: Source): Promise<void> {
  const since = new Date(now.getTime() - young).toISOString();
  const before = new Date(now.getTime() - day).toISOString();
  const due = [...cursor.posts].filter(([id, { at }]) => at > since && (cursor.insights.get(id) ?? "") < before);
  for (const [id] of due.slice(-insightsPerPass)) {
    const at = now.toISOString();
    const told = await source.insights(id, at);
    items.push(...numbersOf(told));
    // One that Meta always has trouble with is not to keep the others waiting: its turn comes again in an hour.
    cursor.insights.set(id, told.kind === "wait" ? new Date(now.getTime() - day + hour).toISOString() : at);
    if (told.kind === "wait") break;
  }
}

/** What lies before: posts, newest first, each with all its comments since `until`. */
export const backfillFrom = (source: Source, until: string, cursor: string | null): Promise<Outcome<BackfillPage>> =>
  whole(async () => {
    const items: IncomingItem[] = [];
    const { found, after } = await source.page(items, cursor);
    for (const { at, told, comments } of found.toReversed()) {
      const read = await comments(
        items,
        (_id, written) => written < until,
        () => undefined,
      );
      const wanted = read.messages.filter(({ sentAt }) => sentAt >= until);
      if (at >= until || wanted.length > 0) items.push(told, ...wanted);
    }
    const reachedTo = found.at(-1)?.at ?? null;
    const more = after !== null && after !== cursor && (reachedTo === null || reachedTo >= until);
    return { items, cursor: after ?? "", more, reachedTo };
  });
