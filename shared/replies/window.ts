import { buildEarlierIndex, type EarlierIndex } from "./nearest.ts";
import type { EarlierReply } from "./schema.ts";

/** How many earlier replies of a brand a draft is compared with. */
export const windowSize = 5000;

const remembered = 50;

/** An index that forgets: the newest `size` replies, whatever comes in later and in what order. */
export type EarlierWindow = EarlierIndex & {
  /** Whether a reply was taken in, so that what is read twice counts once. */
  has: (id: string) => boolean;
  /** The replies that were sent last, newest first; fifty at most. */
  newest: (count: number) => EarlierReply[];
};

/**
 * Keeps the newest `size` replies. New ones enter one by one without a rebuild, and as many of the oldest leave.
 * @param legal passages that have to go out word for word (`legalPassages`) and do not count
 */
export function earlierWindow(size: number = windowSize, legal: readonly string[] = []): EarlierWindow {
  const index = buildEarlierIndex([], size, legal);
  const ids = new Set<string>();
  let last: EarlierReply[] = [];
  return {
    ...index,
    get size() {
      return index.size;
    },
    has: (id) => ids.has(id),
    newest: (count) => last.slice(0, count),
    remove(id) {
      last = last.filter((one) => one.id !== id);
      return index.remove(id);
    },
    add(reply) {
      index.add(reply);
      ids.add(reply.id);
      // Twice as many as the window holds: what is read again is never older than that.
      if (ids.size > 2 * size) for (const id of [...ids].slice(0, ids.size - size)) ids.delete(id);
      if (last.length === remembered && reply.sentAt < last.at(-1)!.sentAt) return;
      last = [reply, ...last.filter((one) => one.id !== reply.id)]
        .sort((a, b) => (a.sentAt < b.sentAt ? 1 : a.sentAt > b.sentAt ? -1 : 0))
        .slice(0, remembered);
    },
  };
}

/** The window together with the replies that are still on their way, which count as earlier ones already. */
export const withPending = (window: EarlierIndex, pending: EarlierIndex): EarlierIndex => ({
  ...window,
  get size() {
    return window.size + pending.size;
  },
  rarity: (word) => window.rarity(word) + pending.rarity(word),
  nearest(text, options) {
    const [sent, onItsWay] = [window.nearest(text, options), pending.nearest(text, options)];
    return (onItsWay?.similarity ?? 0) > (sent?.similarity ?? 0) ? onItsWay : sent;
  },
});
