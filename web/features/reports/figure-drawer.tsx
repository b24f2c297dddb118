import type { Figure, Report, ReportFilter } from "#shared/reports/schema.ts";
import { useFormat } from "#web/lib/format.ts";
import { useTexts } from "#web/lib/i18n.ts";
import { Drawer } from "#web/ui/drawer.tsx";
import { aboveTabs, Big, Fact, Facts, Formula, Heading } from "./drawer-parts.tsx";
import { useFormula } from "./figure-formula.ts";
import { FigureRows } from "./figure-rows.tsx";
import { sayPeriod } from "./period.ts";
import { ChangeLine, NotAvailable, useSay, useWhy } from "./value.tsx";

type Props = {
  report: Report;
  figure: Figure;
  filter: ReportFilter;
  onPost: (id: string) => void;
  onClose: () => void;
};

/** Where a number of the period comes from: formula, its two halves with their dates, what is left out, every row. */
export function FigureDrawer({ report, figure, filter, onPost, onClose }: Props) {
  const { t } = useTexts("reports");
  const say = useSay();
  const why = useWhy();
  const formula = useFormula()(figure);
  const before = report.figuresBefore.find((one) => one.id === figure.id);
  return (
    <Drawer title={t("drawer.title")} onClose={onClose} className={aboveTabs}>
      <p className="text-12 text-text-2">{report.brand.name}</p>
      <Big>
        {figure.value === null ? <NotAvailable why={why(figure.missing)} /> : say(figure.value, figure.unit, figure.id)}
      </Big>
      {figure.value === null ? (
        <p className="text-text-2">{why(figure.missing)}</p>
      ) : (
        <ChangeLine now={figure} before={before} />
      )}
      <p className="mt-1 font-strong">{t(`name.${figure.id}`)}</p>
      <Formula {...formula} />
      <FigureFacts report={report} figure={figure} before={before} />
      <Heading>{t("drawer.source")}</Heading>
      <p className="text-pretty text-text-2">{t(`source.${figure.id}`)}</p>
      <Heading>{t("drawer.rows")}</Heading>
      <FigureRows figure={figure.id} filter={filter} posts={report.posts} onPost={onPost} />
    </Drawer>
  );
}

type FactsProps = { report: Report; figure: Figure; before: Figure | undefined };

function FigureFacts({ report, figure, before }: FactsProps) {
  const { t } = useTexts("reports");
  const { locale, number, full } = useFormat();
  const say = useSay();
  const year = report.asOf.slice(0, 4);
  const { id, numerator, denominator, counted: count, spread, leftOut, deletedIncluded } = figure;
  const value = (share: number | null) => say(share, figure.unit, id);
  const period = sayPeriod(report, locale, "-");
  const fraction = id === "rate-sum" || id === "response-rate";
  const threads = id === "response-rate" || id === "first-answer";
  const kind = threads ? "Threads" : id === "followers" ? "Readings" : "Posts";
  const counted = threads ? "countedThreads" : id === "followers" ? "countedChannels" : "countedPosts";
  return (
    <Facts>
      {fraction && denominator !== null && (
        <>
          <Fact name={t("drawer.numerator")}>{t(`unit.${id}`, { amount: number(numerator) })}</Fact>
          <Fact name={t("drawer.denominator")}>{t(`unit.${id}-bottom`, { amount: number(denominator) })}</Fact>
        </>
      )}
      <Fact name={t("drawer.counted")}>{t(`unit.${counted}`, { count })}</Fact>
      {spread && (
        <Fact name={t("drawer.spread")}>
          {t("drawer.spreadBetween", { low: value(spread.q1), high: value(spread.q3) })}
        </Fact>
      )}
      <Fact name={t("drawer.dates")}>
        {t(`drawer.dates${kind}`, { period })}
        <span className="block text-12 text-text-3">
          {t("drawer.zone", { zone: report.brand.timeZone, time: full(report.asOf) })}
        </span>
      </Fact>
      <Fact name={t("drawer.leftOut")}>
        {leftOut.length === 0 && t("drawer.nothingLeftOut")}
        {leftOut.map((one) => (
          <span key={one.why} className="block">
            {t(`leftOut.${one.why}`, { count: one.count })}
          </span>
        ))}
      </Fact>
      {deletedIncluded > 0 && (
        <Fact name={t("drawer.deleted")}>{t("drawer.deletedIncluded", { count: deletedIncluded })}</Fact>
      )}
      {before && (
        <Fact name={t("drawer.before")}>
          {t("drawer.beforeValue", { value: value(before.value), period: sayPeriod(report.before, locale, year) })}
        </Fact>
      )}
    </Facts>
  );
}
