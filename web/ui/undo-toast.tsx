import { useCallback, useEffect, useRef, useState } from "react";
import { Kbd } from "./kbd.tsx";
import { useWords } from "./words.ts";

/** Something that was just done and can be taken back for ten seconds. */
export type Offer = {
  text: (secondsLeft: number) => string;
  undo: () => Promise<void> | void;
  /** when the way back closes, as `Date.now()` counts; ten seconds from now without it */
  until?: number;
};

type Open = Offer & { id: number; until: number; from: number };
const span = 10_000;

/** The newest offer of this screen, and the line that shows it. Only one is open: the newest is the one people mean. */
export function useUndo() {
  const [open, setOpen] = useState<Open | null>(null);
  const count = useRef(0);
  const offer = useCallback((next: Offer) => {
    const from = Date.now();
    count.current += 1;
    setOpen({ ...next, id: count.current, from, until: next.until ?? from + span });
  }, []);
  const close = useCallback(() => setOpen(null), []);
  const undo = useCallback(() => {
    if (!open || Date.now() > open.until) return;
    setOpen(null);
    void open.undo();
  }, [open]);
  const toast = open && <UndoToast key={open.id} open={open} onUndo={undo} onGone={close} />;
  return { offer, undo, toast, close };
}

type Props = { open: Open; onUndo: () => void; onGone: () => void };

function UndoToast({ open, onUndo, onGone }: Props) {
  const words = useWords();
  const [now, setNow] = useState(open.from);
  useEffect(() => {
    const timer = setInterval(() => (Date.now() > open.until ? onGone() : setNow(Date.now())), 250);
    return () => clearInterval(timer);
  }, [open.until, onGone]);
  const left = Math.max(0, open.until - now);
  return (
    <div
      role="status"
      className="rise-in absolute inset-x-3 bottom-3 z-20 flex h-11 items-center gap-2.5 rounded-l bg-[light-dark(#1d2027,#eceef2)] pr-2 pl-3 font-medium text-[light-dark(#f2f3f5,#17191e)] shadow-float"
    >
      <Ring share={left / Math.max(1, open.until - open.from)} />
      <span className="min-w-0 flex-1 truncate tabular-nums">{open.text(Math.ceil(left / 1000))}</span>
      <button
        type="button"
        onClick={onUndo}
        className="inline-flex h-7 items-center gap-1.5 rounded-m px-2 text-12 font-strong hover:bg-current/12 focus-visible:outline-current max-sm:h-9 max-sm:text-13"
      >
        {words.undo} <Kbd keys="z" className="border-current/45 bg-transparent text-inherit" />
      </button>
    </div>
  );
}

const round = 2 * Math.PI * 7;

const Ring = ({ share }: { share: number }) => (
  <svg
    aria-hidden="true"
    viewBox="0 0 18 18"
    className="size-4.5 shrink-0 -rotate-90 fill-none stroke-current stroke-2"
  >
    <circle cx="9" cy="9" r="7" strokeOpacity=".28" />
    <circle cx="9" cy="9" r="7" strokeLinecap="round" strokeDasharray={round} strokeDashoffset={round * (1 - share)} />
  </svg>
);
