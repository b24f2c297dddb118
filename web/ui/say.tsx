import { useSyncExternalStore } from "react";
import { useWords } from "./words.ts";

let now = Date.now();
const watchers = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;
/** One clock for the page: every relative time moves together, twice a minute. */
function subscribe(watcher: () => void): () => void {
  watchers.add(watcher);
  timer ??= setInterval(() => {
    now = Date.now();
    for (const each of watchers) each();
  }, 30_000);
  return () => {
    watchers.delete(watcher);
    if (watchers.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}
export const useNow = (): Date => {
  const at = useSyncExternalStore(subscribe, () => now);
  return new Date(Math.max(at, now));
};

type Props = {
  /** ISO-8601 UTC */
  at: string;
  /** how the product says it, such as `format.ago` */
  as: (at: string, now: Date) => string;
  className?: string;
};

/** A time said relative to now, with the whole date on hover. */
export function Say({ at, as, className }: Props) {
  const { locale, timeZone } = useWords();
  const whole = new Intl.DateTimeFormat(locale, { timeZone, dateStyle: "full", timeStyle: "short" }).format(
    new Date(at),
  );
  return (
    <time dateTime={at} title={whole} className={className}>
      {as(at, useNow())}
    </time>
  );
}
