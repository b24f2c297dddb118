import type { CallReport } from "#shared/ideas/report-schema.ts";
import { addDays } from "#shared/time.ts";
import { useFormat } from "#web/lib/format.ts";
import { useTexts } from "#web/lib/i18n.ts";
import { Card } from "#web/ui/panes.tsx";
import { Table, Td, Th, Tr } from "#web/ui/table.tsx";

const height = 96;
const mostDays = 120;

/** Every day from the first idea to the last, with the days nobody wrote as days of nobody. */
export function withEmptyDays(byDay: CallReport["byDay"]): CallReport["byDay"] {
  const [first] = byDay;
  const last = byDay.at(-1);
  if (!first || !last) return [];
  const known = new Map(byDay.map((one) => [one.day, one.ideas]));
  const days: CallReport["byDay"] = [];
  for (let day = first.day; day <= last.day && days.length < mostDays; day = addDays(day, 1))
    days.push({ day, ideas: known.get(day) ?? 0 });
  return days;
}

/** Ideas a day as bars, and as a table for those who read better. */
export function ReportDays({ report }: { report: CallReport }) {
  const { t } = useTexts("callReport");
  const format = useFormat();
  const days = withEmptyDays(report.byDay);
  const top = Math.max(1, ...days.map((one) => one.ideas));
  const [first] = days;
  const last = days.at(-1);
  if (!first || !last) return null;
  const head = (
    <>
      <Th>{t("day")}</Th>
      <Th end>{t("ideas")}</Th>
    </>
  );
  return (
    <Card title={t("days")} className="break-inside-avoid">
      <div aria-hidden className="relative mt-2 flex items-end gap-px border-b border-line-strong" style={{ height }}>
        <span className="absolute top-0 right-0 text-11 text-text-3 tabular-nums">{top}</span>
        {days.map((one) => (
          <span
            key={one.day}
            title={`${format.calendarDay(one.day)}: ${one.ideas}`}
            className="max-w-6 min-w-px flex-1 rounded-t-[2px] bg-c1"
            style={{ height: (one.ideas / top) * (height - 16) }}
          />
        ))}
      </div>
      <p aria-hidden className="mt-1 flex justify-between text-11 text-text-3">
        <span>{format.calendarDay(first.day)}</span>
        <span>{format.calendarDay(last.day)}</span>
      </p>
      <details className="mt-1 print:hidden">
        <summary className="cursor-pointer text-12 text-text-2">{t("daysTable")}</summary>
        <Table caption={t("days")} head={head} className="mt-1 max-h-60">
          {days.map((one) => (
            <Tr key={one.day}>
              <Td>{format.calendarDay(one.day)}</Td>
              <Td end>{format.number(one.ideas)}</Td>
            </Tr>
          ))}
        </Table>
      </details>
    </Card>
  );
}
