import type { Figure } from "#shared/reports/schema.ts";
import { useFormat } from "#web/lib/format.ts";
import { useTexts } from "#web/lib/i18n.ts";
import type { Fraction } from "./drawer-parts.tsx";

type Shown = { words: Fraction; figures: Fraction | null; before?: string };

/** The formula of a number of the period: in words, in figures where it is a fraction, and of how many it is a median. */
export function useFormula(): (figure: Figure) => Shown {
  const { t } = useTexts("reports");
  const { number } = useFormat();
  return (figure) => {
    const { id, numerator, denominator, counted: count } = figure;
    const figures =
      numerator === null || denominator === null ? null : { top: number(numerator), bottom: number(denominator) };
    switch (id) {
      case "followers":
      case "posts":
      case "interactions":
        return { words: { top: t(`formula.${id}`) }, figures: null };
      case "rate-median":
        return {
          words: { top: t("formula.rateTop"), bottom: t("formula.rateBottom") },
          figures: null,
          before: t("formula.medianOf", { count }),
        };
      case "rate-sum":
        return { words: { top: t("formula.sumTop"), bottom: t("formula.sumBottom") }, figures };
      case "response-rate":
        return { words: { top: t("formula.responseTop"), bottom: t("formula.responseBottom") }, figures };
      case "first-answer":
        return {
          words: { top: t("formula.firstAnswer") },
          figures: null,
          before: t("formula.medianOfAnswers", { count }),
        };
    }
  };
}
