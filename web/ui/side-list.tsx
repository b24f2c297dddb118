import type { ReactNode } from "react";

/** The classes of one line of a sidebar: an icon, a name, and at the right edge a count or a state. */
export const sideLink =
  "flex h-6.75 items-center gap-2 rounded-m px-2 text-text-2 hover:bg-hover hover:text-text max-md:h-11 max-md:text-14 [&>svg]:shrink-0 [&>svg]:text-text-3 aria-[current=page]:bg-active aria-[current=page]:font-medium aria-[current=page]:text-text aria-[current=page]:[&>svg]:text-text";

type Props = { title: ReactNode; action?: ReactNode; children: ReactNode };

/** A titled group of lines. */
export function SideSection({ title, action, children }: Props) {
  return (
    <section>
      <h2 className="flex items-center justify-between px-2 pt-3 pb-1 text-12 font-medium text-text-3">
        {title}
        {action}
      </h2>
      <ul>{children}</ul>
    </section>
  );
}
