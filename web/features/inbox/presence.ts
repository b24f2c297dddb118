import { useCallback, useEffect, useRef } from "react";
import type { Presence } from "#shared/inbox/schema.ts";
import { usePresence } from "#web/lib/live.ts";
import { useTRPCClient } from "#web/lib/trpc.ts";

const beat = 10_000;

/** Tells the others which thread is open here; says whether somebody writes as soon as that changes. */
export function useBeingHere(threadId: string | null): (writing: boolean) => void {
  const api = useTRPCClient();
  const writing = useRef(false);
  const tell = useCallback(
    (id: string | null) =>
      void api.inbox.present.mutate({ threadId: id, writing: id !== null && writing.current }).catch(() => undefined),
    [api],
  );
  useEffect(() => {
    writing.current = false;
    if (threadId === null) return;
    tell(threadId);
    const timer = setInterval(() => tell(threadId), beat);
    return () => {
      clearInterval(timer);
      tell(null);
    };
  }, [threadId, tell]);
  return useCallback(
    (now: boolean) => {
      if (writing.current === now || threadId === null) return;
      writing.current = now;
      tell(threadId);
    },
    [threadId, tell],
  );
}

/** Everybody else who has a thread open. */
export const useOthers = (threadId: string, me: string): Presence[] =>
  usePresence().filter((one) => one.threadId === threadId && one.userId !== me);
