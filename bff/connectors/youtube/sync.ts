import type { Outcome, SyncPage } from "#bff/connectors/connector.ts";
import { must, whole } from "#bff/connectors/must.ts";
import { readAgain } from "./again.ts";
import { Channel, List } from "./api.ts";
import { cursorOf, textOf } from "./cursor.ts";
import { readHeld } from "./held.ts";
import { type Pass, seeThread, seeVideo, seeVideosOf } from "./pass.ts";
import { threadsPage, uploads, videosNow } from "./read.ts";
import { iso, threadsIn } from "./told.ts";
import type { Tube } from "./tube.ts";

const uploadPages = 10;
const pagesOfAVideo = 5;

/**
 * One pass costs about six units: the newest videos and their counts, the newest threads, what is held back, and some
 * known comments again, because YouTube tells nobody of an edit or a deletion. A pass of many pages is cut into them.
 */
export const sync = (tube: Tube, text: string | null, now: Date): Promise<Outcome<SyncPage>> =>
  whole(async () => {
    const cursor = cursorOf(text, now);
    const known = new Map(cursor.known);
    const pass: Pass = { tube, cursor, now, known, seen: new Set(), posts: [], messages: [], others: [] };
    if (!cursor.page) await readVideos(pass);
    const more = await readThreads(pass);
    if (!more) {
      const held = await readHeld(pass);
      await readGrown(pass);
      await readAgain(pass, held);
      await readFollowers(pass);
    }
    const messages = pass.messages.sort((a, b) => a.sentAt.localeCompare(b.sentAt));
    return { items: [...pass.posts, ...messages, ...pass.others], cursor: textOf(cursor, known), more };
  });

async function readVideos(pass: Pass): Promise<void> {
  const { tube, cursor } = pass;
  const told = new Set(cursor.videos.map(([id]) => id));
  const fresh = new Set<string>();
  let next: string | null = null;
  for (let page = 0; page < uploadPages; page++) {
    const read = await uploads(tube, next ?? undefined);
    const young = read.videos.filter(({ id, at }) => at >= cursor.floor && !told.has(id) && !fresh.has(id));
    for (const { id } of young) fresh.add(id);
    next = read.next;
    if (!next || young.length < read.videos.length) break;
  }
  const { shown, there } = await videosNow(tube, [...told, ...fresh]);
  for (const video of shown.sort((a, b) => a.snippet.publishedAt.localeCompare(b.snippet.publishedAt)))
    seeVideo(pass, video, true);
  for (const id of told)
    if (!there.has(id)) pass.others.push({ type: "deletion", externalId: id, at: pass.now.toISOString() });
  cursor.videos = cursor.videos.filter(([id]) => there.has(id));
}

/** The newest page of all threads, and on to older ones until what the last pass began at. */
async function readThreads(pass: Pass): Promise<boolean> {
  const { tube, cursor } = pass;
  const asked = { allThreadsRelatedToChannelId: tube.channel };
  let read = await threadsPage(tube, asked, cursor.page?.token, { stored: cursor.page !== null });
  if (read.lost) {
    cursor.page = null;
    read = await threadsPage(tube, asked);
  }
  const { items, next } = read;
  const { threads, unreadable } = threadsIn(items);
  for (const one of unreadable) {
    const key = one.externalId ?? one.raw.slice(0, 200);
    if (!pass.known.has(key)) pass.others.push(one);
    pass.known.set(key, { root: "", post: null, at: "", edited: "", answers: 0, hidden: false });
  }
  await seeVideosOf(pass, threads);
  for (const thread of threads.toReversed()) await seeThread(pass, thread, false);
  const times = threads.map(({ snippet }) => iso(snippet.topLevelComment.snippet.publishedAt));
  const oldest = times.at(-1) ?? "";
  const newest = cursor.page?.newest ?? times[0] ?? cursor.newest ?? "";
  const until = cursor.newest ?? cursor.floor;
  // A page that is no older than the one before it and brings nothing would come for ever.
  const stuck = cursor.page !== null && oldest >= cursor.page.oldest && pass.messages.length === 0;
  if (next && oldest > until && !stuck) {
    cursor.page = { token: next, newest, oldest };
    return true;
  }
  cursor.page = null;
  cursor.newest = newest || null;
  return false;
}

/** Videos whose count promises more comments than came: somebody wrote in an older thread. */
async function readGrown(pass: Pass): Promise<void> {
  for (const [videoId, missing] of pass.cursor.waiting.filter(([, n]) => n > 0)) {
    let next: string | null = null;
    const before = pass.messages.length;
    for (let page = 0; page < pagesOfAVideo && pass.messages.length - before < missing; page++) {
      const read = await threadsPage(pass.tube, { videoId }, next ?? undefined);
      for (const thread of threadsIn(read.items).threads) await seeThread(pass, thread, true);
      next = read.next;
      if (!next) break;
    }
  }
  pass.cursor.waiting = [];
}

const hour = 3_600_000;
/** Less than a day, so that no day of the calendar goes without. */
const daily = 20 * hour;

/** Once an hour; YouTube rounds the number to three figures. A channel that hides it is told as not given. */
async function readFollowers({ tube, cursor, now, others }: Pass): Promise<void> {
  const age = cursor.followers ? now.getTime() - Date.parse(cursor.followers.at) : daily;
  if (age < hour) return;
  const answer = must(await tube.list((api) => api.channels.list({ id: [tube.channel], part: ["statistics"] })));
  const told = Channel.safeParse(List.safeParse(answer.body).data?.items[0]).data?.statistics;
  if (!told) return;
  const count = told.hiddenSubscriberCount ? null : (told.subscriberCount ?? null);
  if (cursor.followers?.count === count && age < daily) return;
  const at = now.toISOString();
  const call = "channels.list";
  if (count !== null) others.push({ type: "followers", at, count, call });
  else
    others.push({
      type: "metric",
      postExternalId: null,
      metric: "followers",
      part: "all",
      value: null,
      at,
      from: null,
      to: null,
      call,
    });
  cursor.followers = { count, at };
}
