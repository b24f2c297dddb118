import { useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import { useHint } from "#web/lib/live.ts";
import { useTRPC } from "#web/lib/trpc.ts";

/** Asks for everything of calls and ideas again: a change of one shows in counts of the other. */
export function useRefresh(): () => Promise<void> {
  const trpc = useTRPC();
  const queries = useQueryClient();
  return useCallback(async () => {
    await Promise.all([
      queries.invalidateQueries(trpc.calls.pathFilter()),
      queries.invalidateQueries(trpc.ideas.pathFilter()),
    ]);
  }, [queries, trpc]);
}

/** Hints speak of ideas; the counts and letters of calls follow them. */
export function useCallsLive(): void {
  const trpc = useTRPC();
  const queries = useQueryClient();
  useHint(
    "ideas",
    useCallback(() => void queries.invalidateQueries(trpc.calls.pathFilter()), [queries, trpc]),
  );
}
