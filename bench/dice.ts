export type Roll = (sides: number) => number;

/** A small generator of chance of its own, so that every run measures the same things. */
export function dice(seed: number): Roll {
  let state = seed >>> 0;
  return (sides) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * sides);
  };
}

export const pick = <T>(roll: Roll, list: readonly T[]): T => list[roll(list.length)] as T;
