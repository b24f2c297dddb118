import type { IncomingItem, IncomingMessage, IncomingPost } from "#bff/connectors/incoming.ts";
import type { Comment, Thread, Video } from "./api.ts";
import type { Cursor, Known } from "./cursor.ts";
import { repliesBelow, videosAt } from "./read.ts";
import { commentsIn, iso, messageOf, type Place, placeOf, postOf } from "./told.ts";
import type { Tube } from "./tube.ts";

/** One pass of a sync: what it found so far, and what was known before. */
export type Pass = {
  tube: Tube;
  cursor: Cursor;
  now: Date;
  known: Known;
  /** comments met in this pass, so that none is asked for twice */
  seen: Set<string>;
  posts: IncomingPost[];
  messages: IncomingMessage[];
  others: IncomingItem[];
};

/**
 * A comment as it stands now: told when it is new or was edited, and when it was hidden or shown again. Lists by id
 * leave out its status; `unsaid` is what holds then.
 */
export function see(pass: Pass, comment: Comment, { root, post, at }: Place, unsaid: boolean): void {
  const { known, tube, cursor } = pass;
  const { id, snippet } = comment;
  const place = { root, post, at };
  const hidden = snippet.moderationStatus ? snippet.moderationStatus !== "published" : unsaid;
  const before = known.get(id);
  pass.seen.add(id);
  if (!before || before.edited !== snippet.updatedAt) {
    pass.messages.push(messageOf(comment, place, tube.channel, hidden));
    if (!before) cursor.waiting = cursor.waiting.map(([video, n]) => [video, video === place.post ? n - 1 : n]);
  } else if (before.hidden !== hidden)
    pass.others.push({ type: "visibility", externalId: id, hidden, at: pass.now.toISOString() });
  known.delete(id);
  known.set(id, { ...place, edited: snippet.updatedAt, answers: before?.answers ?? 0, hidden });
}

/**
 * A thread of a page. A page carries only a few of its answers, so that all are asked for when their number changed.
 * What is older than the first sync reaches is left to history, unless somebody wrote there since (`deep` looks).
 */
export async function seeThread(pass: Pass, thread: Thread, deep: boolean): Promise<void> {
  const { tube, cursor, known } = pass;
  const { topLevelComment: top, totalReplyCount: total } = thread.snippet;
  const place = placeOf(thread);
  const before = known.get(top.id);
  const changed = before?.answers !== total;
  const isYoung = (one: Comment) => iso(one.snippet.publishedAt) >= cursor.floor;
  let replies = commentsIn(thread.replies?.comments ?? []);
  const young = [top, ...replies].some(isYoung);
  if (!before && !young && !deep) return;
  if (changed && total > replies.length) replies = await repliesBelow(tube, top.id);
  if (!before && !young && !replies.some(isYoung)) return;
  see(pass, top, place, false);
  known.get(top.id)!.answers = total;
  // As many as before may still be others: one went and one came.
  for (const reply of replies.sort(byTime))
    if (changed || known.has(reply.id) || isYoung(reply)) see(pass, reply, place, false);
}

const byTime = (a: Comment, b: Comment): number => a.snippet.publishedAt.localeCompare(b.snippet.publishedAt);

/** Videos that comments stand under and that were not told yet: older ones than the first sync reaches. */
export async function seeVideosOf(pass: Pass, threads: Thread[]): Promise<void> {
  const told = new Set(pass.cursor.videos.map(([id]) => id));
  const young = threads.filter(
    (thread) =>
      pass.known.has(thread.id) ||
      [thread.snippet.topLevelComment, ...commentsIn(thread.replies?.comments ?? [])].some(
        (one) => iso(one.snippet.publishedAt) >= pass.cursor.floor,
      ),
  );
  const missing = new Set(young.flatMap(({ snippet }) => snippet.videoId ?? []).filter((id) => !told.has(id)));
  if (missing.size === 0) return;
  for (const video of (await videosAt(pass.tube, [...missing])).shown) seeVideo(pass, video, false);
}

const countsOf = ({ statistics }: Video): string =>
  [statistics.commentCount, statistics.likeCount, statistics.viewCount].map((one) => one ?? "").join(" ");
const commentsOf = (counts: string): number => Number(counts.split(" ")[0] ?? 0);

const quarter = 15 * 60_000;

/**
 * Told when it is new or its counts grew. Views grow all the time, so that they alone are told four times an hour.
 * Comments that the count promises are waited for: they stand under older threads than the newest page shows.
 */
export function seeVideo(pass: Pass, video: Video, counted: boolean): void {
  const { cursor, now } = pass;
  const counts = countsOf(video);
  const before = cursor.videos.find(([id]) => id === video.id);
  const others = cursor.videos.filter(([id]) => id !== video.id);
  const grown = before ? commentsOf(counts) - commentsOf(before[1]) : 0;
  const due = !before || grown !== 0 || now.getTime() - Date.parse(before[2]) >= quarter;
  if (before && (before[1] === counts || !due)) return;
  if (counted && grown > 0) cursor.waiting.push([video.id, grown]);
  pass.posts.push(postOf(video));
  cursor.videos = [...others, [video.id, counts, now.toISOString()]];
}
