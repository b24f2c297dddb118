import { type ReactNode, useEffect, useState } from "react";
import { cx } from "./cx.ts";
import { useWords } from "./words.ts";

/** Nothing for 150 ms: what comes that fast needs no sign that it is coming. */
export function Waiting({ children }: { children: ReactNode }) {
  const words = useWords();
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), 150);
    return () => clearTimeout(timer);
  }, []);
  if (!late) return null;
  return (
    <div aria-busy className="fade-in" role="status">
      <span className="sr-only">{words.loading}</span>
      {children}
    </div>
  );
}

/** A grey bar where text will be. */
export const Bar = ({ className }: { className?: string }) => (
  <span aria-hidden className={cx("block h-3 rounded-s bg-active", className)} />
);

/** Rows in the shape of a list that is on its way. */
export function SkeletonRows({ count = 8, height = 76 }: { count?: number; height?: number }) {
  return (
    <Waiting>
      {Array.from({ length: count }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: grey rows have nothing else
        <div key={row} style={{ height }} className="flex gap-3.25 border-b border-line py-2 pr-3.5 pl-4.5">
          <span className="mt-0.5 size-7.5 shrink-0 rounded-full bg-active" />
          <span className="grid flex-1 content-center gap-2">
            <Bar className="w-2/5" />
            <Bar className={row % 2 ? "w-11/12" : "w-4/5"} />
            {height >= 60 && <Bar className="w-3/5" />}
          </span>
        </div>
      ))}
    </Waiting>
  );
}
