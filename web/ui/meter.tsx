import type { ReactNode } from "react";
import { cx } from "./cx.ts";

type Props = {
  label: string;
  /** 0 to 1; null when it cannot be said */
  value: number | null;
  shown: string;
  /** where the aim or limit stands, 0 to 1 */
  line: number;
  /** on the wrong side of the line */
  off: boolean;
  caption: ReactNode;
  aside?: ReactNode;
};

/** A share with a marked aim or limit. The caption says which of the two the line is. */
export function Meter({ label, value, shown, line, off, caption, aside }: Props) {
  const per = (share: number) => `${Math.min(100, Math.max(0, share * 100))}%`;
  return (
    <div>
      <p className="flex items-baseline gap-1.5 text-12 leading-4.5 text-text-2">
        {label} <b className="ml-auto text-13 text-text tabular-nums">{shown}</b>
      </p>
      {/* A meter without a value is none: what cannot be said stands in words above it. */}
      <div
        {...(value !== null && {
          role: "meter",
          "aria-label": label,
          "aria-valuemin": 0,
          "aria-valuemax": 100,
          "aria-valuenow": Math.round(value * 100),
          "aria-valuetext": shown,
        })}
        className="relative mt-0.5 mb-0.75 h-1.5 rounded-[3px] bg-active"
      >
        {value !== null && (
          <i
            className={cx("absolute inset-y-0 left-0 rounded-[3px]", off ? "bg-c2" : "bg-c3")}
            style={{ width: per(value) }}
          />
        )}
        <i
          className="absolute -top-0.75 h-3 w-0.5 rounded-[1px] bg-text shadow-[0_0_0_1px_var(--bg-sunken)]"
          style={{ left: per(line) }}
        />
      </div>
      <p className="flex justify-between gap-2 text-12 text-text-3">
        <span>{caption}</span>
        {aside && <span className="whitespace-nowrap">{aside}</span>}
      </p>
    </div>
  );
}
