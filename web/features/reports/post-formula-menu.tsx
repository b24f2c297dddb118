import { useState } from "react";
import { postFormula, type RateFormula, rateFormulaIds, rateParts } from "#shared/reports/closed-list.ts";
import { formulaTexts } from "#shared/reports/texts/en.ts";
import type { Brand } from "#shared/team/schema.ts";
import { useTexts } from "#web/lib/i18n.ts";
import { Banner } from "#web/ui/banner.tsx";
import { Popover } from "#web/ui/popover.tsx";
import { FormulaButton, FormulaList } from "./formula-menu.tsx";

type Props = { brand: Brand; asked: RateFormula | undefined; onFormula: (formula: RateFormula) => void };
const ofPosts = rateFormulaIds.filter((id) => rateParts[id].per === "post");

/** The formula of the address on the screens that say every aggregate, or but one. */
export const AnyFormulaMenu = ({ brand, asked, onFormula }: Props) => (
  <Menu brand={brand} formulas={rateFormulaIds} shown={asked ?? brand.houseFormula} onFormula={onFormula} />
);

/** The same on screens about single posts, which formulas of days cannot judge. */
export const PostFormulaMenu = ({ brand, asked, onFormula }: Props) => (
  <Menu brand={brand} formulas={ofPosts} shown={postFormula(asked ?? brand.houseFormula)} onFormula={onFormula} />
);

type MenuProps = Omit<Props, "asked"> & { formulas: readonly RateFormula[]; shown: RateFormula };

function Menu({ brand, formulas, shown, onFormula }: MenuProps) {
  const { t } = useTexts("reportFormulas");
  const [open, setOpen] = useState(false);
  const choose = (formula: RateFormula) => {
    setOpen(false);
    onFormula(formula);
  };
  const trigger = <FormulaButton formula={shown} label={`${t("menu.label")}: ${formulaTexts[shown].name}`} />;
  return (
    <Popover trigger={trigger} open={open} onOpenChange={setOpen} align="end" className="w-106 max-w-[94vw] p-1">
      <FormulaList formulas={formulas} chosen={shown} house={brand.houseFormula} onChoose={choose} />
    </Popover>
  );
}

/** Says when posts are judged by another formula than the one chosen, which is of days. */
export function PerDayNote({ brand, asked }: Omit<Props, "onFormula">) {
  const { t } = useTexts("reportScreens");
  const formula = asked ?? brand.houseFormula;
  if (rateParts[formula].per === "post") return null;
  return <Banner tone="hint">{t("filter.perDay", { formula: formulaTexts[formula].name })}</Banner>;
}
