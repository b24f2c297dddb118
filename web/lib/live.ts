import type { QueryClient } from "@tanstack/react-query";
import { useEffect, useSyncExternalStore } from "react";
import type { Slice } from "#shared/actions.ts";
import type { Presence } from "#shared/inbox/schema.ts";

type Connection = "live" | "lost";
type State = {
  connection: Connection;
  online: boolean;
  since: string | null;
  offlineSince: string | null;
  presence: Presence[];
};

let state: State = { connection: "live", online: navigator.onLine, since: null, offlineSince: null, presence: [] };
const watchers = new Set<() => void>();
const listeners = new Map<Slice, Set<() => void>>();

function change(next: Partial<State>): void {
  state = { ...state, ...next };
  for (const watcher of watchers) watcher();
}
const subscribe = (watcher: () => void) => {
  watchers.add(watcher);
  return () => watchers.delete(watcher);
};

/** A query with `meta: { live: "held" }` is not fetched again by a hint: its screen says "3 new" and waits for the person. */
const held = (meta: Record<string, unknown> | undefined): boolean => meta?.live === "held";

function refresh(queries: QueryClient, slice: Slice | null): void {
  void queries.invalidateQueries({
    predicate: (query) => {
      const path = query.queryKey[0];
      return !held(query.meta) && (slice === null || (Array.isArray(path) && path[0] === slice));
    },
  });
  for (const [of, set] of listeners) if (slice === null || of === slice) for (const listener of set) listener();
}

function setConnection(connection: Connection, queries: QueryClient): void {
  if (connection === state.connection) return;
  change({ connection, since: connection === "lost" ? new Date().toISOString() : null });
  if (connection === "live") refresh(queries, null);
}

/** Listens for hints until the returned function is called; on reconnect everything is asked for again. */
export function startLive(queries: QueryClient, base = ""): () => void {
  let stop = () => {};
  let over = false;
  void import("#web/lib/live-api.ts").then(({ createLiveApi }) => {
    if (over) return;
    const subscription = createLiveApi(base).live.hints.subscribe(undefined, {
      onData: (hint) => {
        if ("presence" in hint) change({ presence: hint.presence });
        else refresh(queries, hint.slice);
      },
      onConnectionStateChange: (connection) => {
        if (connection.state === "pending") setConnection("live", queries);
        else if (connection.state === "connecting" && connection.error) setConnection("lost", queries);
      },
      onError: () => setConnection("lost", queries),
    });
    stop = () => subscription.unsubscribe();
  });
  const online = () => change({ online: true, offlineSince: null });
  const offline = () => change({ online: false, offlineSince: new Date().toISOString() });
  addEventListener("online", online);
  addEventListener("offline", offline);
  return () => {
    over = true;
    stop();
    removeEventListener("online", online);
    removeEventListener("offline", offline);
  };
}

/** Whether hints arrive, and since when not, for "as of 11:20" beside counts; and since when there is no network. */
export function useLive(): { connection: Connection; since: string | null; offlineSince: string | null } {
  const connection = useSyncExternalStore(subscribe, () => state.connection);
  const since = useSyncExternalStore(subscribe, () => state.since);
  const offlineSince = useSyncExternalStore(subscribe, () => state.offlineSince);
  return { connection, since, offlineSince };
}

/** Whether the browser has a network at all; sending says "Send when online" without one. */
export const useOnline = (): boolean => useSyncExternalStore(subscribe, () => state.online);

/** Who has which thread open, newest word of the server. */
export const usePresence = (): Presence[] => useSyncExternalStore(subscribe, () => state.presence);

/** Calls back when something of a slice changed, for screens that hold their rows and only count what is new. */
export function useHint(slice: Slice, listener: () => void): void {
  useEffect(() => {
    const set = listeners.get(slice) ?? new Set();
    listeners.set(slice, set.add(listener));
    return () => void set.delete(listener);
  }, [slice, listener]);
}
