import { Command } from "cmdk";
import { Check, Plus, Search } from "lucide-react";
import { type ReactNode, useState } from "react";
import { cx } from "./cx.ts";

export type Choice = {
  id: string;
  label: string;
  detail?: ReactNode;
  mark?: ReactNode;
  end?: ReactNode;
  chosen?: boolean;
  /** found by these words too */
  words?: string[];
};

type Props = {
  label: string;
  search: string;
  choices: readonly Choice[];
  onChoose: (id: string) => void;
  empty: (typed: string) => ReactNode;
  /** offered when nothing has exactly the name that was typed */
  create?: { say: (name: string) => string; run: (name: string) => void };
  /** few choices need no search */
  plain?: boolean;
  className?: string;
};

const item =
  "flex min-h-7 cursor-pointer items-center gap-2 rounded-m px-2 py-1 outline-none select-none data-[selected=true]:bg-hover max-sm:min-h-11";

/** A searchable list of choices inside a popover or dialog; arrows move, Enter chooses. Load it lazily. */
export default function Choices({ label, search, choices, onChoose, empty, create, plain, className }: Props) {
  const [typed, setTyped] = useState("");
  const name = typed.trim();
  const exists = choices.some((choice) => choice.label.toLocaleLowerCase() === name.toLocaleLowerCase());
  return (
    <Command label={label} className={cx("flex min-h-0 w-64 flex-col outline-none max-sm:w-full", className)}>
      <div
        className={cx(
          "flex h-9 items-center gap-2 border-b border-line px-2.5 text-text-3 max-sm:h-12",
          plain && "sr-only",
        )}
      >
        <Search aria-hidden size={14} strokeWidth={1.5} className="shrink-0" />
        <Command.Input
          autoFocus
          value={typed}
          onValueChange={setTyped}
          placeholder={search}
          aria-label={search}
          className="h-full min-w-0 flex-1 bg-transparent text-text outline-none focus-visible:outline-none max-sm:text-16"
        />
      </div>
      <Command.List className="scroll-y max-h-85 p-1 max-sm:max-h-none">
        {!(create && name) && <Command.Empty className="px-2 py-3 text-12 text-text-3">{empty(name)}</Command.Empty>}
        {choices.map((choice) => (
          <Command.Item
            key={choice.id}
            value={choice.id}
            keywords={[choice.label, ...(choice.words ?? [])]}
            onSelect={() => onChoose(choice.id)}
            className={item}
          >
            {choice.mark}
            <span className="min-w-0 flex-1">
              <span className="block truncate">{choice.label}</span>
              {choice.detail && <span className="block truncate text-12 text-text-3">{choice.detail}</span>}
            </span>
            {choice.end}
            {choice.chosen && <Check aria-label="✓" size={14} strokeWidth={2} className="shrink-0 text-accent" />}
          </Command.Item>
        ))}
        {create && name && !exists && (
          <Command.Item forceMount value={`new ${name}`} onSelect={() => create.run(name)} className={item}>
            <Plus aria-hidden size={14} strokeWidth={1.75} className="shrink-0 text-text-3" />
            {create.say(name)}
          </Command.Item>
        )}
      </Command.List>
    </Command>
  );
}
