import { EventEmitter, on } from "node:events";
import type { Slice } from "#shared/actions.ts";
import type { Presence } from "#shared/inbox/schema.ts";

/** A hint that something of a slice changed, or who has which thread open. Never the content itself. */
export type Hint = { workspaceId: string } & ({ slice: Slice } | { presence: Here[] });

/** Presence with the brand of its thread, so that nobody hears of brands that are not theirs. */
export type Here = Presence & { brandId: string };

/** What of it a person limited to `brandIds` (null: all) may see. */
export const presenceFor = (brandIds: string[] | null, here: Here[]): Presence[] =>
  here
    .filter((seen) => !brandIds || brandIds.includes(seen.brandId))
    .map(({ threadId, userId, name, writing }) => ({ threadId, userId, name, writing }));

/** Hands hints to every open page of a workspace. */
export type Live = {
  hint(hint: Hint): void;
  listen(workspaceId: string, signal: AbortSignal): AsyncGenerator<Hint>;
};

export function openLive(): Live {
  const emitter = new EventEmitter();
  emitter.setMaxListeners(0);
  return {
    hint: (hint) => void emitter.emit("hint", hint),
    async *listen(workspaceId, signal) {
      for await (const [hint] of on(emitter, "hint", { signal }) as AsyncIterable<[Hint]>)
        if (hint.workspaceId === workspaceId) yield hint;
    },
  };
}
