import type { OverviewRow } from "#shared/reports/screens.ts";
import { aggregateTexts, formulaTexts } from "#shared/reports/texts/en.ts";
import { useTexts } from "#web/lib/i18n.ts";
import { Banner } from "#web/ui/banner.tsx";
import { outOfLine } from "./overview-sort.ts";

/** Says which formula the rates of all brands follow, or that they follow several and have no order. */
export function FormulaWarning({ rows }: { rows: readonly OverviewRow[] }) {
  const { t } = useTexts("reportScreens");
  const differing = outOfLine(rows);
  const first = rows[0];
  const words = (row: OverviewRow) => ({
    formula: formulaTexts[row.formula].name,
    aggregate: aggregateTexts[row.aggregate].name,
  });
  if (!first) return null;
  if (differing.length === 0) return <p className="text-12 text-text-3">{t("overview.one", lowered(words(first)))}</p>;
  return (
    <Banner>
      <b>{t("overview.differ", { count: differing.length })}</b>{" "}
      {differing
        .slice(0, 4)
        .map((row) => t("overview.differWho", { brand: row.name, ...lowered(words(row)) }))
        .join("; ")}
      .
    </Banner>
  );
}

const lowered = ({ formula, aggregate }: { formula: string; aggregate: string }) => ({
  formula: formula.charAt(0).toLowerCase() + formula.slice(1),
  aggregate: aggregate.charAt(0).toLowerCase() + aggregate.slice(1),
});
