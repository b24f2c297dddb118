import { Check, ChevronDown } from "lucide-react";
import { Select as Radix } from "radix-ui";
import type { ReactNode } from "react";
import { cx } from "./cx.ts";
import { controlClass } from "./field.tsx";
import { itemClass } from "./menu-parts.ts";

export type Option<T extends string> = { value: T; label: string; detail?: ReactNode; icon?: ReactNode };
type Props<T extends string> = {
  value: T | null;
  onChange: (value: T) => void;
  options: readonly Option<T>[];
  /** what the closed control says before anything is chosen */
  empty?: string;
  id?: string;
  disabled?: boolean;
  className?: string;
  "aria-label"?: string;
  "aria-describedby"?: string;
};

/** One of a few. For many or searchable choices use the palette or a menu. */
export function Select<T extends string>({
  value,
  onChange,
  options,
  empty,
  className,
  disabled,
  ...wiring
}: Props<T>) {
  return (
    <Radix.Root value={value ?? ""} onValueChange={(next) => next && onChange(next as T)} disabled={disabled}>
      <Radix.Trigger
        {...wiring}
        className={cx(controlClass, "flex h-8 items-center gap-2 px-2 text-left max-sm:h-11", className)}
      >
        <span className="min-w-0 flex-1 truncate">
          <Radix.Value placeholder={empty} />
        </span>
        <ChevronDown aria-hidden size={14} strokeWidth={1.75} className="shrink-0 text-text-3" />
      </Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          position="popper"
          sideOffset={4}
          collisionPadding={8}
          className="fade-in z-50 max-h-(--radix-select-content-available-height) min-w-(--radix-select-trigger-width) overflow-hidden rounded-l border border-line-strong bg-raised p-1 text-text shadow-float"
        >
          <Radix.Viewport>
            {options.map((option) => (
              <Radix.Item key={option.value} value={option.value} className={itemClass}>
                {option.icon}
                <span className="min-w-0 flex-1">
                  <Radix.ItemText>{option.label}</Radix.ItemText>
                  {option.detail && <span className="block text-12 text-text-3">{option.detail}</span>}
                </span>
                <Radix.ItemIndicator>
                  <Check aria-hidden size={14} strokeWidth={2} className="text-accent" />
                </Radix.ItemIndicator>
              </Radix.Item>
            ))}
          </Radix.Viewport>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
