import { useSyncExternalStore } from "react";

const query = "(max-width: 760px)";
const subscribe = (watcher: () => void) => {
  const list = matchMedia(query);
  list.addEventListener("change", watcher);
  return () => list.removeEventListener("change", watcher);
};

/** Whether one pane fills the screen. Where CSS can decide, CSS decides; this is for what must not exist twice. */
export const useNarrow = (): boolean =>
  useSyncExternalStore(
    subscribe,
    () => matchMedia(query).matches,
    () => false,
  );
