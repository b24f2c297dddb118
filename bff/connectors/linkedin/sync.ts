import type { Outcome, SyncPage } from "#bff/connectors/connector.ts";
import { whole } from "#bff/connectors/must.ts";
import { calls } from "./about.ts";
import type { Post, Statistics } from "./api.ts";
import { cursorOf, type Queued, textOf } from "./cursor.ts";
import { lookAt, type Round } from "./look.ts";
import { type Happened, happenedSince } from "./notices.ts";
import { followersOf, statisticsOf } from "./numbers.ts";
import { mostCallsOf, type Page } from "./page.ts";
import { isGone, postAt, postsAt } from "./posts.ts";
import { clicksOf, postOf, signOf } from "./told.ts";
import { commentUrn } from "./urns.ts";

const hour = 3_600_000;
/** How long a mention is looked at again. */
const month = 30 * 24 * hour;
const listed = 50;
const mostLists = 20;
/** Questions after missing posts in one round; what is left over has its turn in the next. */
const mostAsked = 10;
/** A round that takes longer than this lets what happened meanwhile pass first. */
const longRound = hour;

/**
 * A round: the newest posts, what happened on the page since the last one, the comments of the posts it happened to, and of
 * a few posts in their turn, so that what no notification told is found as well. A long round is told in several pages, in
 * the midst of a post as well.
 */
export const sync = (page: Page, text: string | null, now: Date): Promise<Outcome<SyncPage>> =>
  whole(async () => {
    const round: Round = { page, cursor: cursorOf(text, now), items: [], now };
    const { cursor, items } = round;
    const began = cursor.noted ? Date.parse(cursor.noted.until) : 0;
    if (cursor.queue.length === 0 || now.getTime() - began > longRound) await begin(round);
    do {
      const next = cursor.queue.shift();
      const left = next && (await lookAt(round, next));
      if (left) cursor.queue.unshift(left);
    } while (cursor.queue.length > 0 && page.made() < mostCallsOf(page));
    const more = cursor.queue.length > 0;
    if (!more) await tellFollowers(round);
    return { items, cursor: textOf(cursor), more };
  });

async function begin(round: Round): Promise<void> {
  const { page, cursor, now } = round;
  const isFirst = cursor.noted === null;
  const { posts, since } = await newest(round, isFirst);
  const happened: Happened = await happenedSince(round);
  // A post of our own may name the page as well.
  for (const urn of posts.keys()) if (cursor.posts.get(urn)?.mention) cursor.posts.delete(urn);
  for (const urn of happened.keys()) {
    if (cursor.posts.has(urn) || posts.has(urn)) continue;
    const post = await postAt(page, urn);
    if (post) posts.set(urn, post);
    else happened.delete(urn);
  }
  const fresh = [...posts.values()].filter(
    ({ urn, at }) => !cursor.posts.has(urn) && (at >= cursor.floor || happened.has(urn)),
  );
  const counted = new Set([...fresh.map(({ urn }) => urn), ...happened.keys()]);
  const toCount = [...counted].flatMap((urn) => posts.get(urn) ?? []);
  tellPosts(round, posts, await statisticsOf(page, toCount, now), fresh);
  await tellGone(round, posts, since);
  queue(round, fresh, happened);
}

/** The newest posts; the first time all since the floor. `since`: what is younger is listed, if it is there. */
async function newest({ page, cursor, items, now }: Round, isFirst: boolean) {
  const posts = new Map<string, Post>();
  for (let n = 0; n < (isFirst ? mostLists : 1); n++) {
    const before = posts.size;
    const read = await postsAt(page, items, n * listed, listed);
    for (const post of read.posts) posts.set(post.urn, post);
    if (!read.on) return { posts, since: "" };
    const oldest = read.posts.at(-1);
    // A page that brings nothing new would come for ever.
    if (posts.size === before || (oldest && oldest.at < cursor.floor)) break;
  }
  const since = [...posts.values()].reduce((oldest, { at }) => (at < oldest ? at : oldest), now.toISOString());
  return { posts, since };
}

function tellPosts(
  { cursor, items, now }: Round,
  posts: Map<string, Post>,
  numbers: Map<string, Statistics>,
  fresh: Post[],
) {
  const isFresh = new Set(fresh);
  for (const post of [...posts.values()].sort((a, b) => a.at.localeCompare(b.at))) {
    const before = cursor.posts.get(post.urn);
    if (!before && !isFresh.has(post)) continue;
    const told = numbers.get(post.urn) ?? null;
    const sign = signOf(post.words);
    const counts = told ? signOf(JSON.stringify(told)) : (before?.counts ?? "");
    if (before?.sign === sign && before.counts === counts) continue;
    items.push(postOf(post, told));
    if (told) items.push(clicksOf(post.urn, told, now.toISOString()));
    const fresh = { at: post.at, thread: null, seen: "", mention: null };
    cursor.posts.set(post.urn, { ...fresh, ...before, isAd: post.isAd, sign, counts });
  }
}

/** Posts that were told and are missing in the list; everything under one goes with it. */
async function tellGone({ page, cursor, items, now }: Round, posts: Map<string, Post>, since: string): Promise<void> {
  const missing = [...cursor.posts].filter(
    ([urn, { at, isAd, mention }]) => at > since && !isAd && !mention && !posts.has(urn),
  );
  const from = missing.length > 0 ? cursor.turn % missing.length : 0;
  cursor.turn = from;
  const at = now.toISOString();
  for (const [urn, { thread }] of [...missing.slice(from), ...missing.slice(0, from)].slice(0, mostAsked)) {
    if (!(await isGone(page, urn))) {
      cursor.turn += 1;
      continue;
    }
    for (const [id, known] of [...cursor.messages])
      if (known.post === urn) {
        if (thread) items.push({ type: "deletion", externalId: commentUrn(thread, id), at });
        cursor.messages.delete(id);
      }
    items.push({ type: "deletion", externalId: urn, at });
    cursor.posts.delete(urn);
  }
}

/** Few posts are looked at in their turn where calls are few. */
const looksOf = ({ calls: allowed }: Page): number => Math.min(Math.max(Math.floor(allowed / 2000), 1), 20);

function queue({ page, cursor, now }: Round, fresh: Post[], happened: Happened): void {
  // Of a round that was not finished: what is new on other posts goes first.
  const left = cursor.queue;
  const looks = new Map<string, Queued>();
  for (const [urn, comments] of happened) {
    if (comments.size === 0 || !cursor.posts.has(urn)) continue;
    // A post whose turn has not begun keeps it: that look would not read what happened, nor these events the whole post.
    const known = left.find(([one, events, ...after]) => one === urn && events.length + after.length > 0);
    if (known) known[1] = [...new Set([...known[1], ...comments])];
    else looks.set(urn, [urn, [...comments]]);
  }
  const waiting = new Set(left.map(([urn]) => urn));
  const isNew = (urn: string) => !looks.has(urn) && !waiting.has(urn) && cursor.posts.has(urn);
  for (const { urn, at } of fresh) if (isNew(urn) && at >= cursor.floor) looks.set(urn, [urn, []]);
  const others = [...cursor.posts].filter(([urn, { at }]) => isNew(urn) && at >= cursor.floor);
  others.sort(([, a], [, b]) => a.seen.localeCompare(b.seen));
  const [mentions, ours] = [others.filter(([, { mention }]) => mention), others.filter(([, { mention }]) => !mention)];
  // What happens below somebody else's post no notification tells, so these have a turn of their own; new ones all.
  const young = mentions.filter(
    ([, { seen, at }], n) => !seen || (n < looksOf(page) && now.getTime() - Date.parse(at) < month),
  );
  for (const [urn] of [...young, ...ours.slice(0, looksOf(page))]) looks.set(urn, [urn, []]);
  cursor.queue = [...looks.values(), ...left];
}

async function tellFollowers({ page, cursor, items, now }: Round): Promise<void> {
  const age = cursor.followers ? now.getTime() - Date.parse(cursor.followers.at) : Number.POSITIVE_INFINITY;
  if (age < 6 * hour) return;
  const count = await followersOf(page);
  if (count === null) return;
  const at = now.toISOString();
  items.push({ type: "followers", at, count, call: calls.followers });
  cursor.followers = { count, at };
}
