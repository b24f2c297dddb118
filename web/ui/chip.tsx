import { X } from "lucide-react";
import type { ComponentProps, ReactNode } from "react";
import { cx } from "./cx.ts";

type Props = ComponentProps<"button"> & { on?: boolean; icon?: ReactNode; onRemove?: () => void; removeLabel?: string };

/** A filter: pressed it holds, and its cross lets go of it again. */
export function Chip({ on, icon, onRemove, removeLabel, className, children, ...rest }: Props) {
  const look = on
    ? "border-accent/45 bg-accent-soft text-accent"
    : "border-line-strong bg-surface text-text-2 hover:bg-hover data-[state=open]:bg-hover";
  const size =
    "inline-flex h-6 shrink-0 items-center gap-1.25 rounded-full border px-2 text-12 font-medium whitespace-nowrap max-sm:h-8 max-sm:px-3";
  if (!onRemove)
    return (
      <button
        type="button"
        aria-pressed={on}
        {...rest}
        className={cx(size, look, "focus-visible:rounded-full", className)}
      >
        {icon}
        {children}
      </button>
    );
  return (
    <span className={cx(size, look, className)}>
      <button type="button" {...rest} className="inline-flex items-center gap-1.25">
        {icon}
        {children}
      </button>
      <button
        type="button"
        aria-label={removeLabel}
        onClick={onRemove}
        className="-mr-1 grid size-5 place-items-center"
      >
        <X aria-hidden size={12} strokeWidth={2} />
      </button>
    </span>
  );
}
