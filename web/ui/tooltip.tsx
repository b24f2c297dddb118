import { Tooltip as Radix } from "radix-ui";
import type { ReactNode } from "react";
import { Kbd } from "./kbd.tsx";

export const TooltipProvider = ({ children }: { children: ReactNode }) => (
  <Radix.Provider delayDuration={400} skipDelayDuration={200}>
    {children}
  </Radix.Provider>
);

type Props = { text: ReactNode; keys?: string; side?: "top" | "right" | "bottom" | "left"; children: ReactNode };

/** Says what a control does and which key does the same. It never holds what is said nowhere else. */
export function Tooltip({ text, keys, side = "bottom", children }: Props) {
  return (
    <Radix.Root>
      <Radix.Trigger asChild>{children}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          side={side}
          sideOffset={6}
          collisionPadding={8}
          className="fade-in z-50 flex max-w-72 items-center gap-2 rounded-m border border-line-strong bg-raised px-2 py-1 text-12 text-text shadow-float"
        >
          {text}
          {keys && <Kbd keys={keys} />}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
