import type { Aggregate, RateFormula } from "#shared/reports/closed-list.ts";
import { aggregateTexts, formulaTexts } from "#shared/reports/texts/en.ts";
import { Tag } from "#web/ui/badge.tsx";

/** Which formula a rate follows, where several stand in one column. */
export const FormulaMark = ({ formula, aggregate }: { formula: RateFormula; aggregate: Aggregate }) => (
  <Tag title={`${formulaTexts[formula].name}, ${aggregateTexts[aggregate].name}`}>{formulaTexts[formula].name}</Tag>
);
