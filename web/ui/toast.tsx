import { X } from "lucide-react";
import { useEffect, useState, useSyncExternalStore } from "react";
import { Button } from "./button.tsx";
import { IconButton } from "./icon-button.tsx";
import { useWords } from "./words.ts";

/** `text` may count down: it gets the seconds left. `until` is when it goes; `onUndo` takes it back before that. */
export type Toast = { id: string; text: string | ((seconds: number) => string); until: number; onUndo?: () => void };

let toasts: Toast[] = [];
const watchers = new Set<() => void>();
const set = (next: Toast[]) => {
  toasts = next;
  for (const watcher of watchers) watcher();
};
const subscribe = (watcher: () => void) => {
  watchers.add(watcher);
  return () => watchers.delete(watcher);
};

export const dropToast = (id: string): void => set(toasts.filter((toast) => toast.id !== id));

/** Says what was done and offers to undo it for a while; the newest replaces one of the same id. Never for errors. */
export function showToast(toast: Omit<Toast, "id" | "until"> & { id?: string; seconds?: number }): string {
  const id = toast.id ?? crypto.randomUUID();
  const until = Date.now() + (toast.seconds ?? (toast.onUndo ? 10 : 4)) * 1000;
  set([...toasts.filter((other) => other.id !== id), { id, text: toast.text, onUndo: toast.onUndo, until }].slice(-3));
  return id;
}

/** Undoes the newest thing that can be undone; says whether there was one. The key `Z` does this. */
export function undoNewest(): boolean {
  const newest = toasts.findLast((toast) => toast.onUndo);
  if (!newest) return false;
  dropToast(newest.id);
  newest.onUndo?.();
  return true;
}

/** Where toasts stand: at the bottom of the list, never over the composer. Put it once into the shell. */
export function Toasts() {
  const shown = useSyncExternalStore(subscribe, () => toasts);
  return (
    <div
      role="status"
      className="pointer-events-none fixed bottom-3 left-[calc(var(--side)+12px)] z-50 grid w-[calc(var(--list)-24px)] gap-2 max-md:left-3 max-sm:bottom-[calc(66px+env(safe-area-inset-bottom))] max-sm:w-[calc(100%-24px)]"
    >
      {shown.map((toast) => (
        <ToastLine key={toast.id} toast={toast} />
      ))}
    </div>
  );
}

function useSecondsLeft(toast: Toast): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), 250);
    const end = setTimeout(() => dropToast(toast.id), Math.max(0, toast.until - Date.now()));
    return () => {
      clearInterval(timer);
      clearTimeout(end);
    };
  }, [toast.id, toast.until]);
  return Math.max(0, Math.ceil((toast.until - now) / 1000));
}

function ToastLine({ toast }: { toast: Toast }) {
  const words = useWords();
  const seconds = useSecondsLeft(toast);
  return (
    <div className="rise-in pointer-events-auto flex min-h-11 items-center gap-2.5 rounded-l bg-text py-1 pr-2 pl-3 font-medium text-surface shadow-float">
      {toast.onUndo && <Ring share={Math.min(1, seconds / 10)} />}
      <span className="min-w-0 flex-1 truncate">
        {typeof toast.text === "string" ? toast.text : toast.text(seconds)}
      </span>
      {toast.onUndo ? (
        <Button
          variant="plain"
          size="s"
          className="!text-inherit hover:!bg-surface/15 [&_kbd]:border-current/45 [&_kbd]:bg-transparent [&_kbd]:text-inherit"
          keys="z"
          onClick={() => {
            dropToast(toast.id);
            toast.onUndo?.();
          }}
        >
          {words.undo}
        </Button>
      ) : (
        <IconButton
          icon={X}
          size="s"
          label={words.close}
          className="!text-inherit hover:!bg-surface/15"
          onClick={() => dropToast(toast.id)}
        />
      )}
    </div>
  );
}

const Ring = ({ share }: { share: number }) => (
  <svg viewBox="0 0 18 18" aria-hidden className="size-4.5 shrink-0 -rotate-90 fill-none stroke-current stroke-2">
    <circle cx="9" cy="9" r="7" strokeOpacity=".28" />
    <circle cx="9" cy="9" r="7" pathLength="1" strokeDasharray={`${share} 1`} strokeLinecap="round" />
  </svg>
);
