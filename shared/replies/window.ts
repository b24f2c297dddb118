import { buildEarlierIndex, type EarlierIndex } from "./nearest.ts";
import type { EarlierReply } from "./schema.ts";

/** How many earlier replies of a brand a draft is compared with. */
export const windowSize = 5000;

const piece = 500;

/** An index that forgets: the last `size` to `size + 499` replies that were added, oldest given up first. */
export type EarlierWindow = EarlierIndex & {
  has: (id: string) => boolean;
  /** The last replies added, newest first. */
  newest: (count: number) => EarlierReply[];
};

/**
 * Keeps the newest `size` replies (add them oldest first). New ones enter without a rebuild: the window is a row of
 * small indexes, and the oldest goes as a whole when the others are enough.
 */
export function earlierWindow(size: number = windowSize): EarlierWindow {
  let pieces: { index: EarlierIndex; replies: EarlierReply[] }[] = [];
  const ids = new Set<string>();
  const count = () => pieces.reduce((sum, one) => sum + one.replies.length, 0);
  return {
    get size() {
      return Math.min(count(), size);
    },
    has: (id) => ids.has(id),
    newest: (wanted) =>
      pieces
        .flatMap((one) => one.replies)
        .slice(-wanted)
        .reverse(),
    add(reply) {
      if (ids.has(reply.id)) return;
      ids.add(reply.id);
      let last = pieces.at(-1);
      if (!last || last.replies.length >= piece) {
        last = { index: buildEarlierIndex([]), replies: [] };
        pieces.push(last);
        const [oldest, ...rest] = pieces;
        if (oldest && rest.reduce((sum, one) => sum + one.replies.length, 0) >= size) {
          for (const { id } of oldest.replies) ids.delete(id);
          pieces = rest;
        }
      }
      last.index.add(reply);
      last.replies.push(reply);
    },
    nearest: (text, options) =>
      nearestOf(
        pieces.map((one) => one.index),
        text,
        options,
      ),
  };
}

/** The window together with the replies that are still on their way, which count as earlier ones already. */
export const withPending = (window: EarlierIndex, pending: EarlierIndex): EarlierIndex => ({
  ...window,
  size: window.size + pending.size,
  nearest: (text, options) => nearestOf([window, pending], text, options),
});

/** The most similar reply of several indexes; the newest of equals. */
function nearestOf(indexes: readonly EarlierIndex[], ...asked: Parameters<EarlierIndex["nearest"]>) {
  let best: ReturnType<EarlierIndex["nearest"]> = null;
  for (const index of indexes) {
    const found = index.nearest(...asked);
    if (!found || found.similarity < (best?.similarity ?? 0)) continue;
    if (!best || found.similarity > best.similarity || (found.sentAt ?? "") > (best.sentAt ?? "")) best = found;
  }
  return best;
}
