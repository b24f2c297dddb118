import { chartSvg } from "#shared/reports/chart-svg.ts";
import { sayDay, sayNumber } from "#shared/reports/say-figure.ts";
import type { Report, ReportDay } from "#shared/reports/schema.ts";
import type { OutTexts } from "#shared/reports/texts/out-texts.ts";
import { Table, Td, Th, Tr } from "#web/ui/table.tsx";

type Props = { report: Report; texts: OutTexts; ink: string };
const kinds = ["interactions", "followers", "received"] as const;
type Kind = (typeof kinds)[number];

/** The charts of print on the page; under each the same numbers as a table, for whoever cannot see a picture. */
export const SharedCharts = ({ report, texts, ink }: Props) => (
  <>
    {kinds.map((kind) => (
      <SharedChart key={kind} kind={kind} report={report} texts={texts} ink={ink} />
    ))}
  </>
);

function SharedChart({ kind, report, texts, ink }: Props & { kind: Kind }) {
  const { title, unit } = texts.page.charts[kind];
  const svg = chartSvg(report, kind, ink, texts);
  return (
    <section className="rounded-l border border-line bg-surface px-3.5 py-3 break-inside-avoid" aria-label={title}>
      <header className="mb-2 flex flex-wrap items-baseline gap-x-3">
        <h2 className="font-strong">
          {title} <span className="text-12 font-normal text-text-3">{unit}</span>
        </h2>
        <p className="ml-auto flex items-center gap-3 text-12 text-text-2">
          <span className="flex items-center gap-1.5">
            <span aria-hidden className="size-2.5" style={{ backgroundColor: ink }} />
            {texts.page.now}
          </span>
          <span className="flex items-center gap-1.5">
            <span aria-hidden className="size-2.5 border border-c-prev" />
            {texts.page.earlier}
          </span>
        </p>
      </header>
      {svg === null ? (
        <p className="text-12 text-text-3">{texts.page.noValues}</p>
      ) : (
        <img src={`data:image/svg+xml,${encodeURIComponent(svg)}`} alt={title} className="w-full" />
      )}
      <details className="mt-1 text-12 print:hidden">
        <summary className="link cursor-pointer max-sm:min-h-11">{texts.link.asTable}</summary>
        <Days kind={kind} days={report.days} texts={texts} />
      </details>
    </section>
  );
}

const valuesOf: Record<Kind, (day: ReportDay) => [number | null, number | null]> = {
  interactions: (day) => [day.interactions, day.interactionsBefore],
  followers: (day) => [day.followers, day.followersBefore],
  received: (day) => [day.received, day.receivedBefore],
};

function Days({ kind, days, texts }: { kind: Kind; days: ReportDay[]; texts: OutTexts }) {
  const head = (
    <>
      <Th>{texts.link.day}</Th>
      <Th end>{texts.page.now}</Th>
      <Th end>{texts.page.earlier}</Th>
    </>
  );
  return (
    <Table caption={texts.page.charts[kind].title} head={head}>
      {days.map((day) => (
        <Tr key={day.day}>
          <Td className="whitespace-nowrap">{sayDay(day.day, texts.locale)}</Td>
          {valuesOf[kind](day).map((value, at) => (
            <Td end key={at === 0 ? "now" : "before"}>
              {sayNumber(value, "count", texts)}
            </Td>
          ))}
        </Tr>
      ))}
    </Table>
  );
}
