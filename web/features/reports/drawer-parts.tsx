import type { ReactNode } from "react";
import { useTexts } from "#web/lib/i18n.ts";

/** Where the tabs of a phone lie below the page, the drawer ends above them. */
export const aboveTabs = "max-md:bottom-14";

/** A fraction as it is written by hand; without `bottom` it is one line. */
export type Fraction = { top: string; bottom?: string };

type FormulaProps = { words: Fraction; figures?: Fraction | null; before?: ReactNode };

/** The formula in words, and beside it in figures. */
export function Formula({ words, figures, before }: FormulaProps) {
  const { t } = useTexts("reports");
  const spoken = ({ top, bottom }: Fraction) => (bottom ? t("drawer.divided", { top, bottom }) : top);
  return (
    <div
      role="math"
      aria-label={[words, figures].flatMap((one) => (one ? [spoken(one)] : [])).join(" = ")}
      className="mt-1.5 mb-3 flex flex-wrap items-center gap-x-2.5 gap-y-2 rounded-m border border-line bg-sunken px-3 py-2.5 text-12 leading-4.5"
    >
      {before && <span className="text-text-2">{before}</span>}
      <Stacked fraction={words} />
      {figures && (
        <>
          <span className="text-text-3">=</span>
          <Stacked fraction={figures} />
        </>
      )}
    </div>
  );
}

const Stacked = ({ fraction: { top, bottom } }: { fraction: Fraction }) =>
  bottom === undefined ? (
    <span>{top}</span>
  ) : (
    <span className="grid text-center tabular-nums">
      <span className="border-b border-text-2 px-0.5 pb-0.5">{top}</span>
      <span className="pt-0.5">{bottom}</span>
    </span>
  );

export const Facts = ({ children }: { children: ReactNode }) => (
  <dl className="grid grid-cols-[92px_minmax(0,1fr)] gap-x-2 gap-y-1">{children}</dl>
);

export const Fact = ({ name, children }: { name: string; children: ReactNode }) => (
  <>
    <dt className="text-text-3">{name}</dt>
    <dd className="tabular-nums">{children}</dd>
  </>
);

export const Heading = ({ children }: { children: ReactNode }) => (
  <h3 className="mt-4 mb-0.5 text-12 font-strong">{children}</h3>
);

export const Big = ({ children }: { children: ReactNode }) => (
  <p className="text-28 font-strong tracking-[-.02em] tabular-nums">{children}</p>
);
