import type { ReactNode } from "react";
import { cx } from "./cx.ts";

type PaneProps = { children: ReactNode; className?: string; label?: string };

/** The 48 px header every pane has. */
export const PaneBar = ({ children, className }: PaneProps) => (
  <header
    className={cx(
      "flex h-(--bar) shrink-0 items-center gap-2 border-b border-line bg-surface px-4 max-sm:px-2",
      className,
    )}
  >
    {children}
  </header>
);

export const PaneTitle = ({ children, className }: PaneProps) => (
  <h1 className={cx("truncate text-14 font-strong", className)}>{children}</h1>
);

type PanesProps = {
  list: ReactNode;
  detail: ReactNode /** on a phone only one pane fits: which */;
  showDetail: boolean;
  listLabel: string;
};

/** A list and what is chosen in it, side by side; on a phone one at a time. */
export function Panes({ list, detail, showDetail, listLabel }: PanesProps) {
  return (
    <div className="flex min-h-0 min-w-0 flex-1">
      <section
        aria-label={listLabel}
        className={cx(
          "relative flex min-h-0 w-(--list) shrink-0 flex-col border-r border-line bg-surface max-sm:w-full max-sm:border-0",
          showDetail && "max-sm:hidden",
        )}
      >
        {list}
      </section>
      <div className={cx("flex min-h-0 min-w-0 flex-1 flex-col bg-surface", !showDetail && "max-sm:hidden")}>
        {detail}
      </div>
    </div>
  );
}

/** A page with a bar and one scrolling body. */
export function Page({
  bar,
  children,
  drawer,
  className,
}: {
  bar: ReactNode;
  children: ReactNode;
  drawer?: ReactNode;
  className?: string;
}) {
  return (
    <div className="flex min-h-0 min-w-0 flex-1">
      <div className="flex min-h-0 min-w-0 flex-1 flex-col bg-surface">
        <PaneBar>{bar}</PaneBar>
        <div
          className={cx(
            "scroll-y flex-1",
            className ?? "grid auto-rows-max grid-cols-[minmax(0,1fr)] content-start gap-3 px-4 pt-3 pb-6 max-sm:p-3",
          )}
        >
          {children}
        </div>
      </div>
      {drawer}
    </div>
  );
}

/** A framed part of a page with its own title. */
export function Card({
  title,
  aside,
  children,
  flush,
  className,
}: {
  title?: ReactNode;
  aside?: ReactNode;
  children: ReactNode;
  flush?: boolean;
  className?: string;
}) {
  return (
    <section
      className={cx("min-w-0 rounded-l border border-line", flush ? "overflow-hidden" : "px-3 pt-2 pb-2.5", className)}
    >
      {(title || aside) && (
        <header className={cx("flex min-h-6 items-center gap-3", flush ? "px-3 py-2" : "mb-1")}>
          {title && <h2 className="font-strong">{title}</h2>}
          {aside && <span className="ml-auto text-12 text-text-3">{aside}</span>}
        </header>
      )}
      {children}
    </section>
  );
}
