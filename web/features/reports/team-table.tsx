import { useState } from "react";
import type { TeamLine, TeamReport } from "#shared/reports/screens.ts";
import { useFormat } from "#web/lib/format.ts";
import { useTexts } from "#web/lib/i18n.ts";
import { Avatar } from "#web/ui/avatar.tsx";
import { cx } from "#web/ui/cx.ts";
import { Card } from "#web/ui/panes.tsx";
import { Table, Td, Th, Tr } from "#web/ui/table.tsx";
import { sortTeam, type TeamColumn, type TeamSorting, teamColumns } from "./team-sort.ts";
import { NotAvailable, useSay } from "./value.tsx";

type Props = { report: TeamReport; open: string | null | undefined; onOpen: (line: TeamLine | null) => void };

const narrow = (column: TeamColumn) =>
  cx((column === "threads" || column === "p90" || column === "first") && "@max-[680px]:hidden");

export function TeamTable({ report, open, onOpen }: Props) {
  const { t } = useTexts("reportScreens");
  const [sorting, setSorting] = useState<TeamSorting>({ by: "answers", direction: "descending" });
  const sort = (by: TeamColumn) => () =>
    setSorting({ by, direction: sorting.by === by && sorting.direction === "descending" ? "ascending" : "descending" });
  const head = (
    <>
      <Th>{t("team.person")}</Th>
      {teamColumns.map((column) => (
        <Th
          key={column}
          end
          sorted={sorting.by === column ? sorting.direction : undefined}
          onSort={sort(column)}
          className={narrow(column)}
        >
          {t(`team.${column}`)}
        </Th>
      ))}
    </>
  );
  return (
    <Card flush className="@container">
      <Table caption={t("team.caption")} head={head}>
        {sortTeam(report.people, sorting).map((line) => (
          <Line
            key={line.userId ?? "outside"}
            line={line}
            most={Math.max(...report.people.map((one) => one.answers))}
            open={open === line.userId}
            onOpen={onOpen}
          />
        ))}
        {report.people.length > 1 && <Line line={report.all} all open={false} most={0} onOpen={onOpen} />}
      </Table>
    </Card>
  );
}

type LineProps = { line: TeamLine; all?: boolean; most: number; open: boolean; onOpen: Props["onOpen"] };

function Line({ line, all, most, open, onOpen }: LineProps) {
  const { t } = useTexts("reportScreens");
  const { number, percent } = useFormat();
  const say = useSay();
  const name = all ? t("team.all") : line.userId ? (line.name ?? t("team.left")) : t("team.outside");
  const time = (seconds: number | null) =>
    seconds === null ? <NotAvailable why={t("team.noFirst")} /> : say(seconds, "seconds");
  return (
    <Tr selected={open} className={cx(all && "border-line-strong font-strong")}>
      <Td className="w-full max-w-0 min-w-32">
        <span className="flex min-w-0 items-center gap-2" title={line.userId || all ? undefined : t("team.outsideWhy")}>
          {!all && (line.userId ? <Avatar name={name} size="s" /> : <span aria-hidden className="w-4.5" />)}
          <span className="truncate">{name}</span>
        </span>
      </Td>
      <Td end>
        <span className="inline-flex items-center gap-2">
          {!all && (
            <span aria-hidden className="h-2 w-20 bg-sunken @max-[680px]:hidden">
              <span className="block h-full bg-c1" style={{ width: `${(line.answers / Math.max(1, most)) * 100}%` }} />
            </span>
          )}
          {all ? (
            number(line.answers)
          ) : (
            <button
              type="button"
              aria-expanded={open}
              aria-label={t("team.open", { value: number(line.answers), name })}
              onClick={() => onOpen(open ? null : line)}
              className="min-w-8 border-b border-dotted border-line-control text-right text-accent"
            >
              {number(line.answers)}
            </button>
          )}
        </span>
      </Td>
      <Td end className={narrow("threads")}>
        {number(line.threads)}
      </Td>
      <Td end className={narrow("first")}>
        {number(line.firstAnswers)}
      </Td>
      <Td end>{time(line.median)}</Td>
      <Td end className={narrow("p90")}>
        {time(line.p90)}
      </Td>
      <Td end title={line.compared > 0 ? t("team.nearOf", { near: line.near, compared: line.compared }) : undefined}>
        {line.compared === 0 ? (
          <NotAvailable why={t("team.notCompared")} />
        ) : (
          <>
            {percent(line.near / line.compared)}{" "}
            <span className="text-12 font-normal text-text-3 @max-[860px]:hidden">
              {t("team.nearOf", { near: number(line.near), compared: number(line.compared) })}
            </span>
          </>
        )}
      </Td>
    </Tr>
  );
}
