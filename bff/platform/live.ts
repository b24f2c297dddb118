import { EventEmitter, on } from "node:events";
import type { Slice } from "#shared/actions.ts";
import type { Presence } from "#shared/inbox/schema.ts";

/** A hint that something of a slice changed, or who has which thread open. Never the content itself. */
export type Hint = { workspaceId: string } & ({ slice: Slice } | { presence: Presence[] });

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
