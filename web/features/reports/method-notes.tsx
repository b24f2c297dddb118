import { notComparable } from "#shared/reports/closed-list.ts";
import type { Report } from "#shared/reports/schema.ts";
import { formulaTexts, notComparableTexts } from "#shared/reports/texts/en.ts";
import { useFormat } from "#web/lib/format.ts";
import { useTexts } from "#web/lib/i18n.ts";
import { Banner } from "#web/ui/banner.tsx";
import { aggregateName, type Method } from "./formula-menu.tsx";

type Props = { report: Report; onMethod: (method: Method) => void };

/** What has to be known before a number is compared: another formula than the house's, and days nobody knows. */
export function MethodNotes({ report, onMethod }: Props) {
  const { t } = useTexts("reportFormulas");
  const { calendarDay } = useFormat();
  const { house, brand, dataFrom } = report;
  const why = notComparable(report, house);
  const said = (method: Method) =>
    t("menu.whole", { formula: lower(formulaTexts[method.formula].name), aggregate: lower(aggregateName(method)) });
  const partly = dataFrom !== null && dataFrom > report.before.from;
  if (why.length === 0 && !partly) return null;
  const back = (
    <button type="button" className="link max-sm:min-h-11" onClick={() => onMethod(house)}>
      {t("house.back")}
    </button>
  );
  return (
    <Banner tone="hint">
      {why.length > 0 && (
        <span className="block">
          {t("house.other", { shown: said(report), brand: brand.name, house: said(house) })}{" "}
          {why.map((one) => notComparableTexts[one]).join(" ")} {back}
        </span>
      )}
      {partly && (
        <span className="block">
          {t("known.from", { brand: brand.name, day: calendarDay(dataFrom) })} {t("known.before")}
        </span>
      )}
    </Banner>
  );
}

/** Whether the period before is known whole; else nothing is compared with it. */
export const beforeKnown = ({ dataFrom, before }: Report): boolean => dataFrom !== null && dataFrom <= before.from;

const lower = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);
