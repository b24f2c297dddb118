import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { cx } from "./cx.ts";

export type Tone = "plain" | "ask" | "warn" | "ok" | "hint";

const tones: Record<Tone, string> = {
  plain: "bg-hover text-text-2",
  ask: "bg-ask-soft text-ask",
  warn: "bg-warn-soft text-warn",
  ok: "bg-ok-soft text-ok",
  hint: "bg-hint-soft text-hint",
};

type PillProps = { tone?: Tone; icon?: LucideIcon; children: ReactNode; className?: string };

/** A state in one or two words; colour never says it alone. */
export function Pill({ tone = "plain", icon: Icon, children, className }: PillProps) {
  return (
    <span
      className={cx(
        "inline-flex h-5 shrink-0 items-center gap-1 rounded-full px-1.75 text-12 font-medium whitespace-nowrap",
        tones[tone],
        className,
      )}
    >
      {Icon && <Icon aria-hidden size={12} strokeWidth={1.75} />}
      {children}
    </span>
  );
}

/** A small framed word: a language (`EN`), an advertisement (`Ad`). */
export const Tag = ({ children, title }: { children: ReactNode; title?: string }) => (
  <span
    title={title}
    className="shrink-0 rounded-[3px] border border-line-strong px-0.75 text-11 font-medium tracking-[.03em] text-text-3"
  >
    {children}
  </span>
);

export const Count = ({ children, className }: { children: ReactNode; className?: string }) => (
  <span className={cx("text-12 text-text-3 tabular-nums", className)}>{children}</span>
);

const dots: Record<string, string> = {
  red: "bg-l-red",
  orange: "bg-c2",
  amber: "bg-l-amber",
  green: "bg-l-green",
  teal: "bg-c3",
  blue: "bg-l-blue",
  violet: "bg-l-violet",
  grey: "bg-l-grey",
};
export const dotColors = Object.keys(dots);

export const Dot = ({ color }: { color: string }) => (
  <span aria-hidden className={cx("size-1.75 shrink-0 rounded-full", dots[color] ?? dots.grey)} />
);

/** A label of a thread: a dot and its name, never a coloured pill. */
export const DotLabel = ({ color, children }: { color: string; children: ReactNode }) => (
  <span className="inline-flex items-center gap-1 text-12 whitespace-nowrap text-text-2">
    <Dot color={color} />
    {children}
  </span>
);
