import { Image } from "lucide-react";
import { lazy, type RefObject, Suspense, useMemo, useRef, useState } from "react";
import { sayDays } from "#shared/reports/say-figure.ts";
import type { Report } from "#shared/reports/schema.ts";
import { useFormat } from "#web/lib/format.ts";
import { useTexts } from "#web/lib/i18n.ts";
import { cx } from "#web/ui/cx.ts";
import { IconButton } from "#web/ui/icon-button.tsx";
import { Table, Td, Th, Tr } from "#web/ui/table.tsx";
import { chartPicture } from "./chart-picture.ts";
import { type ChartKind, type Point, seriesOf } from "./chart-series.ts";
import { InsteadOf } from "./instead-of.tsx";
import { NotAvailable } from "./value.tsx";

const DayChart = lazy(() => import("./day-chart.tsx"));

/** A chart with its unit in the title; the same numbers as a table are one click away. */
export function ChartCard({ report, kind }: { report: Report; kind: ChartKind }) {
  const { t } = useTexts("reports");
  const [asTable, setAsTable] = useState(false);
  const points = useMemo(() => seriesOf(report, kind), [report, kind]);
  const blank = points.every((point) => point.now === null && point.before === null);
  const drawn = useRef<HTMLElement>(null);
  const table = <DayTable kind={kind} points={points} />;
  return (
    <section
      ref={drawn}
      className="min-w-0 rounded-l border border-line px-3 pt-2 pb-2.5"
      aria-label={t(`chart.${kind}`)}
    >
      <header className="mb-1 flex min-h-6 flex-wrap items-center gap-x-3">
        <h2 className="font-strong">
          {t(`chart.${kind}`)} <span className="text-12 font-normal text-text-3">{t(`chart.${kind}Unit`)}</span>
        </h2>
        <Legend line={kind === "followers"} />
        {!asTable && !blank && <PictureButton report={report} kind={kind} drawn={drawn} />}
        <button
          type="button"
          aria-pressed={asTable}
          className={cx("link text-12 max-sm:min-h-11", (asTable || blank) && "ml-auto")}
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

type PictureProps = { report: Report; kind: ChartKind; drawn: RefObject<HTMLElement | null> };

/** The chart as a picture for a deck: title, unit and where it comes from stand in it. */
function PictureButton({ report, kind, drawn }: PictureProps) {
  const { t } = useTexts("reports");
  const { t: say } = useTexts("sharing");
  const { locale, full } = useFormat();
  const [failed, setFailed] = useState(false);
  const save = () => {
    const words = {
      title: `${report.brand.name}: ${t(`chart.${kind}`)}`,
      unit: t(`chart.${kind}Unit`),
      now: t("chart.now"),
      before: t("chart.before"),
      source: `${sayDays(report, locale)}, ${full(report.asOf)}, Konak`,
      file: `${report.brand.slug}-${kind}-${report.from}-${report.to}.png`,
    };
    chartPicture(drawn.current, words).then(
      () => setFailed(false),
      () => setFailed(true),
    );
  };
  return (
    <>
      <IconButton icon={Image} size="s" label={say("png.save")} className="ml-auto" onClick={save} />
      {failed && (
        <p role="alert" className="w-full text-12 text-ask">
          {say("png.failed")}
        </p>
      )}
    </>
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
