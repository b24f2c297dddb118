import { X } from "lucide-react";
import { type ReactNode, useEffect } from "react";
import { cx } from "./cx.ts";
import { IconButton } from "./icon-button.tsx";
import { useWords } from "./words.ts";

type Props = { title: ReactNode; onClose: () => void; children: ReactNode; className?: string };

/**
 * A pane beside the page: pushes it from 1380 px on, lies over its right edge below, and is the whole screen on a phone.
 * Put it after the page in a flex row.
 */
export function Drawer({ title, onClose, children, className }: Props) {
  const words = useWords();
  useEffect(() => {
    const close = (event: KeyboardEvent) => {
      if (event.key === "Escape" && !event.defaultPrevented) onClose();
    };
    addEventListener("keydown", close);
    return () => removeEventListener("keydown", close);
  }, [onClose]);
  return (
    <aside
      className={cx(
        "rise-in flex min-h-0 w-(--drawer) shrink-0 flex-col border-l border-line bg-surface max-xl:fixed max-xl:inset-y-0 max-xl:right-0 max-xl:z-30 max-xl:shadow-modal max-sm:w-full max-sm:border-0",
        className,
      )}
    >
      <header className="flex h-12 shrink-0 items-center gap-2 border-b border-line pr-2.5 pl-4">
        <h2 className="min-w-0 flex-1 truncate text-14 font-strong">{title}</h2>
        <IconButton icon={X} label={words.close} keys="Escape" onClick={onClose} />
      </header>
      <div className="scroll-y flex-1 px-4 pt-3 pb-4">{children}</div>
    </aside>
  );
}
