import type { ComponentProps, ReactNode } from "react";
import { cx } from "./cx.ts";

type Props = Omit<ComponentProps<"input">, "type" | "onChange"> & {
  children?: ReactNode;
  onChange: (checked: boolean) => void;
};

/** The browser's own box in our colour. Without children it needs an `aria-label`. */
export function Checkbox({ children, onChange, className, ...rest }: Props) {
  const box = (
    <input
      type="checkbox"
      {...rest}
      onChange={(event) => onChange(event.currentTarget.checked)}
      className="size-4 shrink-0 cursor-pointer accent-accent-fill disabled:cursor-not-allowed"
    />
  );
  if (children === undefined) return box;
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the box is the control, held in a constant
    <label className={cx("flex min-h-6 cursor-pointer items-center gap-2 max-sm:min-h-11", className)}>
      {box}
      <span className="min-w-0">{children}</span>
    </label>
  );
}
