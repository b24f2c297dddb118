import type { LoopReport } from "#shared/forwarding/loop-schema.ts";
import { toCsv } from "#shared/reports/csv.ts";

type Cell = string | number | null;

/** The loop report as a table: its figures, then a line a department, then what came of it. Missing stays empty. */
export function loopCsv(report: LoopReport): string {
  const { brand, from, to, sums } = report;
  const rows: Cell[][] = [
    ["brand", "from", "to"],
    [brand.name, from, to],
    [],
    ["received", "forwarded", "answered", "closed", "late now", "followers told", "followers of answered loops"],
    [report.received, report.forwarded, report.answered, report.closed, sums.late, ...told(sums.told)],
    [],
    [
      "department",
      "loops",
      "answered",
      "closed",
      "late now",
      "median hours to answer",
      "p90 hours to answer",
      "told",
      "of",
    ],
    ...report.departments.map((one) => [
      one.name,
      one.loops,
      one.answered,
      one.closed,
      one.late,
      hours(one.medianSeconds),
      hours(one.p90Seconds),
      ...told(one.told),
    ]),
    [],
    ["outcome", "loops", "followers"],
    ...report.outcomes.map((one) => [one.outcome, one.loops, one.followers]),
    [],
    ["outcome", "question", "department", "followers", "what came of it", "a follower's words"],
    ...report.quotes.map((one) => [
      one.outcome,
      one.title,
      one.departmentName,
      one.followers,
      one.outcomeText,
      one.quote?.text ?? null,
    ]),
  ];
  return toCsv(rows);
}

const told = (share: { count: number; of: number } | null): Cell[] => (share ? [share.count, share.of] : [null, null]);
const hours = (seconds: number | null): number | null => (seconds === null ? null : seconds / 3600);
