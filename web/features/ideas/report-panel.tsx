import { useQuery } from "@tanstack/react-query";
import { Printer } from "lucide-react";
import type { CallReport } from "#shared/ideas/report-schema.ts";
import { ReportCompare } from "#web/features/ideas/report-compare.tsx";
import { ReportDays } from "#web/features/ideas/report-days.tsx";
import { useFormat } from "#web/lib/format.ts";
import { useTexts } from "#web/lib/i18n.ts";
import { Problem } from "#web/lib/problem.tsx";
import { useTRPC } from "#web/lib/trpc.ts";
import { Button } from "#web/ui/button.tsx";
import { EmptyState } from "#web/ui/empty-state.tsx";
import { Card } from "#web/ui/panes.tsx";
import { SkeletonRows } from "#web/ui/skeleton.tsx";
import { Table, Td, Th, Tr } from "#web/ui/table.tsx";

/** What the call brought, beside earlier calls and the published scale; printable. */
export function ReportPanel({ callId }: { callId: string }) {
  const report = useQuery(useTRPC().calls.report.queryOptions({ callId }));
  if (report.isError) return <Problem error={report.error} onRetry={() => void report.refetch()} />;
  if (!report.data) return <SkeletonRows count={6} height={64} />;
  return <Sheet report={report.data} />;
}

function Sheet({ report }: { report: CallReport }) {
  const { t } = useTexts("callReport");
  const format = useFormat();
  return (
    <div data-print className="grid grid-cols-[minmax(0,1fr)] gap-3">
      <p className="flex items-center gap-2 text-text-2">
        <span className="flex-1 max-sm:hidden print:block">
          {t("of", { question: report.question, day: format.full(report.asOf) })}
        </span>
        <span className="flex-1 sm:hidden print:hidden">{t("asOf", { day: format.full(report.asOf) })}</span>
        <Button icon={Printer} className="print:hidden" onClick={() => window.print()}>
          {t("print")}
        </Button>
      </p>
      {report.figures.ideas === 0 ? (
        <EmptyState>{t("noIdeas")}</EmptyState>
      ) : (
        <>
          <Leads report={report} />
          <ReportCompare report={report} />
          <div className="grid grid-cols-[minmax(0,1fr)] gap-3 lg:grid-cols-2 print:grid-cols-2">
            <Sources report={report} />
            <ReportDays report={report} />
          </div>
        </>
      )}
    </div>
  );
}

/** The six numbers one asks for first, goals beside them. */
function Leads({ report }: { report: CallReport }) {
  const { t } = useTexts("callReport");
  const format = useFormat();
  const { figures, goal } = report;
  const hours = (value: number | null) => (value === null ? "n/a" : format.span(value * 3600));
  const goalOf = (value: number | null) => (value === null ? null : t("goal", { value: format.number(value) }));
  const leads = [
    { name: "people", value: format.number(figures.people), aside: goalOf(goal.people) },
    { name: "ideas", value: format.number(figures.ideas), aside: null },
    { name: "answered", value: format.percent(figures.answeredShare), aside: null },
    { name: "adopted", value: format.number(figures.adopted), aside: goalOf(goal.adopted) },
    { name: "firstAnswer", value: hours(figures.hoursToFirstAnswer), aside: null },
    { name: "decision", value: hours(figures.hoursToDecision), aside: null },
  ] as const;
  return (
    <dl className="grid grid-cols-2 gap-px overflow-hidden rounded-l border border-line bg-line sm:grid-cols-3 xl:grid-cols-6 print:grid-cols-6">
      {leads.map((lead) => (
        <div key={lead.name} className="min-w-0 bg-surface px-3 py-2">
          <dt className="truncate text-12 text-text-2">{t(`lead.${lead.name}`)}</dt>
          <dd className="text-18 leading-6 font-strong tabular-nums">{lead.value}</dd>
          <dd className="min-h-4 text-12 text-text-3">{lead.aside}</dd>
        </div>
      ))}
    </dl>
  );
}

function Sources({ report }: { report: CallReport }) {
  const { t } = useTexts("callReport");
  const { t: say } = useTexts("ideas");
  const format = useFormat();
  const head = (
    <>
      <Th>{t("source")}</Th>
      <Th end>{t("ideas")}</Th>
      <Th end>{t("people")}</Th>
    </>
  );
  return (
    <Card flush title={t("sources")} className="break-inside-avoid">
      <Table caption={t("sources")} head={head}>
        {report.bySource.map((one) => (
          <Tr key={one.source}>
            <Td>{say(`sources.${one.source}`)}</Td>
            <Td end>{format.number(one.ideas)}</Td>
            <Td end>{format.number(one.people)}</Td>
          </Tr>
        ))}
      </Table>
      <p className="border-t border-line px-3 py-2 text-12 text-text-2">
        {t("languages")}:{" "}
        {report.byLanguage
          .map((one) => `${one.lang ? format.language(one.lang) : t("unknownLanguage")} ${format.number(one.ideas)}`)
          .join(", ")}
      </p>
    </Card>
  );
}
