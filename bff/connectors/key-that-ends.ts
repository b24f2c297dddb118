import type { z } from "zod";
import type { Clock } from "#bff/platform/clock.ts";
import type { Outcome } from "./connector.ts";

type Ends = { token: string; until: string };

type Parts<Key> = {
  clock: Clock;
  schema: z.ZodType<Key>;
  credentials: unknown;
  renew(key: Key): Promise<Outcome<Key>>;
};

/** A channel's key over the calls of one piece of work: renewed when its time is over, and once when it is refused. */
export type KeyThatEnds<Key> = {
  /** `call` says by `refused()` that the network took the key for a dead one; then it is made once more with a new one. */
  with<T>(call: (key: Key, refused: () => void) => Promise<Outcome<T>>): Promise<Outcome<T>>;
  /** the key as it is now, when a new one was given meanwhile */
  renewed(): Key | null;
};

export function keyThatEnds<Key extends Ends>({ clock, schema, credentials, renew }: Parts<Key>): KeyThatEnds<Key> {
  let key: Key | null = schema.safeParse(credentials).data ?? null;
  let changed = false;
  const next = async (): Promise<Outcome<Key>> => {
    if (!key) return { kind: "reconnect", reason: "The stored key of this channel cannot be read." };
    const made = await renew(key);
    if (made.kind === "ok") {
      key = made.value;
      changed = true;
    }
    return made;
  };
  return {
    async with(call) {
      const held = key && key.until > clock.now().toISOString() ? { kind: "ok" as const, value: key } : await next();
      if (held.kind !== "ok") return held;
      let dead = false;
      const answer = await call(held.value, () => {
        dead = true;
      });
      if (!dead) return answer;
      const made = await next();
      return made.kind === "ok" ? call(made.value, () => {}) : made;
    },
    renewed: () => (changed ? key : null),
  };
}
