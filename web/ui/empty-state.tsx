import type { ReactNode } from "react";
import { cx } from "./cx.ts";

type Props = { children: ReactNode; action?: ReactNode; className?: string };

/** One sentence that says why nothing is here, and one thing to do about it. */
export function EmptyState({ children, action, className }: Props) {
  return (
    <div className={cx("grid justify-items-center gap-3 px-6 py-12 text-center text-text-2", className)}>
      <p className="max-w-[44ch] text-pretty">{children}</p>
      {action}
    </div>
  );
}
