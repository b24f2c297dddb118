import type { LucideIcon } from "lucide-react";
import type { ComponentProps } from "react";
import { cx } from "./cx.ts";
import { Kbd } from "./kbd.tsx";

export type ButtonVariant = "default" | "primary" | "plain" | "danger";
export type ButtonSize = "s" | "m" | "l";

const base =
  "inline-flex shrink-0 items-center justify-center gap-1.5 border font-medium whitespace-nowrap transition-colors duration-(--t-fast) select-none disabled:border-line-strong disabled:bg-active disabled:text-text-3";
const variants: Record<ButtonVariant, string> = {
  default: "border-line-strong bg-raised text-text hover:bg-hover data-[state=open]:bg-hover",
  primary: "border-accent-fill bg-accent-fill text-on-fill hover:bg-accent-fill-2 hover:border-accent-fill-2",
  plain:
    "border-transparent text-text-2 hover:bg-hover hover:text-text data-[state=open]:bg-hover disabled:border-transparent disabled:bg-transparent",
  danger: "border-ask-line bg-raised text-ask hover:bg-ask-soft",
};
const sizes: Record<ButtonSize, string> = {
  s: "h-6 rounded-[5px] px-2 text-12 max-sm:h-8",
  m: "h-7 rounded-m px-2.5 max-sm:h-10",
  l: "h-8 rounded-m px-3 max-sm:h-11",
};

/** The classes of a button, for links that look like one. */
export const buttonClass = (variant: ButtonVariant = "default", size: ButtonSize = "m", className?: string): string =>
  cx(base, variants[variant], sizes[size], className);

export type ButtonProps = ComponentProps<"button"> & {
  variant?: ButtonVariant;
  size?: ButtonSize;
  icon?: LucideIcon;
  /** printed on the button: only on the main action of a pane */
  keys?: string;
  /** being done right now: says so and cannot be pressed twice */
  busy?: boolean;
};

export function Button({ variant, size, icon: Icon, keys, busy, className, children, disabled, ...rest }: ButtonProps) {
  const onFill = variant === "primary" && "!border-current/45 !bg-transparent !text-inherit";
  return (
    <button
      type="button"
      {...rest}
      disabled={disabled || busy}
      aria-busy={busy || undefined}
      className={buttonClass(variant, size, className)}
    >
      {Icon && <Icon aria-hidden size={size === "s" ? 14 : 16} strokeWidth={1.5} className="shrink-0" />}
      {children}
      {keys && <Kbd keys={keys} className={cx(onFill)} />}
    </button>
  );
}
