import { cloneElement, type ReactElement, type ReactNode } from "react";
import { Dialog } from "./dialog.tsx";
import { useNarrow } from "./narrow.ts";
import { Popover } from "./popover.tsx";

type Props = {
  title: string;
  trigger: ReactElement<{ onClick?: () => void }>;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  align?: "start" | "center" | "end";
  side?: "top" | "bottom";
  children: ReactNode;
};

/** A choice that opens beside its button, and on a phone over the whole screen, also when its button is not shown. */
export function Chooser({ title, trigger, open, onOpenChange, align = "end", side, children }: Props) {
  if (!useNarrow())
    return (
      <Popover trigger={trigger} open={open} onOpenChange={onOpenChange} align={align} side={side} className="!p-0">
        {children}
      </Popover>
    );
  return (
    <>
      {cloneElement(trigger, { onClick: () => onOpenChange(true) })}
      <Dialog open={open} onOpenChange={onOpenChange} title={title} className="p-0">
        {children}
      </Dialog>
    </>
  );
}
