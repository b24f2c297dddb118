import { useVirtualizer } from "@tanstack/react-virtual";
import { type ReactNode, type Ref, useEffect, useImperativeHandle, useLayoutEffect, useRef } from "react";
import { cx } from "./cx.ts";

export type VirtualListHandle = { scrollTo: (index: number) => void; toTop: () => void };

type Props<T> = {
  items: readonly T[];
  idOf: (item: T) => string;
  children: (item: T, index: number) => ReactNode;
  /** row height to reckon with before a row was measured */
  estimate: number;
  label: string;
  /** near the end of what is loaded; called once per length */
  onEnd?: () => void;
  /** the place in the list outlives leaving the page under this name */
  placeKey?: string;
  after?: ReactNode;
  className?: string;
  ref?: Ref<VirtualListHandle>;
};

const places = new Map<string, { offset: number; anchor: string | null }>();

/**
 * Draws only the rows in view. It keeps its place: rows put in above the first visible row do not move it, and coming
 * back to the page finds the same row in the same spot.
 */
export function VirtualList<T>({
  items,
  idOf,
  children,
  estimate,
  label,
  onEnd,
  placeKey,
  after,
  className,
  ref,
}: Props<T>) {
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => estimate,
    getItemKey: (index) => idOf(items[index] as T),
    overscan: 8,
    initialOffset: placeKey ? (places.get(placeKey)?.offset ?? 0) : 0,
    initialRect: { width: 388, height: 760 },
  });
  useKeptPlace(items.map(idOf), virtual, scroller, placeKey);
  useImperativeHandle(ref, () => ({
    scrollTo: (index) => virtual.scrollToIndex(index, { align: "auto" }),
    toTop: () => virtual.scrollToOffset(0),
  }));
  const rows = virtual.getVirtualItems();
  const last = rows.at(-1)?.index ?? -1;
  const nearEnd = items.length > 0 && last >= items.length - 10;
  // biome-ignore lint/correctness/useExhaustiveDependencies: asks once per length, not once per function
  useEffect(() => {
    if (nearEnd) onEnd?.();
  }, [nearEnd, items.length]);
  return (
    <div ref={scroller} className={cx("scroll-y flex-1 [overflow-anchor:none]", className)}>
      <ul aria-label={label} className="relative" style={{ height: virtual.getTotalSize() }}>
        {rows.map((row) => (
          <li
            key={row.key}
            ref={virtual.measureElement}
            data-index={row.index}
            aria-setsize={items.length}
            aria-posinset={row.index + 1}
            className="absolute inset-x-0 top-0"
            style={{ transform: `translateY(${row.start}px)` }}
          >
            {children(items[row.index] as T, row.index)}
          </li>
        ))}
      </ul>
      {after}
    </div>
  );
}

type Virtualizer = ReturnType<typeof useVirtualizer<HTMLDivElement, Element>>;

/** Remembers the first visible row; when it is found at another index, scrolls by as much as it moved. */
function useKeptPlace(
  ids: string[],
  virtual: Virtualizer,
  scroller: { current: HTMLDivElement | null },
  placeKey: string | undefined,
): void {
  const anchor = useRef<{ id: string; start: number } | null>(null);
  const key = ids.join("\n");
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a change of the rows can move the anchor
  useLayoutEffect(() => {
    const before = anchor.current;
    const offset = virtual.scrollOffset ?? 0;
    if (!before || offset <= 0) return;
    const index = ids.indexOf(before.id);
    const found = index < 0 ? undefined : virtual.getOffsetForIndex(index, "start");
    const moved =
      found && virtual.measurementsCache[index] ? (virtual.measurementsCache[index]?.start ?? 0) - before.start : 0;
    if (moved !== 0) virtual.scrollToOffset(offset + moved);
  }, [key]);
  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const keep = () => {
      const first = virtual.getVirtualItemForOffset(element.scrollTop);
      anchor.current = first ? { id: String(first.key), start: first.start } : null;
      if (placeKey) places.set(placeKey, { offset: element.scrollTop, anchor: anchor.current?.id ?? null });
    };
    element.addEventListener("scroll", keep, { passive: true });
    return () => element.removeEventListener("scroll", keep);
  }, [virtual, scroller, placeKey]);
}
