import { Popover as Radix } from "radix-ui";
import { cx } from "./cx.ts";
import type { PopoverProps } from "./popover.tsx";

export default function OpenPopover({
  trigger,
  children,
  align = "start",
  side = "bottom",
  className,
  open,
  onOpenChange,
}: PopoverProps) {
  return (
    <Radix.Root {...(open === undefined ? { defaultOpen: true } : { open })} onOpenChange={onOpenChange}>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          align={align}
          side={side}
          sideOffset={4}
          collisionPadding={8}
          className={cx(
            "fade-in z-50 max-h-(--radix-popover-content-available-height) overflow-y-auto rounded-l border border-line-strong bg-raised p-3 text-13 text-text shadow-float",
            className,
          )}
        >
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
