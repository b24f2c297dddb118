import { ChevronDown, Sigma } from "lucide-react";
import { useState } from "react";
import {
  type Aggregate,
  aggregateIds,
  type RateFormula,
  rateFormulaIds,
  rateParts,
} from "#shared/reports/closed-list.ts";
import { aggregateTexts, formulaTexts } from "#shared/reports/texts/en.ts";
import { useTexts } from "#web/lib/i18n.ts";
import { Tag } from "#web/ui/badge.tsx";
import { Button } from "#web/ui/button.tsx";
import { cx } from "#web/ui/cx.ts";
import { Popover } from "#web/ui/popover.tsx";
import { Tabs } from "#web/ui/tabs.tsx";

export type Method = { formula: RateFormula; aggregate: Aggregate };
type ListProps = {
  formulas: readonly RateFormula[];
  chosen: RateFormula;
  house: RateFormula;
  onChoose: (formula: RateFormula) => void;
};

/** Rate formulas to choose from, each with its definition. */
export function FormulaList({ formulas, chosen, house, onChoose }: ListProps) {
  const { t } = useTexts("reportFormulas");
  return (
    <ul className="scroll-y max-h-[52vh]">
      {formulas.map((formula) => (
        <li key={formula}>
          <button
            type="button"
            aria-current={formula === chosen || undefined}
            onClick={() => onChoose(formula)}
            className={cx(
              "block w-full rounded-m px-2 py-1.25 text-left hover:bg-hover max-sm:min-h-11",
              formula === chosen && "bg-selected",
            )}
          >
            <span className="flex items-center gap-2 font-medium">
              {formulaTexts[formula].name}
              {formula === house && <Tag>{t("menu.house")}</Tag>}
            </span>
            <span className="block text-12 text-pretty text-text-3">{formulaTexts[formula].definition}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}

/** The button that opens the formulas: the name of the one shown, on a phone its sign alone. */
export const FormulaButton = ({ formula, label, ...rest }: { formula: RateFormula; label: string }) => (
  <Button {...rest} aria-label={label} className="max-sm:w-10 max-sm:px-0">
    <Sigma aria-hidden size={16} strokeWidth={1.5} className="sm:hidden" />
    <span className="max-w-56 truncate max-lg:max-w-28 max-sm:hidden">{formulaTexts[formula].name}</span>
    <ChevronDown aria-hidden size={12} strokeWidth={1.75} className="text-text-3 max-sm:hidden" />
  </Button>
);

type Props = { method: Method; house: Method; onMethod: (method: Method) => void };

/** The name of an aggregate as the formula needs it: of posts, or of days. */
export const aggregateName = ({ formula, aggregate }: Method): string =>
  aggregateTexts[aggregate][rateParts[formula].per === "day" ? "days" : "name"];

/** Which formula the rates follow and how they become one number; both stand in the address. */
export function FormulaMenu({ method, house, onMethod }: Props) {
  const { t } = useTexts("reportFormulas");
  const [open, setOpen] = useState(false);
  const name = formulaTexts[method.formula].name;
  const label = `${t("menu.label")}: ${t("menu.whole", { formula: name, aggregate: aggregateName(method) })}`;
  const trigger = <FormulaButton formula={method.formula} label={label} />;
  return (
    <Popover trigger={trigger} open={open} onOpenChange={setOpen} align="end" className="w-106 max-w-[94vw] p-1">
      <FormulaList
        formulas={rateFormulaIds}
        chosen={method.formula}
        house={house.formula}
        onChoose={(formula) => onMethod({ ...method, formula })}
      />
      <div className="mt-1 grid gap-1 border-t border-line px-2 pt-2 pb-1.5">
        <span className="text-12 text-text-3">{t("menu.how")}</span>
        <Tabs
          label={t("menu.how")}
          value={method.aggregate}
          onChange={(aggregate) => onMethod({ ...method, aggregate })}
          tabs={aggregateIds.map((value) => ({ value, label: aggregateName({ ...method, aggregate: value }) }))}
        />
        <p className="text-12 text-pretty text-text-3">{aggregateTexts[method.aggregate].definition}</p>
      </div>
    </Popover>
  );
}
