import { normalizeReply } from "./normalize.ts";
import { Postings } from "./postings.ts";
import type { EarlierReply, NearestReply } from "./schema.ts";
import { jaccardOfCounts, trigramsOf } from "./trigrams.ts";
import { blankLegal } from "./verbatim.ts";

/**
 * Which earlier replies count: one thread's (`inThread`), or all but one thread's (`notInThread`).
 * `normalized`: the text went through `normalizeReply` already.
 */
type NearestOptions = { lang?: string | null; inThread?: string; notInThread?: string; normalized?: boolean };

/** Earlier replies, ready to be asked which one a text resembles most. */
export type EarlierIndex = {
  readonly size: number;
  /** The most similar earlier reply; the newest of equals; null when none shares a trigram. */
  nearest: (text: string, options?: NearestOptions) => NearestReply | null;
  /** Takes a reply in; one with the same id is replaced. Over `window` the oldest one leaves. */
  add: (reply: EarlierReply) => void;
  /** Forgets a reply; false when it was not there. */
  remove: (id: string) => boolean;
  /** In how many earlier replies a word can stand at most: the fewest postings of its trigrams. */
  rarity: (word: string) => number;
};

const mostSlots = 65_535;

/**
 * Exact Jaccard over character-trigram sets of normalised replies through an inverted index: each trigram lists the
 * slots of the replies that hold it, so one pass over the draft's trigrams counts what every reply shares with it.
 * Replies are added and removed without a rebuild; slots of removed ones are used again.
 */
class Index implements EarlierIndex {
  readonly #postings = new Postings();
  readonly #kept: (EarlierReply | null)[] = [];
  readonly #sizes: number[] = [];
  readonly #free: number[] = [];
  readonly #slotOf = new Map<string, number>();
  readonly #most: number;
  readonly #legal: readonly string[];

  constructor(most: number, legal: readonly string[]) {
    this.#most = most;
    this.#legal = legal;
  }

  get size(): number {
    return this.#slotOf.size;
  }

  readonly #gramsOf = ({ text, lang }: EarlierReply) =>
    trigramsOf(normalizeReply(this.#legal.length > 0 ? blankLegal(text, this.#legal) : text, lang));

  // Only when the window is full, so looking through it costs less than keeping an order would.
  #oldest(): EarlierReply {
    return this.#kept.reduce(
      (first, reply) => (reply && (!first || reply.sentAt < first.sentAt) ? reply : first),
      null,
    )!;
  }

  readonly add = (reply: EarlierReply): void => {
    this.remove(reply.id);
    if (this.size >= this.#most) this.remove(this.#oldest().id);
    const grams = this.#gramsOf(reply);
    const slot = this.#free.pop() ?? this.#kept.length;
    this.#kept[slot] = reply;
    this.#sizes[slot] = grams.size;
    this.#slotOf.set(reply.id, slot);
    for (const gram of grams) this.#postings.add(gram, slot);
  };

  readonly remove = (id: string): boolean => {
    const slot = this.#slotOf.get(id);
    const reply = slot === undefined ? null : this.#kept[slot];
    if (slot === undefined || !reply) return false;
    for (const gram of this.#gramsOf(reply)) this.#postings.remove(gram, slot);
    this.#kept[slot] = null;
    this.#sizes[slot] = 0;
    this.#slotOf.delete(id);
    this.#free.push(slot);
    return true;
  };

  readonly nearest = (text: string, options: NearestOptions = {}): NearestReply | null => {
    const { lang = null, inThread, notInThread, normalized = false } = options;
    const grams = trigramsOf(normalized ? text : normalizeReply(text, lang));
    const counts = this.#postings.counts(grams);
    let best: EarlierReply | null = null;
    let similarity = 0;
    for (let slot = 0; slot < this.#kept.length; slot++) {
      const reply = counts[slot] === 0 ? null : this.#kept[slot];
      if (!reply || (inThread !== undefined && reply.threadId !== inThread) || reply.threadId === notInThread) continue;
      const found = jaccardOfCounts(grams.size, this.#sizes[slot]!, counts[slot]!);
      if (found > similarity || (found === similarity && best && reply.sentAt > best.sentAt)) {
        similarity = found;
        best = reply;
      }
    }
    if (!best) return null;
    const { id, threadId, memberName, sentAt } = best;
    return { id, threadId, memberName, sentAt, text: best.text, similarity };
  };

  readonly rarity = (word: string): number => {
    let least = this.size;
    for (const gram of trigramsOf(word)) least = Math.min(least, this.#postings.size(gram));
    return least;
  };
}

/**
 * An index of earlier replies. 5,000 of some 200 characters take under 4 MB besides their texts and a sixth of a second to build.
 * @param window how many replies are kept at most; the oldest leave first (65,535 at the very most)
 * @param legal passages that had to be sent word for word (`legalPassages`) and do not count
 */
export function buildEarlierIndex(
  replies: readonly EarlierReply[],
  window = mostSlots,
  legal: readonly string[] = [],
): EarlierIndex {
  const most = Math.min(window, mostSlots);
  const index = new Index(most, legal);
  const newest = replies.length > most ? replies.toSorted((a, b) => (a.sentAt < b.sentAt ? 1 : -1)) : replies;
  for (const reply of newest.slice(0, most)) index.add(reply);
  return index;
}
