import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Download, Printer } from "lucide-react";
import type { ReactNode } from "react";
import type { LoopReport, LoopReportFilter } from "#shared/forwarding/loop-schema.ts";
import { LoopOutcomes } from "#web/features/forwarding/loop-outcomes.tsx";
import { useFormat } from "#web/lib/format.ts";
import { useTexts } from "#web/lib/i18n.ts";
import { Problem } from "#web/lib/problem.tsx";
import { useTRPC } from "#web/lib/trpc.ts";
import { Button, buttonClass } from "#web/ui/button.tsx";
import { EmptyState } from "#web/ui/empty-state.tsx";
import { Card, Page, PaneTitle } from "#web/ui/panes.tsx";
import { SkeletonRows } from "#web/ui/skeleton.tsx";
import { Table, Td, Th, Tr } from "#web/ui/table.tsx";

type Props = { filter: LoopReportFilter; period: ReactNode };

/** What the community's feedback led to, on a page that can be printed for the board. */
export function LoopReportScreen({ filter, period }: Props) {
  const { t } = useTexts("loops");
  const trpc = useTRPC();
  const report = useQuery(trpc.forwarding.report.queryOptions(filter, { placeholderData: keepPreviousData }));
  return (
    <Page
      bar={
        <>
          <PaneTitle>{t("report.title")}</PaneTitle>
          <span className="ml-auto flex items-center gap-1.5 print:hidden">
            {period}
            <a
              href={`/api/loops.csv?${new URLSearchParams(filter)}`}
              download
              className={buttonClass("default", "m", "max-sm:hidden")}
            >
              <Download aria-hidden size={16} strokeWidth={1.5} />
              {t("report.csv")}
            </a>
            <Button icon={Printer} className="max-sm:hidden" onClick={() => window.print()}>
              {t("report.print")}
            </Button>
          </span>
        </>
      }
    >
      {report.isError && <Problem error={report.error} onRetry={() => void report.refetch()} />}
      {report.isPending && <SkeletonRows count={6} height={64} />}
      {report.data && <Sheet report={report.data} />}
    </Page>
  );
}

function Sheet({ report }: { report: LoopReport }) {
  const { t } = useTexts("loops");
  const format = useFormat();
  const { brand, from, to } = report;
  return (
    <div data-print className="grid grid-cols-[minmax(0,1fr)] gap-3">
      <h1 className="hidden text-18 font-strong print:block">{t("report.title")}</h1>
      <p className="text-text-2">
        {t("report.of", { brand: brand.name, from: format.calendarDay(from), to: format.calendarDay(to) })}
      </p>
      <Figures report={report} />
      <Departments report={report} />
      <LoopOutcomes report={report} />
    </div>
  );
}

const share = (part: number, of: number): number | null => (of === 0 ? null : part / of);

/** The way from feedback to a follower who has heard, in six numbers; each leads to its loops. */
function Figures({ report }: { report: LoopReport }) {
  const { t } = useTexts("loops");
  const format = useFormat();
  const { received, forwarded, answered, closed, sums, brand, from, to } = report;
  const of = (part: number, base: number, key: "ofForwarded" | "ofReceived") =>
    t(`report.${key}`, { share: format.percent(share(part, base)) });
  const link = { brand: brand.slug, from, to };
  return (
    <dl className="grid grid-cols-2 gap-px overflow-hidden rounded-l border border-line bg-line sm:grid-cols-3 xl:grid-cols-6 print:grid-cols-6">
      <Figure name={t("report.received")} value={format.number(received)} how={t("report.receivedHow")} />
      <Figure
        name={t("report.forwarded")}
        value={format.number(forwarded)}
        how={t("report.forwardedHow")}
        aside={of(forwarded, received, "ofReceived")}
      />
      <Figure
        name={t("report.answered")}
        value={format.number(answered)}
        how={t("report.answeredHow")}
        aside={of(answered, forwarded, "ofForwarded")}
        link={{ ...link, state: "toClose" }}
      />
      <Figure
        name={t("report.closed")}
        value={format.number(closed)}
        how={t("report.closedHow")}
        aside={of(closed, forwarded, "ofForwarded")}
        link={{ ...link, state: "closed" }}
      />
      <Figure
        name={t("report.told")}
        value={format.percent(sums.told ? share(sums.told.count, sums.told.of) : null)}
        how={sums.told ? t("report.toldHow", { of: format.number(sums.told.of) }) : ""}
        link={{ ...link, state: "toClose" }}
      />
      <Figure
        name={t("report.late")}
        value={format.number(sums.late)}
        how={t("report.lateHow")}
        off={sums.late > 0}
        link={{ ...link, state: "late" }}
      />
    </dl>
  );
}

type LoopsLink = {
  brand: string;
  from: string;
  to: string;
  state: "toClose" | "closed" | "late";
  departmentId?: string;
};
type FigureProps = { name: string; value: string; how: string; aside?: string; off?: boolean; link?: LoopsLink };

function Figure({ name, value, how, aside, off, link }: FigureProps) {
  return (
    <div className="relative min-w-0 bg-surface px-3 py-2">
      <dt className="truncate text-12 text-text-2">
        {link ? (
          <Link to="/loops" search={link} className="after:absolute after:inset-0 hover:underline">
            {name}
          </Link>
        ) : (
          name
        )}
      </dt>
      <dd
        className={
          off ? "text-18 leading-6 font-strong text-ask tabular-nums" : "text-18 leading-6 font-strong tabular-nums"
        }
      >
        {value}
      </dd>
      <dd className="text-12 leading-4 text-text-3">
        {how}
        {aside && <span className="block">{aside}</span>}
      </dd>
    </div>
  );
}

function Departments({ report }: { report: LoopReport }) {
  const { t } = useTexts("loops");
  const format = useFormat();
  const { brand, from, to } = report;
  const head = (
    <>
      <Th>{t("report.department")}</Th>
      <Th end>{t("report.loops")}</Th>
      <Th end>{t("report.answeredCol")}</Th>
      <Th end>{t("report.lateCol")}</Th>
      <Th end>{t("report.median")}</Th>
      <Th end>{t("report.p90")}</Th>
      <Th end>{t("report.toldCol")}</Th>
    </>
  );
  const time = (seconds: number | null) => (seconds === null ? "n/a" : format.span(seconds));
  return (
    <Card flush title={t("report.departments")} className="break-inside-avoid">
      {report.departments.length === 0 ? (
        <EmptyState className="border-t border-line">{t("report.noDepartments")}</EmptyState>
      ) : (
        <Table caption={t("report.departments")} head={head}>
          {report.departments.map((one) => (
            <Tr key={one.departmentId}>
              <Td>
                <Link
                  to="/loops"
                  search={{
                    brand: brand.slug,
                    from,
                    to,
                    departmentId: one.departmentId,
                    state: one.late > 0 ? "late" : "toClose",
                  }}
                  className="hover:underline"
                >
                  {one.name}
                </Link>
              </Td>
              <Td end>{format.number(one.loops)}</Td>
              <Td end>{format.number(one.answered)}</Td>
              <Td end className={one.late > 0 ? "text-ask" : undefined}>
                {format.number(one.late)}
              </Td>
              <Td end>{time(one.medianSeconds)}</Td>
              <Td end>{time(one.p90Seconds)}</Td>
              <Td end>{one.told ? t("report.share", one.told) : "n/a"}</Td>
            </Tr>
          ))}
        </Table>
      )}
      <p className="border-t border-line px-3 py-2 text-12 text-pretty text-text-3">{t("report.departmentsHow")}</p>
    </Card>
  );
}
