import { type Pass, see, seeVideosOf } from "./pass.ts";
import { threadsPage } from "./read.ts";
import { commentsIn, iso, placeOf, threadsIn } from "./told.ts";

/** Of each list, in one pass: a unit a page. */
const pagesAtMost = 5;

type Listing = {
  moderationStatus: "heldForReview" | "likelySpam";
  pages: number;
  /** the next page, newest threads first; null at the end */
  next: string | null;
  /** when the oldest thread read so far was written */
  oldest: string;
};

/** What is held for review or taken for spam, as far as it was read: nobody but the brand sees it. */
export type Held = { lists: Listing[]; threads: Set<string> };

/** Both lists from the newest on to what was known before; `mayBeHeld` reads on where somebody has to know. */
export async function readHeld(pass: Pass): Promise<Held> {
  const held: Held = { lists: [], threads: new Set() };
  for (const moderationStatus of ["heldForReview", "likelySpam"] as const) {
    const list: Listing = { moderationStatus, pages: 0, next: null, oldest: "" };
    held.lists.push(list);
    const known = new Set(pass.known.keys());
    for (let fresh = true; fresh && list.pages < pagesAtMost; )
      fresh =
        (await readPage(pass, held, list)).every((id) => !known.has(id)) &&
        list.next !== null &&
        list.oldest >= pass.cursor.floor;
  }
  return held;
}

/** The comments of the next page that are held. */
async function readPage(pass: Pass, held: Held, list: Listing): Promise<string[]> {
  const { tube, cursor, known } = pass;
  const met: string[] = [];
  const { moderationStatus } = list;
  const asked = { allThreadsRelatedToChannelId: tube.channel, moderationStatus };
  const { items, next } = await threadsPage(tube, asked, list.next ?? undefined);
  const { threads, unreadable } = threadsIn(items);
  await seeVideosOf(pass, threads);
  for (const thread of threads) {
    const inside = [thread.snippet.topLevelComment, ...commentsIn(thread.replies?.comments ?? [])];
    for (const comment of inside) {
      const young = iso(comment.snippet.publishedAt) >= cursor.floor;
      const same = comment.snippet.moderationStatus === moderationStatus;
      if (same) met.push(comment.id);
      if (same && (young || known.has(comment.id))) see(pass, comment, placeOf(thread), true);
    }
  }
  for (const id of [...threads.map(({ id }) => id), ...unreadable.map(({ externalId }) => externalId ?? "")])
    held.threads.add(id);
  const oldest = threads.at(-1)?.snippet.topLevelComment.snippet.publishedAt;
  Object.assign(list, { next, pages: list.pages + 1, oldest: oldest ? iso(oldest) : list.oldest });
  return met;
}

/**
 * Which of these comments may be held back though no list showed them: a thread there shows only some of its answers,
 * and a list may be longer than is read. Pages on until the others are met or cannot come any more.
 */
export async function mayBeHeld(pass: Pass, held: Held, ids: string[]): Promise<Set<string>> {
  const placeOfKnown = (id: string) => pass.known.get(id) ?? { root: id, at: "" };
  const beyond = ({ next, oldest }: Listing, id: string) =>
    next !== null && (oldest === "" || placeOfKnown(id).at <= oldest);
  const unmet = (id: string) => !pass.seen.has(id);
  const unshown = (id: string) => held.threads.has(placeOfKnown(id).root);
  for (const list of held.lists)
    while (list.pages < pagesAtMost && ids.some((id) => unmet(id) && !unshown(id) && beyond(list, id)))
      await readPage(pass, held, list);
  return new Set(ids.filter((id) => unmet(id) && (unshown(id) || held.lists.some((list) => beyond(list, id)))));
}
