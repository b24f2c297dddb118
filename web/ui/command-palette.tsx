import { Command } from "cmdk";
import { CornerDownLeft, Search } from "lucide-react";
import { Dialog } from "radix-ui";
import { type ReactNode, useState } from "react";
import { Kbd } from "./kbd.tsx";

export type PaletteEntry = {
  id: string;
  label: string;
  group: string;
  icon?: ReactNode;
  keys?: string;
  words?: string;
  run: () => void;
};

type Props = {
  onClose: () => void;
  title: string;
  placeholder: string;
  commands: PaletteEntry[];
  empty: string;
  /** what Enter does with the words when nothing is called so, such as a search */
  fallback?: (text: string) => { label: string; run: () => void };
};

const group =
  "[&_[cmdk-group-heading]]:px-2 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-12 [&_[cmdk-group-heading]]:text-text-3";
const item =
  "flex min-h-8 cursor-pointer items-center gap-2 rounded-m px-2 py-1 data-[selected=true]:bg-hover max-sm:min-h-11";

/** Everything that can be gone to or done, by its name. Load it lazily: most visits never open it. */
export default function CommandPalette({ onClose, title, placeholder, commands, empty, fallback }: Props) {
  const [text, setText] = useState("");
  const groups = Map.groupBy(commands, (command) => command.group);
  const run = (action: () => void) => () => {
    onClose();
    action();
  };
  const last = text.trim() && fallback ? fallback(text.trim()) : null;
  return (
    <Dialog.Root open onOpenChange={(open) => !open && onClose()}>
      <Dialog.Portal>
        <Dialog.Overlay className="fade-in fixed inset-0 z-40 bg-scrim" />
        <Dialog.Content
          aria-describedby={undefined}
          className="rise-in fixed top-[12vh] left-1/2 z-50 w-[min(600px,calc(100%-24px))] -translate-x-1/2 overflow-hidden rounded-[14px] border border-line-strong bg-raised text-text shadow-modal max-sm:top-3"
        >
          <Dialog.Title className="sr-only">{title}</Dialog.Title>
          <Command label={title} loop>
            <div className="flex h-12 items-center gap-2 border-b border-line px-4 text-text-3">
              <Search aria-hidden size={16} strokeWidth={1.5} />
              <Command.Input
                value={text}
                onValueChange={setText}
                placeholder={placeholder}
                className="h-full flex-1 bg-transparent text-14 text-text outline-none max-sm:text-16"
              />
              <Kbd keys="Escape" />
            </div>
            <Command.List className="max-h-[min(420px,60vh)] overflow-y-auto p-1.5">
              {!last && <Command.Empty className="px-2 py-6 text-center text-text-2">{empty}</Command.Empty>}
              {[...groups].map(([heading, entries]) => (
                <Command.Group key={heading} heading={heading} className={group}>
                  {entries.map((command) => (
                    <Command.Item
                      key={command.id}
                      value={`${command.label} ${command.id}`}
                      keywords={command.words ? [command.words] : undefined}
                      onSelect={run(command.run)}
                      className={item}
                    >
                      <span className="grid size-4 shrink-0 place-items-center text-text-3">{command.icon}</span>
                      <span className="min-w-0 flex-1 truncate">{command.label}</span>
                      {command.keys && <Kbd keys={command.keys} />}
                    </Command.Item>
                  ))}
                </Command.Group>
              ))}
              {last && (
                <Command.Item forceMount value={`fallback ${text}`} onSelect={run(last.run)} className={item}>
                  <CornerDownLeft aria-hidden size={16} strokeWidth={1.5} className="text-text-3" />
                  <span className="min-w-0 flex-1 truncate">{last.label}</span>
                </Command.Item>
              )}
            </Command.List>
          </Command>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
