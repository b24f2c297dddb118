import type { Figure, Report } from "#shared/reports/schema.ts";
import { aggregateTexts, formulaTexts } from "#shared/reports/texts/en.ts";

const names: Record<Figure["id"], string> = {
  followers: "Followers",
  posts: "Posts",
  interactions: "Interactions",
  "rate-median": "Rate, median",
  "rate-mean": "Rate, mean",
  "rate-sum": "Rate, ratio of sums",
  "response-rate": "Response rate",
  "first-answer": "Time to first answer, median",
  "first-answer-p90": "Time to first answer, 90th percentile",
  "share-of-voice": "Share of voice",
};
const plain: Partial<Record<Figure["id"], string>> = {
  followers: "newest reading of each channel, added up, on the last day of the period that has all of them",
  posts: "posts published in the period",
  interactions: "likes + comments + shares + quotes of the posts of the period, to date",
};

/** How a number was made, in one line: formula, definition, aggregate. */
export const methodOf = ({ id, formula, aggregate }: Figure): string =>
  [formula && `${formula}: ${formulaTexts[formula].definition}`, plain[id], aggregate && aggregateTexts[aggregate].name]
    .filter(Boolean)
    .join("; ");

const figure = (one: Figure) => ({
  name: one.id,
  title: one.formula && one.aggregate ? `${formulaTexts[one.formula].name}: ${names[one.id]}` : names[one.id],
  value: one.value,
  unit: one.unit,
  numerator: one.numerator,
  denominator: one.denominator,
  scale: one.scale,
  n: one.counted,
  method: methodOf(one),
  formula: one.formula,
  aggregate: one.aggregate,
  missing: one.missing,
  spread: one.spread,
  leftOut: one.leftOut,
  deletedIncluded: one.deletedIncluded,
  paidIncluded: one.paidIncluded,
});

/**
 * The report as JSON with every digit: name, value, numerator, denominator, n and method of every figure. `value` is
 * numerator * scale / denominator wherever both stand; a median has neither. Missing is null and says why.
 * A formula that is no rate has its figures apart as `asked`.
 */
export function reportJson(report: Report): string {
  const { figures, figuresBefore, asked, ...rest } = report;
  const body = {
    ...rest,
    ...(asked && { asked: figures.filter((one) => one.formula === asked).map(figure) }),
    figures: figures.map(figure),
    figuresBefore: figuresBefore.map(figure),
  };
  return `${JSON.stringify(body, null, 2)}\n`;
}
