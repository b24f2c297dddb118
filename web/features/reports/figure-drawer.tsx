import { Link } from "@tanstack/react-router";
import type { Figure, Report, ReportFilter } from "#shared/reports/schema.ts";
import { aggregateTexts, formulaTexts } from "#shared/reports/texts/en.ts";
import { useFormat } from "#web/lib/format.ts";
import { useTexts } from "#web/lib/i18n.ts";
import { buttonClass } from "#web/ui/button.tsx";
import { Drawer } from "#web/ui/drawer.tsx";
import { aboveTabs, Big, Fact, Facts, Formula, Heading } from "./drawer-parts.tsx";
import { useFormula } from "./figure-formula.ts";
import { FigureRows } from "./figure-rows.tsx";
import { beforeKnown } from "./method-notes.tsx";
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
  const before = beforeKnown(report) ? report.figuresBefore.find((one) => one.id === figure.id) : undefined;
  return (
    <Drawer title={t("drawer.title")} onClose={onClose} className={aboveTabs}>
      <p className="text-12 text-text-2">{report.brand.name}</p>
      <Big>
        {figure.value === null ? <NotAvailable why={why(figure.missing)} /> : say(figure.value, figure.unit, figure.id)}
      </Big>
      {figure.value === null ? (
        <p className="text-text-2">{why(figure.missing)}</p>
      ) : (
        before && <ChangeLine now={figure} before={before} />
      )}
      <p className="mt-1 font-strong">
        {figure.formula && figure.id.startsWith("rate-") && `${formulaTexts[figure.formula].name}: `}
        {t(`name.${figure.id}`)}
      </p>
      <Formula {...formula} />
      <FigureFacts report={report} figure={figure} before={before} />
      <Heading>{t("drawer.source")}</Heading>
      <p className="text-pretty text-text-2">
        {figure.formula ? `${formulaTexts[figure.formula].source}.` : t(`source.${figure.id}`)}{" "}
        {figure.aggregate && aggregateTexts[figure.aggregate].definition}
      </p>
      <Edges figure={figure} />
      <Heading>{t("drawer.rows")}</Heading>
      <FigureRows figure={figure.id} filter={filter} posts={report.posts} onPost={onPost} />
      {figure.id === "share-of-voice" && (
        <Link
          to="/reports/rivals"
          search={{ brand: filter.brand, from: filter.from, to: filter.to }}
          className={buttonClass("default", "s", "mt-3")}
        >
          {t("drawer.toRivals")}
        </Link>
      )}
    </Drawer>
  );
}

/** Where the formula has no answer, and what is done then. */
function Edges({ figure }: { figure: Figure }) {
  const { t } = useTexts("reportFormulas");
  const edges = figure.formula ? formulaTexts[figure.formula].edges : [];
  if (edges.length === 0) return null;
  return (
    <>
      <Heading>{t("drawer.edges")}</Heading>
      <ul className="grid list-disc gap-1 pl-4 text-pretty text-text-2">
        {edges.map((edge) => (
          <li key={edge}>{edge}</li>
        ))}
      </ul>
    </>
  );
}

type FactsProps = { report: Report; figure: Figure; before: Figure | undefined };

function FigureFacts({ report, figure, before }: FactsProps) {
  const { t } = useTexts("reports");
  const { t: tell } = useTexts("reportFormulas");
  const { locale, full } = useFormat();
  const say = useSay();
  const year = report.asOf.slice(0, 4);
  const { id, counted: count, spread, leftOut, deletedIncluded, paidIncluded } = figure;
  const value = (share: number | null) => say(share, figure.unit, id);
  const period = sayPeriod(report, locale, "-");
  const answers = id.startsWith("first-answer");
  const threads = id === "response-rate" || answers;
  const voice = id === "share-of-voice";
  const kind = threads ? "Threads" : id === "followers" ? "Readings" : voice ? "Pages" : "Posts";
  const rows = threads ? "Threads" : id === "followers" ? "Channels" : voice ? "Pages" : "Posts";
  const days = figure.formula === "followers-day";
  return (
    <Facts>
      <Halves figure={figure} />
      <Fact name={t("drawer.counted")}>
        {days ? tell("drawer.countedDays", { count }) : t(`unit.counted${rows}`, { count })}
      </Fact>
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
        {answers && (
          <span className="block text-12 text-text-3">
            {tell(report.serviceHours ? "drawer.service" : "drawer.round", { zone: report.brand.timeZone })};{" "}
            {tell("drawer.aim", { time: say(report.answerAim * 60, "seconds") })}
          </span>
        )}
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
      {paidIncluded > 0 && (
        <Fact name={tell("drawer.paid")}>{tell("drawer.paidIncluded", { count: paidIncluded })}</Fact>
      )}
      {before && before.value !== null && (
        <Fact name={t("drawer.before")}>
          {t("drawer.beforeValue", { value: value(before.value), period: sayPeriod(report.before, locale, year) })}
        </Fact>
      )}
    </Facts>
  );
}

/** What stands above and below the line, where there is one. */
function Halves({ figure }: { figure: Figure }) {
  const { t } = useTexts("reports");
  const { t: tell } = useTexts("reportFormulas");
  const { number } = useFormat();
  const say = useSay();
  const { id, numerator, denominator, formula, scale } = figure;
  if (numerator === null || denominator === null || !formula) return null;
  const words = formulaTexts[formula];
  const mean = id === "rate-mean";
  const answered = id === "response-rate";
  const top = mean ? tell("drawer.sumOfRates", { sum: say(numerator, figure.unit, id) }) : number(numerator);
  return (
    <>
      <Fact name={t("drawer.numerator")}>
        {answered ? t("unit.response-rate", { amount: top }) : top}
        {!mean && !answered && <span className="block text-12 text-text-3">{words.top}</span>}
        {scale !== 1 && (
          <span className="block text-12 text-text-3">{tell("drawer.scale", { scale: number(scale) })}</span>
        )}
      </Fact>
      <Fact name={t("drawer.denominator")}>
        {answered && t("unit.response-rate-bottom", { amount: number(denominator) })}
        {mean && tell("drawer.byCount", { count: denominator })}
        {!answered && !mean && (
          <>
            {number(denominator)}
            <span className="block text-12 text-text-3">{words.bottom}</span>
          </>
        )}
      </Fact>
    </>
  );
}
