import { Component, lazy, type ReactNode, Suspense, useMemo, useState } from "react";
import type { Report } from "#shared/reports/schema.ts";
import { useFormat } from "#web/lib/format.ts";
import { useTexts } from "#web/lib/i18n.ts";
import { cx } from "#web/ui/cx.ts";
import { Table, Td, Th, Tr } from "#web/ui/table.tsx";
import { type ChartKind, type Point, seriesOf } from "./chart-series.ts";
import { NotAvailable } from "./value.tsx";

const DayChart = lazy(() => import("./day-chart.tsx"));

/** A chart with its unit in the title; the same numbers as a table are one click away. */
export function ChartCard({ report, kind }: { report: Report; kind: ChartKind }) {
  const { t } = useTexts("reports");
  const [asTable, setAsTable] = useState(false);
  const points = useMemo(() => seriesOf(report, kind), [report, kind]);
  const blank = points.every((point) => point.now === null && point.before === null);
  const table = <DayTable kind={kind} points={points} />;
  return (
    <section className="min-w-0 rounded-l border border-line px-3 pt-2 pb-2.5" aria-label={t(`chart.${kind}`)}>
      <header className="mb-1 flex min-h-6 flex-wrap items-center gap-x-3">
        <h2 className="font-strong">
          {t(`chart.${kind}`)} <span className="text-12 font-normal text-text-3">{t(`chart.${kind}Unit`)}</span>
        </h2>
        <Legend line={kind === "followers"} />
        <button
          type="button"
          aria-pressed={asTable}
          className="link ml-auto text-12 max-sm:min-h-11"
          onClick={() => setAsTable(!asTable)}
        >
          {t(asTable ? "chart.asChart" : "chart.asTable")}
        </button>
      </header>
      {asTable && table}
      {!asTable && blank && <p className="py-6 text-center text-12 text-text-3">{t("chart.nothing")}</p>}
      {!asTable && !blank && (
        <InsteadOf failed={<p className="text-12 text-text-3">{t("chart.failed")}</p>}>
          <Suspense fallback={<div className="h-47" />}>
            <DayChart kind={kind} points={points} />
          </Suspense>
        </InsteadOf>
      )}
    </section>
  );
}

function Legend({ line }: { line: boolean }) {
  const { t } = useTexts("reports");
  const mark = (name: string) => <span aria-hidden className={cx("inline-block shrink-0", name)} />;
  return (
    <ul className="flex gap-3.5 text-12 text-text-2">
      <li className="flex items-center gap-1.5">
        {mark(line ? "w-4 border-t-2 border-c1" : "size-2.5 rounded-[2px] bg-c1")}
        {t("chart.now")}
      </li>
      <li className="flex items-center gap-1.5">
        {mark(line ? "w-4 border-t-2 border-dashed border-c-prev" : "size-2.5 rounded-[2px] border border-c-prev")}
        {t("chart.before")}
      </li>
    </ul>
  );
}

function DayTable({ kind, points }: { kind: ChartKind; points: Point[] }) {
  const { t } = useTexts("reports");
  const { calendarDay, number } = useFormat();
  const none = t(kind === "interactions" ? "chart.noPost" : "chart.noReading");
  const value = (count: number | null) => (count === null ? <NotAvailable why={none} /> : number(count));
  const head = (
    <>
      <Th>{t("chart.day")}</Th>
      <Th end>{t("chart.now")}</Th>
      <Th end>{t("chart.beforeDay")}</Th>
      <Th end>{t("chart.before")}</Th>
    </>
  );
  return (
    <Table caption={t(`chart.${kind}`)} head={head} className="-mx-3 max-h-94 overflow-y-auto">
      {points.map((point) => (
        <Tr key={point.day}>
          <Td className="whitespace-nowrap">{calendarDay(point.day)}</Td>
          <Td end>{value(point.now)}</Td>
          <Td end className="text-text-3">
            {calendarDay(point.beforeDay)}
          </Td>
          <Td end>{value(point.before)}</Td>
        </Tr>
      ))}
    </Table>
  );
}

/** The charts' code may fail to load; the page around them stays. */
class InsteadOf extends Component<{ failed: ReactNode; children: ReactNode }, { failed: boolean }> {
  override state = { failed: false };
  static getDerivedStateFromError = () => ({ failed: true });
  override render() {
    return this.state.failed ? this.props.failed : this.props.children;
  }
}
