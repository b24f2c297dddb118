import { Check, type LucideIcon } from "lucide-react";
import { DropdownMenu as Radix } from "radix-ui";
import type { ReactNode } from "react";
import { cx } from "./cx.ts";
import { Kbd } from "./kbd.tsx";

export const menuClass =
  "fade-in z-50 max-h-(--radix-dropdown-menu-content-available-height) min-w-55 overflow-y-auto rounded-l border border-line-strong bg-raised p-1 text-13 text-text shadow-float";
export const itemClass =
  "flex min-h-7 w-full cursor-pointer items-center gap-2 rounded-m px-2 py-1 text-left outline-none select-none data-highlighted:bg-hover data-disabled:cursor-not-allowed data-disabled:text-text-3 max-sm:min-h-11";

type MenuProps = {
  trigger: ReactNode;
  children: ReactNode;
  align?: "start" | "end";
  side?: "top" | "bottom";
  width?: number;
};

/** A menu that opens from its trigger; arrows and first letters move in it. */
export function Menu({ trigger, children, align = "start", side = "bottom", width }: MenuProps) {
  return (
    <Radix.Root modal={false}>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          align={align}
          side={side}
          sideOffset={4}
          collisionPadding={8}
          className={menuClass}
          style={{ width }}
        >
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

type ItemProps = {
  children: ReactNode;
  onSelect?: () => void;
  icon?: LucideIcon;
  /** instead of an icon: an avatar, a network's sign, a colour */
  mark?: ReactNode;
  keys?: string;
  /** a second, quieter line */
  detail?: ReactNode;
  chosen?: boolean;
  danger?: boolean;
  disabled?: boolean;
};

export function MenuItem({ children, onSelect, icon: Icon, mark, keys, detail, chosen, danger, disabled }: ItemProps) {
  return (
    <Radix.Item onSelect={onSelect} disabled={disabled} className={cx(itemClass, danger && "text-ask")}>
      {mark}
      {Icon && (
        <Icon aria-hidden size={16} strokeWidth={1.5} className={cx("shrink-0", danger ? "text-ask" : "text-text-3")} />
      )}
      <span className="min-w-0 flex-1">
        <span className="block truncate">{children}</span>
        {detail && <span className="block text-12 text-text-3">{detail}</span>}
      </span>
      {chosen && <Check aria-label="✓" size={14} strokeWidth={2} className="shrink-0 text-accent" />}
      {keys && <Kbd keys={keys} />}
    </Radix.Item>
  );
}

export const MenuLine = () => <Radix.Separator className="mx-2 my-1 h-px bg-line" />;

export const MenuTitle = ({ children }: { children: ReactNode }) => (
  <Radix.Label className="px-2 pt-1.5 pb-1 text-12 text-text-3">{children}</Radix.Label>
);
