import { type ComponentProps, type ReactNode, useId } from "react";
import { cx } from "./cx.ts";

type TableProps = { caption: string; head: ReactNode; children: ReactNode; className?: string };

/** Rows of 32 px (44 to a finger), numbers right, the sorted column marked. The caption is read out, not shown. */
export function Table({ caption, head, children, className }: TableProps) {
  const id = useId();
  return (
    <section className={cx("relative overflow-x-auto", className)} aria-labelledby={id}>
      <table className="w-full border-collapse">
        <caption id={id} className="sr-only">
          {caption}
        </caption>
        <thead className="bg-sunken text-12 text-text-3">
          <tr>{head}</tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </section>
  );
}

type HeadProps = Omit<ComponentProps<"th">, "onClick"> & {
  end?: boolean;
  sorted?: "ascending" | "descending";
  onSort?: () => void;
};

export function Th({ end, sorted, onSort, className, children, ...rest }: HeadProps) {
  const arrow = sorted && <span aria-hidden> {sorted === "descending" ? "↓" : "↑"}</span>;
  return (
    <th
      scope="col"
      aria-sort={sorted}
      {...rest}
      className={cx(
        "h-6.5 px-3 font-medium whitespace-nowrap",
        end ? "text-right" : "text-left",
        sorted && "text-text",
        className,
      )}
    >
      {onSort ? (
        <button type="button" onClick={onSort} className="font-medium hover:text-text">
          {children}
          {arrow}
        </button>
      ) : (
        <>
          {children}
          {arrow}
        </>
      )}
    </th>
  );
}

type RowProps = ComponentProps<"tr"> & { selected?: boolean };
export const Tr = ({ selected, className, ...rest }: RowProps) => (
  <tr
    {...rest}
    aria-selected={selected}
    className={cx("border-t border-line", selected ? "bg-selected" : "hover:bg-hover", className)}
  />
);

type CellProps = ComponentProps<"td"> & { end?: boolean };
export const Td = ({ end, className, ...rest }: CellProps) => (
  <td {...rest} className={cx("h-8 px-3 max-sm:h-11", end && "text-right whitespace-nowrap", className)} />
);
