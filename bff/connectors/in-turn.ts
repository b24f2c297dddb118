/**
 * The part of a list that is looked at this time, where the whole is gone through again and again: `turn` is where the
 * last time ended, and this time ends at `from` and as many as were looked at.
 */
export function inTurn<T>(list: T[], turn: number, most: number): { from: number; chosen: T[] } {
  const from = list.length > most ? turn % list.length : 0;
  return { from, chosen: [...list, ...list].slice(from, from + Math.min(most, list.length)) };
}
