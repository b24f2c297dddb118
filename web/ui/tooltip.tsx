import { type ReactNode, useEffect, useLayoutEffect, useRef, useState } from "react";
import { createPortal } from "react-dom";
import { Kbd } from "./kbd.tsx";

type Side = "top" | "right" | "bottom" | "left";
type Props = { text: ReactNode; keys?: string; side?: Side; children: ReactNode };

/** Says what a control does and which key does the same. It never holds what is said nowhere else. */
export function Tooltip({ text, keys, side = "bottom", children }: Props) {
  const around = useRef<HTMLSpanElement>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const [beside, setBeside] = useState<Element | null>(null);
  const show = () => setBeside(around.current?.firstElementChild ?? null);
  const hide = () => {
    clearTimeout(timer.current);
    setBeside(null);
  };
  const soon = () => {
    clearTimeout(timer.current);
    timer.current = setTimeout(show, 400);
  };
  useEffect(() => () => clearTimeout(timer.current), []);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the control is inside; this only watches it
    <span
      ref={around}
      className="contents"
      onPointerEnter={(event) => event.pointerType === "mouse" && soon()}
      onPointerLeave={hide}
      onPointerDown={hide}
      onFocus={(event) => event.target.matches(":focus-visible") && show()}
      onBlur={hide}
      onKeyDown={hide}
    >
      {children}
      {beside && createPortal(<Bubble text={text} keys={keys} side={side} beside={beside} />, document.body)}
    </span>
  );
}

const gap = 6;
const margin = 8;

function Bubble({ text, keys, side, beside }: Omit<Props, "children"> & { beside: Element }) {
  const bubble = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const own = bubble.current;
    if (!own) return;
    const box = beside.getBoundingClientRect();
    const { offsetWidth: width, offsetHeight: height } = own;
    const above = box.top - height - gap;
    const below = box.bottom + gap;
    const across = box.left + box.width / 2 - width / 2;
    const level = box.top + box.height / 2 - height / 2;
    const fitsBelow = below + height < innerHeight - margin;
    const [left, top] = {
      bottom: [across, fitsBelow ? below : above],
      top: [across, above > margin ? above : below],
      right: [box.right + gap, level],
      left: [box.left - width - gap, level],
    }[side ?? "bottom"] as [number, number];
    own.style.left = `${Math.max(margin, Math.min(left, innerWidth - width - margin))}px`;
    own.style.top = `${Math.max(margin, top)}px`;
  });
  return (
    <div
      ref={bubble}
      role="tooltip"
      className="fade-in pointer-events-none fixed top-0 left-0 z-50 flex max-w-72 items-center gap-2 rounded-m border border-line-strong bg-raised px-2 py-1 text-12 text-text shadow-float"
    >
      {text}
      {keys && <Kbd keys={keys} />}
    </div>
  );
}
