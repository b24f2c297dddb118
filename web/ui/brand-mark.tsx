import { cx } from "./cx.ts";

/** The six colours a brand can have, each with its text; other words fall back on the first. */
const colors: Record<string, string> = {
  orange: "bg-av2 text-av2-t",
  blue: "bg-av1 text-av1-t",
  green: "bg-av3 text-av3-t",
  violet: "bg-av4 text-av4-t",
  amber: "bg-av5 text-av5-t",
  teal: "bg-av6 text-av6-t",
  grey: "bg-active text-text-2",
};
export const brandColors = Object.keys(colors).filter((color) => color !== "grey");

/** The square of a brand: its first letter on its colour. */
export const BrandMark = ({ name, color, small }: { name: string; color: string; small?: boolean }) => (
  <span
    aria-hidden
    className={cx(
      "grid shrink-0 place-items-center font-strong leading-none",
      small ? "size-4 rounded-s text-[9px]" : "size-6 rounded-[7px] text-12",
      colors[color] ?? colors.orange,
    )}
  >
    {[...name][0]?.toLocaleUpperCase()}
  </span>
);
