import { Link } from "@tanstack/react-router";
import type { Figure } from "#shared/reports/schema.ts";
import type { Overview, OverviewRow } from "#shared/reports/screens.ts";
import { aggregateTexts, formulaTexts } from "#shared/reports/texts/en.ts";
import { useFormat } from "#web/lib/format.ts";
import { useTexts } from "#web/lib/i18n.ts";
import { buttonClass } from "#web/ui/button.tsx";
import { Drawer } from "#web/ui/drawer.tsx";
import { aboveTabs, Big, Fact, Facts, Heading } from "./drawer-parts.tsx";
import { FigureRows } from "./figure-rows.tsx";
import { figureIn, type OverviewColumn } from "./overview-sort.ts";
import { sayPeriod } from "./period.ts";
import { NotAvailable, useSay, useWhy } from "./value.tsx";

type Props = { overview: Overview; row: OverviewRow; column: OverviewColumn; onClose: () => void };

/** Where a number of the overview comes from: its formula, its halves, what was left out, and every row. */
export function OverviewDrawer({ overview, row, column, onClose }: Props) {
  const { t } = useTexts("reports");
  const screens = useTexts("reportScreens").t;
  const { locale } = useFormat();
  const say = useSay();
  const why = useWhy();
  const figure = figureIn(row, column);
  const filter = { brand: row.slug, from: overview.from, to: overview.to };
  return (
    <Drawer title={t("drawer.title")} onClose={onClose} className={aboveTabs}>
      <p className="text-12 text-text-2">{row.name}</p>
      <Big>
        {figure.value === null ? <NotAvailable why={why(figure.missing)} /> : say(figure.value, figure.unit, figure.id)}
      </Big>
      <p className="mt-1 font-strong">{screens(`overview.${column === "growth" ? "followers" : column}`)}</p>
      <FigureWords figure={figure} />
      <FigureHalves figure={figure} />
      <Facts>
        <Fact name={t("drawer.dates")}>{sayPeriod(overview, locale, "-")}</Fact>
      </Facts>
      <p className="mt-3">
        <Link to="/reports" search={filter} className={buttonClass("default", "s")}>
          {screens("overview.report")}
        </Link>
      </p>
      <Heading>{t("drawer.rows")}</Heading>
      <FigureRows figure={figure.id} filter={filter} posts={[]} onPost={() => {}} />
    </Drawer>
  );
}

/** A figure's formula, as the closed list words it. */
function FigureWords({ figure }: { figure: Figure }) {
  const { t } = useTexts("reports");
  if (!figure.formula) return <p className="mt-1 text-pretty text-text-2">{t(`source.${figure.id as "followers"}`)}</p>;
  const words = formulaTexts[figure.formula];
  return (
    <p className="mt-1 text-pretty text-text-2">
      {words.definition}
      {figure.aggregate && ` (${aggregateTexts[figure.aggregate].name})`}. {words.source}.
    </p>
  );
}

function FigureHalves({ figure }: { figure: Figure }) {
  const { t } = useTexts("reports");
  const { number } = useFormat();
  const say = useSay();
  const { numerator, denominator, spread, counted, leftOut } = figure;
  return (
    <Facts>
      {numerator !== null && denominator !== null && (
        <>
          <Fact name={t("drawer.numerator")}>{number(numerator)}</Fact>
          <Fact name={t("drawer.denominator")}>{number(denominator)}</Fact>
        </>
      )}
      <Fact name={t("drawer.counted")}>{number(counted)}</Fact>
      {spread && (
        <Fact name={t("drawer.spread")}>
          {t("drawer.spreadBetween", {
            low: say(spread.q1, figure.unit, figure.id),
            high: say(spread.q3, figure.unit, figure.id),
          })}
        </Fact>
      )}
      {leftOut.length > 0 && (
        <Fact name={t("drawer.leftOut")}>
          {leftOut.map((one) => (
            <span key={one.why} className="block">
              {t(`leftOut.${one.why as "settling"}`, { count: one.count })}
            </span>
          ))}
        </Fact>
      )}
    </Facts>
  );
}
