import { Tabs as Radix } from "radix-ui";
import type { ReactNode } from "react";
import { cx } from "./cx.ts";

type Tab<T extends string> = { value: T; label: ReactNode; content?: ReactNode };
type Props<T extends string> = {
  value: T;
  onChange: (value: T) => void;
  tabs: readonly Tab<T>[];
  label: string;
  className?: string;
};

/** Two to five views of one thing, side by side in a small bar; content below it when the tabs bring any. */
export function Tabs<T extends string>({ value, onChange, tabs, label, className }: Props<T>) {
  return (
    <Radix.Root value={value} onValueChange={(next) => onChange(next as T)} className={className}>
      <Radix.List aria-label={label} className="inline-flex rounded-[7px] bg-active p-0.5 text-12">
        {tabs.map((tab) => (
          <Radix.Trigger
            key={tab.value}
            value={tab.value}
            // A tab that only filters what stands below it controls nothing of its own.
            {...(tab.content === undefined && { "aria-controls": undefined })}
            className={cx(
              "rounded-[5px] px-2.25 leading-6 font-medium text-text-2 max-sm:leading-9",
              "data-[state=active]:bg-raised data-[state=active]:text-text data-[state=active]:shadow-low",
            )}
          >
            {tab.label}
          </Radix.Trigger>
        ))}
      </Radix.List>
      {tabs.map(
        (tab) =>
          tab.content !== undefined && (
            <Radix.Content key={tab.value} value={tab.value}>
              {tab.content}
            </Radix.Content>
          ),
      )}
    </Radix.Root>
  );
}
