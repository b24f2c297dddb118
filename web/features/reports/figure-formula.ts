import { type Formula, rateFormulaIds, rateParts } from "#shared/reports/closed-list.ts";
import type { Figure } from "#shared/reports/schema.ts";
import { formulaTexts } from "#shared/reports/texts/en.ts";
import { useFormat } from "#web/lib/format.ts";
import { useTexts } from "#web/lib/i18n.ts";
import type { Fraction } from "./drawer-parts.tsx";

type Shown = { words: Fraction; figures: Fraction | null; before?: string };

/** The formula of a number of the period: in words, in figures where it is a fraction, and of how many it is a median. */
export function useFormula(): (figure: Figure) => Shown {
  const { t } = useTexts("reports");
  const { t: tell } = useTexts("reportFormulas");
  const { number } = useFormat();
  return (figure) => {
    const { id, numerator, denominator, counted: count } = figure;
    const figures =
      numerator === null || denominator === null ? null : { top: number(numerator), bottom: number(denominator) };
    const own = figure.formula && formulaTexts[figure.formula];
    const words: Fraction = own ? { top: own.top, bottom: own.bottom } : { top: "" };
    const days = figure.formula !== null && isDays(figure.formula);
    switch (id) {
      case "followers":
      case "posts":
      case "interactions":
        return { words: { top: t(`formula.${id}`) }, figures: null };
      case "rate-median":
        return {
          words,
          figures: null,
          before: days ? tell("drawer.medianOfDays", { count }) : t("formula.medianOf", { count }),
        };
      case "rate-mean":
        return {
          words,
          figures: null,
          before: days ? tell("drawer.meanOfDays", { count }) : tell("drawer.meanOf", { count }),
        };
      case "first-answer":
      case "first-answer-p90":
        return {
          words: { top: t("formula.firstAnswer") },
          figures: null,
          before: t("formula.medianOfAnswers", { count }),
        };
      default:
        return { words, figures };
    }
  };
}

const isDays = (formula: Formula): boolean =>
  rateFormulaIds.some((id) => id === formula && rateParts[id].per === "day");
