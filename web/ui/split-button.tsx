import { ChevronDown } from "lucide-react";
import type { ReactNode } from "react";
import { Button, type ButtonProps } from "./button.tsx";
import { cx } from "./cx.ts";
import { Menu } from "./menu.tsx";

type Props = ButtonProps & { moreLabel: string; menu: ReactNode };

/** Left does it; right opens the other ways of doing it (`MenuItem`s). */
export function SplitButton({ moreLabel, menu, variant = "primary", size = "l", className, ...rest }: Props) {
  return (
    <span className="inline-flex">
      <Button {...rest} variant={variant} size={size} className={cx("rounded-r-none", className)} />
      <Menu
        align="end"
        side="top"
        trigger={
          <Button
            variant={variant}
            size={size}
            aria-label={moreLabel}
            disabled={rest.disabled}
            className={cx(
              "-ml-px w-6.5 rounded-l-none !px-0 max-sm:w-10",
              variant === "primary" && "border-l-on-fill/35 hover:border-l-on-fill/35",
            )}
          >
            <ChevronDown aria-hidden size={12} strokeWidth={1.75} />
          </Button>
        }
      >
        {menu}
      </Menu>
    </span>
  );
}
