import { lazy, Suspense, useState } from "react";
import type { Mix } from "#shared/reports/screens.ts";
import { useFormat } from "#web/lib/format.ts";
import { useTexts } from "#web/lib/i18n.ts";
import { Card } from "#web/ui/panes.tsx";
import { Table, Td, Th, Tr } from "#web/ui/table.tsx";
import { NotAvailable } from "./value.tsx";

const GrowthChart = lazy(() => import("./growth-chart.tsx"));

/** Followers from the first one on, and what the period won and lost by day; the same numbers as a table. */
export function GrowthCard({ mix }: { mix: Mix }) {
  const { t } = useTexts("reportScreens");
  const [asTable, setAsTable] = useState(false);
  const known = mix.growth.some((point) => point.followers !== null);
  return (
    <Card
      title={
        <>
          {t("mix.followers")} <span className="text-12 font-normal text-text-3">{t("mix.followersUnit")}</span>
        </>
      }
      aside={
        <button
          type="button"
          aria-pressed={asTable}
          className="link max-sm:min-h-11"
          onClick={() => setAsTable(!asTable)}
        >
          {t(asTable ? "asChart" : "asTable")}
        </button>
      }
    >
      <GrowthWords mix={mix} />
      {!known && <p className="py-6 text-center text-12 text-text-3">{t("mix.noGrowth")}</p>}
      {known && asTable && <GrowthTable mix={mix} />}
      {known && !asTable && (
        <Suspense fallback={<div className="h-76" />}>
          <GrowthChart mix={mix} />
        </Suspense>
      )}
    </Card>
  );
}

function GrowthWords({ mix }: { mix: Mix }) {
  const { t } = useTexts("reportScreens");
  const { locale, number, calendarDay } = useFormat();
  const { grown, grownBefore } = mix;
  const signed = (count: number | null) =>
    count === null ? number(null) : count.toLocaleString(locale, { signDisplay: "exceptZero" }).replace("-", "−");
  if (grown.net === null) return <p className="text-text-2">{t("mix.noGrowth")}</p>;
  return (
    <div className="mb-2">
      <p className="text-16">
        <b>{t("mix.net", { net: signed(grown.net) })}</b>{" "}
        <span className="text-13 text-text-2">
          {t("mix.netFrom", {
            from: number(grown.fromCount),
            fromDay: calendarDay(grown.fromDay ?? mix.from),
            to: number(grown.toCount),
            toDay: calendarDay(grown.toDay ?? mix.to),
          })}
        </span>
      </p>
      <p className="text-12 text-text-3">
        {t("mix.gains", { gains: signed(grown.gains), losses: number(Math.abs(grown.losses)), count: grown.daysKnown })}
        . {grown.daysWithout > 0 && `${t("mix.without", { count: grown.daysWithout })} `}
        {t("mix.before", { net: signed(grownBefore.net) })}.
      </p>
    </div>
  );
}

function GrowthTable({ mix }: { mix: Mix }) {
  const { t } = useTexts("reportScreens");
  const reports = useTexts("reports").t;
  const { number, calendarDay } = useFormat();
  const head = (
    <>
      <Th>{t("mix.day")}</Th>
      <Th end>{reports("name.followers")}</Th>
      <Th end>{t("mix.change")}</Th>
    </>
  );
  const value = (count: number | null) =>
    count === null ? <NotAvailable why={reports("chart.noReading")} /> : number(count);
  return (
    <Table caption={t("mix.followers")} head={head} className="-mx-3 max-h-94 overflow-y-auto">
      {[...mix.growth].reverse().map((point) => (
        <Tr key={point.day}>
          <Td>{calendarDay(point.day)}</Td>
          <Td end>{value(point.followers)}</Td>
          <Td end>{value(point.change)}</Td>
        </Tr>
      ))}
    </Table>
  );
}
