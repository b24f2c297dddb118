import type { LucideIcon } from "lucide-react";
import type { ComponentProps } from "react";
import { type ButtonSize, type ButtonVariant, buttonClass } from "./button.tsx";
import { cx } from "./cx.ts";
import { Tooltip } from "./tooltip.tsx";

type Props = Omit<ComponentProps<"button">, "children"> & {
  icon: LucideIcon;
  label: string;
  keys?: string;
  variant?: ButtonVariant;
  size?: ButtonSize;
};

const widths: Record<ButtonSize, string> = {
  s: "w-6 px-0 max-sm:w-8",
  m: "w-7 px-0 max-sm:w-10",
  l: "w-8 px-0 max-sm:w-11",
};

/** A button with a picture only: its name is read out and shown on hover and focus, with its key. */
export function IconButton({ icon: Icon, label, keys, variant = "plain", size = "m", className, ...rest }: Props) {
  return (
    <Tooltip text={label} keys={keys}>
      <button
        type="button"
        aria-label={label}
        {...rest}
        className={cx(buttonClass(variant, size), "!px-0", widths[size], className)}
      >
        <Icon aria-hidden size={size === "s" ? 14 : 16} strokeWidth={1.5} />
      </button>
    </Tooltip>
  );
}
