import { useState } from "react";
import type { RivalLine, Rivals } from "#shared/reports/rivals-schema.ts";
import { useFormat } from "#web/lib/format.ts";
import { useTexts } from "#web/lib/i18n.ts";
import { Tag } from "#web/ui/badge.tsx";
import { cx } from "#web/ui/cx.ts";
import { networkName } from "#web/ui/network-icon.tsx";
import { Card } from "#web/ui/panes.tsx";
import { Table, Td, Th, Tr } from "#web/ui/table.tsx";
import { type RivalColumn, type RivalSorting, rivalColumns, sortRivals } from "./rival-sort.ts";
import { NotAvailable } from "./value.tsx";

type Props = { rivals: Rivals; open: string | null | undefined; onOpen: (id: string | null | undefined) => void };

const narrow = (column: RivalColumn) => cx((column === "posts" || column === "interactions") && "@max-[620px]:hidden");

export function RivalTable({ rivals, open, onOpen }: Props) {
  const { t } = useTexts("reportScreens");
  const [sorting, setSorting] = useState<RivalSorting>({ by: "rate", direction: "descending" });
  const sort = (by: RivalColumn) => () =>
    setSorting({ by, direction: sorting.by === by && sorting.direction === "descending" ? "ascending" : "descending" });
  const most = Math.max(...rivals.lines.map((line) => line.rate ?? 0), Number.MIN_VALUE);
  const head = (
    <>
      <Th end className="w-0 pr-0">
        {t("rivals.rankColumn")}
      </Th>
      <Th>{t("rivals.name")}</Th>
      {rivalColumns.map((column) => (
        <Th
          key={column}
          end
          sorted={sorting.by === column ? sorting.direction : undefined}
          onSort={sort(column)}
          className={narrow(column)}
        >
          {t(`rivals.${column}`)}
        </Th>
      ))}
    </>
  );
  return (
    <Card flush title={t("rivals.table")} className="@container">
      <Table caption={t("rivals.table")} head={head}>
        {sortRivals(rivals.lines, sorting).map((line) => (
          <Row
            key={line.id ?? "own"}
            line={line}
            most={most}
            days={rivals.days}
            campaign={rivals.campaign}
            open={open === line.id}
            onOpen={() => onOpen(open === line.id ? undefined : line.id)}
          />
        ))}
      </Table>
    </Card>
  );
}

type RowProps = {
  line: RivalLine;
  most: number;
  days: number;
  campaign: string | undefined;
  open: boolean;
  onOpen: () => void;
};

function Row({ line, most, days, campaign, open, onOpen }: RowProps) {
  const { t } = useTexts("reportScreens");
  const { number, percent } = useFormat();
  const own = line.id === null;
  const count = (value: number | null) => (value === null ? <NotAvailable why={t("none")} /> : number(value));
  const covered = line.networks
    .map((one) => t("rivals.daysOf", { network: networkName(one.network), days: one.days, all: days }))
    .join(", ");
  return (
    <Tr selected={open || undefined} className={cx(own && "font-strong")}>
      <Td end className="pr-0 font-normal text-text-3">
        {line.ranks.rate}
      </Td>
      <Td className="w-full max-w-0 min-w-28">
        <span className="flex min-w-0 items-center gap-2">
          <button
            type="button"
            aria-expanded={open}
            onClick={onOpen}
            className="truncate hover:underline"
            title={covered}
          >
            {line.name}
          </button>
          {own && (
            <span className="flex @max-[620px]:hidden">
              <Tag>{campaign ?? t("rivals.own")}</Tag>
            </span>
          )}
          {!line.whole && !own && <Tag title={covered || t("none")}>{t("rivals.gaps")}</Tag>}
        </span>
      </Td>
      <Td end>{count(line.followers)}</Td>
      <Td end className={narrow("posts")}>
        {count(line.posts)}
      </Td>
      <Td end className={narrow("interactions")}>
        {count(line.interactions)}
      </Td>
      <Td end>
        <span className="inline-flex items-center gap-2">
          <span aria-hidden className="h-2.5 w-28 bg-sunken @max-[760px]:hidden">
            <span
              className={cx("block h-full", own ? "bg-c1" : "bg-c-prev")}
              style={{ width: `${((line.rate ?? 0) / most) * 100}%` }}
            />
          </span>
          <span className="min-w-14 @max-[620px]:min-w-0">
            {line.rate === null ? <NotAvailable why={t("rivals.noRate")} /> : percent(line.rate, 2)}
          </span>
        </span>
      </Td>
    </Tr>
  );
}
