import type { ReactNode } from "react";
import { cx } from "./cx.ts";

const colors = [
  "bg-av1 text-av1-t",
  "bg-av2 text-av2-t",
  "bg-av3 text-av3-t",
  "bg-av4 text-av4-t",
  "bg-av5 text-av5-t",
  "bg-av6 text-av6-t",
];
const sizes = {
  s: "size-4.5 text-[8.5px]",
  m: "size-6 text-[10px]",
  row: "size-7.5 text-11",
  l: "size-10 text-14",
};

/** First letters of the first and the last word; Turkish i becomes İ only where the locale says so. */
export function initials(name: string, locale?: string): string {
  const words = name.split(/[\s._-]+/).filter((word) => /[\p{L}\p{N}]/u.test(word));
  const letter = (word: string | undefined) => word?.match(/[\p{L}\p{N}]/u)?.[0] ?? "";
  const both = words.length > 1 ? letter(words[0]) + letter(words.at(-1)) : letter(words[0]);
  return both.toLocaleUpperCase(locale);
}

/** The same name has the same colour everywhere. */
export function avatarColor(name: string): string {
  let hash = 0;
  for (const char of name) hash = (hash * 31 + (char.codePointAt(0) ?? 0)) >>> 0;
  return colors[hash % colors.length] as string;
}

type Props = {
  name: string | null;
  size?: keyof typeof sizes;
  /** sits on the lower right edge: a network's sign, or the live dot */
  badge?: ReactNode;
  /** somebody is looking at this now */
  watched?: boolean;
  label?: string;
  lang?: string | null;
  className?: string;
};

/** `name: null` is the dashed ring of nobody; decoration unless it has a `label`. */
export function Avatar({ name, size = "row", badge, watched, label, lang, className }: Props) {
  const role = label ? { role: "img", "aria-label": label, title: label } : { "aria-hidden": true };
  return (
    <span
      {...role}
      className={cx(
        "relative inline-grid shrink-0 place-items-center rounded-full leading-none font-strong",
        sizes[size],
        name === null ? "border border-dashed border-line-control" : avatarColor(name),
        watched && "shadow-[0_0_0_2px_var(--ring,var(--bg-surface)),0_0_0_3.5px_var(--l-blue)]",
        className,
      )}
    >
      {name !== null && initials(name, lang ?? undefined)}
      {badge && (
        <span className="absolute -right-1.25 -bottom-1.25 grid rounded-s shadow-[0_0_0_2px_var(--ring,var(--bg-surface))]">
          {badge}
        </span>
      )}
    </span>
  );
}
