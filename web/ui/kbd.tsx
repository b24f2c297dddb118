import { cx } from "./cx.ts";

const mac = typeof navigator !== "undefined" && /Mac|iPhone|iPad/.test(navigator.platform);

const signs: Record<string, string> = mac
  ? { mod: "⌘", shift: "⇧", alt: "⌥", Enter: "↵", Escape: "Esc" }
  : { mod: "Ctrl", shift: "⇧", alt: "Alt", Enter: "↵", Escape: "Esc" };

/** `mod+shift+Enter` as the keyboard in front of the person shows it. */
export function keySigns(keys: string): string {
  const parts = keys.split("+").filter(Boolean);
  const shown = (parts.length ? parts : ["+"]).map(
    (part) => signs[part] ?? (part.length === 1 ? part.toUpperCase() : part),
  );
  return shown.join(mac || shown.length === 1 ? "" : " ");
}

type Props = { keys: string; className?: string };

/** A key or several pressed together; two after another (`g i`) are two caps. */
export function Kbd({ keys, className }: Props) {
  return (
    <>
      {keys.split(" ").map((part) => (
        <kbd
          key={part}
          className={cx(
            "min-w-4 rounded-s border border-line-strong bg-surface px-1 text-center font-medium font-sans text-11 leading-4 whitespace-nowrap text-text-2 max-sm:hidden",
            className,
          )}
        >
          {keySigns(part)}
        </kbd>
      ))}
    </>
  );
}
