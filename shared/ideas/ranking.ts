/** Under so many votes an idea has no rank (methods.md E3). */
export const leastVotes = 5;

const z = 1.959963984540054;

/**
 * Wilson score interval of a share, 95 %: (p + z^2/2n -+ z sqrt(p(1-p)/n + z^2/4n^2)) / (1 + z^2/n) (methods.md E1).
 * @returns null without votes
 */
export function wilson(up: number, n: number): { low: number; high: number } | null {
  if (n === 0) return null;
  const p = up / n;
  const middle = p + (z * z) / (2 * n);
  const half = z * Math.sqrt((p * (1 - p)) / n + (z * z) / (4 * n * n));
  const whole = 1 + (z * z) / n;
  return { low: Math.max(0, (middle - half) / whole), high: Math.min(1, (middle + half) / whole) };
}

/**
 * Bayesian average of the share in favour: (up + m p) / (n + m), where `p` is the share over the whole call and m = 5
 * votes. With few votes it stays near what the call as a whole thinks. `p` null (no votes anywhere) counts as 1/2.
 */
export const bayesian = (up: number, n: number, p: number | null): number =>
  (up + leastVotes * (p ?? 0.5)) / (n + leastVotes);

/** Votes as a screen shows them; interval and average are null under five votes, and then there is no rank. */
export function voteFigures(up: number, n: number, p: number | null) {
  const interval = n < leastVotes ? null : wilson(up, n);
  return {
    n,
    up,
    low: interval?.low ?? null,
    high: interval?.high ?? null,
    average: n < leastVotes ? null : bayesian(up, n, p),
  };
}

/** A place from 0 to 1 that looks like chance, the same for the same seed and id: the order of a shuffled list. */
export function placeOf(seed: string, id: string): number {
  let value = 0x811c9dc5;
  for (const text of [seed, id])
    for (let at = 0; at < text.length; at++) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  return ((value ^ (value >>> 16)) >>> 0) / 2 ** 32;
}
