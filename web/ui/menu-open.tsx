import { DropdownMenu as Radix } from "radix-ui";
import { MenuPartsContext, type MenuProps } from "./menu-parts.ts";

const parts = { Item: Radix.Item, Separator: Radix.Separator, Label: Radix.Label };

/** The menu itself; loaded when the first one is asked for, and open from then on. */
export default function OpenMenu({ trigger, children, align = "start", side = "bottom", width }: MenuProps) {
  return (
    <Radix.Root modal={false} defaultOpen>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          align={align}
          side={side}
          sideOffset={4}
          collisionPadding={8}
          style={{ width }}
          className="fade-in z-50 max-h-(--radix-dropdown-menu-content-available-height) min-w-55 overflow-y-auto rounded-l border border-line-strong bg-raised p-1 text-13 text-text shadow-float"
        >
          <MenuPartsContext value={parts}>{children}</MenuPartsContext>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
