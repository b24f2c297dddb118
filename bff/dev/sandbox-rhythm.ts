/** One comment in every such window, at a moment in its first half: 40 to 120 seconds from one to the next. */
const windowSeconds = 80;
const spreadSeconds = 40;

/** A moment at which somebody writes; `number` names it and everything about it. */
export type Beat = { number: number; at: string };

/** The moments after `from` up to `to` that fall to a channel: one in `slots`, by turns that look like chance. */
export function beatsBetween(from: string, to: string, turn: { slot: number; slots: number }): Beat[] {
  const [start, end] = [Date.parse(from), Date.parse(to)];
  const beats: Beat[] = [];
  const first = Math.floor(start / 1000 / windowSeconds);
  for (let window = first; window * windowSeconds * 1000 <= end; window++) {
    const number = mixed(window);
    const at = window * windowSeconds * 1000 + (number % (spreadSeconds * 1000));
    const mine = (number >>> 7) % turn.slots === turn.slot % turn.slots;
    if (mine && at > start && at <= end) beats.push({ number, at: new Date(at).toISOString() });
  }
  return beats;
}

/** A number that looks like chance and is the same for the same input (a 32-bit finalizer of MurmurHash3). */
export function mixed(value: number): number {
  let hash = value | 0;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
