import { normalizeReply } from "./normalize.ts";
import type { EarlierReply, NearestReply } from "./schema.ts";
import { jaccardOfCounts, trigramsOf } from "./trigrams.ts";

/** Which earlier replies count: one thread's (`inThread`), or all but one thread's (`notInThread`). */
type NearestOptions = { lang?: string | null; inThread?: string; notInThread?: string };

/** Earlier replies, ready to be asked which one a text resembles most. */
export type EarlierIndex = {
  readonly size: number;
  /** The most similar earlier reply; the newest of equals; null when none shares a trigram. */
  nearest: (text: string, options?: NearestOptions) => NearestReply | null;
  add: (reply: EarlierReply) => void;
};

/**
 * Exact Jaccard over character-trigram sets of normalised replies through an inverted index: each trigram lists the
 * replies that hold it, so one pass over the draft's trigrams counts what every reply shares with it.
 */
export function buildEarlierIndex(replies: readonly EarlierReply[]): EarlierIndex {
  const postings = new Map<string, number[]>();
  const kept: EarlierReply[] = [];
  const sizes: number[] = [];
  let counts = new Uint16Array(replies.length);

  const add = (reply: EarlierReply) => {
    const grams = trigramsOf(normalizeReply(reply.text, reply.lang));
    const at = kept.push(reply) - 1;
    sizes.push(grams.size);
    for (const gram of grams) {
      const list = postings.get(gram);
      if (list) list.push(at);
      else postings.set(gram, [at]);
    }
    if (at >= counts.length) counts = new Uint16Array(2 * at + 16);
  };

  const nearest = (text: string, options: NearestOptions = {}): NearestReply | null => {
    const { lang = null, inThread, notInThread } = options;
    const grams = trigramsOf(normalizeReply(text, lang));
    counts.fill(0);
    for (const gram of grams) {
      const list = postings.get(gram);
      if (list) for (const at of list) counts[at]!++;
    }
    let best = -1;
    let similarity = 0;
    for (let at = 0; at < kept.length; at++) {
      if (counts[at] === 0) continue;
      const { threadId, sentAt } = kept[at]!;
      if (inThread !== undefined && threadId !== inThread) continue;
      if (notInThread !== undefined && threadId === notInThread) continue;
      const found = jaccardOfCounts(grams.size, sizes[at]!, counts[at]!);
      if (found > similarity || (found === similarity && best >= 0 && sentAt > kept[best]!.sentAt)) {
        similarity = found;
        best = at;
      }
    }
    if (best < 0) return null;
    const { id, threadId, memberName, sentAt, text: earlier } = kept[best]!;
    return { id, threadId, memberName, sentAt, text: earlier, similarity };
  };

  for (const reply of replies) add(reply);
  return {
    get size() {
      return kept.length;
    },
    nearest,
    add,
  };
}
