import { CircleAlert, Info, type LucideIcon, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { cx } from "./cx.ts";

type BannerTone = "ask" | "warn" | "hint";
const looks: Record<BannerTone, { icon: LucideIcon; box: string; mark: string }> = {
  ask: { icon: CircleAlert, box: "bg-ask-soft", mark: "text-ask" },
  warn: { icon: TriangleAlert, box: "bg-warn-soft", mark: "text-warn" },
  hint: { icon: Info, box: "bg-hint-soft", mark: "text-hint" },
};

type Props = {
  tone?: BannerTone;
  icon?: LucideIcon;
  children: ReactNode;
  action?: ReactNode;
  flush?: boolean;
  className?: string;
};

/** A slim line above what it is about. `flush` goes from edge to edge, under a bar. */
export function Banner({ tone = "warn", icon, children, action, flush, className }: Props) {
  const look = looks[tone];
  const Icon = icon ?? look.icon;
  return (
    <div
      role="status"
      className={cx(
        "flex items-center gap-2 px-2.5 py-1.25 text-12 leading-4.5",
        look.box,
        flush ? "px-4" : "rounded-m",
        className,
      )}
    >
      <Icon aria-hidden size={16} strokeWidth={1.5} className={cx("shrink-0", look.mark)} />
      <span className="min-w-0 flex-1">{children}</span>
      {action}
    </div>
  );
}
