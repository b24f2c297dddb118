import type { z } from "zod";
import type { Clock } from "#bff/platform/clock.ts";
import type { ChannelAccess, Outcome } from "./connector.ts";

type Ends = { token: string; until: string };

type Parts<Key> = {
  clock: Clock;
  schema: z.ZodType<Key>;
  access: ChannelAccess;
  renew(key: Key): Promise<Outcome<Key>>;
};

/** A channel's key over the calls of one piece of work: renewed when its time is over, and once when it is refused. */
export type KeyThatEnds<Key> = {
  /** `call` says by `refused()` that the network took the key for a dead one; then it is made once more with a new one. */
  with<T>(call: (key: Key, refused: () => void) => Promise<Outcome<T>>): Promise<Outcome<T>>;
  /** the key as it is now, when a new one was given meanwhile */
  renewed(): Key | null;
};

/** The last renewing of each channel: a refresh token may work once, so what wants one too waits for its outcome. */
const renewing = new Map<string, Promise<unknown>>();

async function inTurn<T>(channelId: string, work: () => Promise<T>): Promise<T> {
  const turn = (renewing.get(channelId) ?? Promise.resolve()).then(work, work);
  renewing.set(channelId, turn);
  try {
    return await turn;
  } finally {
    if (renewing.get(channelId) === turn) renewing.delete(channelId);
  }
}

const again = 5 * 60_000;

export function keyThatEnds<Key extends Ends>({ clock, schema, access, renew }: Parts<Key>): KeyThatEnds<Key> {
  const { channelId, credentials, keys } = access;
  let key: Key | null = schema.safeParse(credentials).data ?? null;
  let changed = false;
  const isOver = ({ until }: Key): boolean => until <= clock.now().toISOString();
  const next = async (): Promise<Outcome<Key>> => {
    if (!key) return { kind: "reconnect", reason: "The stored key of this channel cannot be read." };
    const stored = schema.safeParse(await keys?.stored()).data;
    if (stored && stored.token !== key.token) {
      key = stored;
      changed = true;
      if (!isOver(stored)) return { kind: "ok", value: stored };
    }
    const made = await renew(key);
    if (made.kind === "ok") {
      key = made.value;
      changed = true;
      await keys?.keep(made.value);
    }
    return made;
  };
  // Whatever came of the renewing, the call itself was neither refused nor carried out, and can be made later.
  const notAsked = (made: Exclude<Outcome<Key>, { kind: "ok" }>): Outcome<never> => {
    if (made.kind !== "refused" && made.kind !== "unknown") return made;
    return { kind: "wait", until: new Date(clock.now().getTime() + again).toISOString(), reason: made.reason };
  };
  return {
    async with(call) {
      const held = key && !isOver(key) ? { kind: "ok" as const, value: key } : await inTurn(channelId, next);
      if (held.kind !== "ok") return notAsked(held);
      let dead = false;
      const answer = await call(held.value, () => {
        dead = true;
      });
      if (!dead) return answer;
      const made = await inTurn(channelId, next);
      return made.kind === "ok" ? call(made.value, () => {}) : notAsked(made);
    },
    renewed: () => (changed ? key : null),
  };
}
