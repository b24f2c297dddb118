/**
 * The part of a list that is looked at this time, where the whole is gone through again and again: `turn` is where the
 * last time ended, and this time ends at `from` and as many as were looked at.
 */
export function inTurn<T>(list: T[], turn: number, most: number): { from: number; chosen: T[] } {
  const from = list.length > most ? turn % list.length : 0;
  return { from, chosen: [...list, ...list].slice(from, from + Math.min(most, list.length)) };
}

/** Ids that count up, as Mastodon's and X's do: longer ones are younger. */
export const byAge = (a: string, b: string): number => a.length - b.length || (a < b ? -1 : 1);

/**
 * Of ids that stand with the longest unseen first: the newest, and those that were not looked at for longest. Whoever
 * was looked at is to stand behind all others afterwards, so that nobody is passed over as new ones come and old ones go.
 */
export function longestUnseen(ids: string[], most: { newest: number; inTurn: number }): string[] {
  const newest = new Set([...ids].sort(byAge).slice(-most.newest));
  return [...ids.filter((id) => !newest.has(id)).slice(0, most.inTurn), ...newest];
}
