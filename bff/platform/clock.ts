/** Where "now" comes from, so that tests and the story can say what time it is. */
export type Clock = { now(): Date; iso(): string };

export const systemClock: Clock = { now: () => new Date(), iso: () => new Date().toISOString() };

/** A clock that stands still until it is moved. */
export function standingClock(start: string): Clock & { advance(milliseconds: number): void } {
  let at = new Date(start).getTime();
  return {
    now: () => new Date(at),
    iso: () => new Date(at).toISOString(),
    advance: (milliseconds) => {
      at += milliseconds;
    },
  };
}
