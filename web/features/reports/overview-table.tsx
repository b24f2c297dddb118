import { Link } from "@tanstack/react-router";
import { useState } from "react";
import type { Overview, OverviewRow } from "#shared/reports/screens.ts";
import { useFormat } from "#web/lib/format.ts";
import { useTexts } from "#web/lib/i18n.ts";
import { useMe } from "#web/lib/me.ts";
import { Dot } from "#web/ui/badge.tsx";
import { cx } from "#web/ui/cx.ts";
import { Card } from "#web/ui/panes.tsx";
import { Table, Td, Th, Tr } from "#web/ui/table.tsx";
import { FormulaMark } from "./formula-mark.tsx";
import type { AskedCell } from "./overview-screen.tsx";
import {
  figureIn,
  type OverviewColumn,
  type OverviewSorting,
  outOfLine,
  overviewColumns,
  sortRows,
  valueIn,
} from "./overview-sort.ts";
import { sayDay } from "./period.ts";
import { Pick } from "./screen-filters.tsx";
import { Spark } from "./spark.tsx";
import { NotAvailable, useSay, useWhy } from "./value.tsx";

type Props = { overview: Overview; asked: AskedCell | null; onAsk: (asked: AskedCell | null) => void };

/** On a narrow page only the column one sorts by stands beside followers and rate; a row's report has the others. */
const narrow = (column: OverviewColumn, by: OverviewSorting["by"]) =>
  cx(column !== by && column !== "rate" && column !== "followers" && "@max-[760px]:hidden");

export function OverviewTable({ overview, asked, onAsk }: Props) {
  const { t } = useTexts("reportScreens");
  const [sorting, setSorting] = useState<OverviewSorting>({ by: "followers", direction: "descending" });
  const colors = new Map(useMe().brands.map((brand) => [brand.slug, brand.color]));
  const mixed = outOfLine(overview.rows).length > 0;
  const rows = sortRows(
    overview.rows,
    mixed && sorting.by === "rate" ? { by: "brand", direction: "ascending" } : sorting,
  );
  const sort = (by: OverviewSorting["by"]) => () =>
    setSorting({ by, direction: sorting.by === by && sorting.direction === "descending" ? "ascending" : "descending" });
  const sorted = (by: OverviewSorting["by"]) => (sorting.by === by ? sorting.direction : undefined);
  const head = (
    <>
      <Th sorted={sorted("brand")} onSort={sort("brand")}>
        {t("overview.brand")}
      </Th>
      <Th className="@max-[900px]:hidden">{t("overview.days")}</Th>
      {overviewColumns.map((column) => (
        <Th
          key={column}
          end
          sorted={mixed && column === "rate" ? undefined : sorted(column)}
          onSort={mixed && column === "rate" ? undefined : sort(column)}
          title={mixed && column === "rate" ? t("overview.noSort") : undefined}
          className={narrow(column, sorting.by)}
        >
          {t(`overview.${column}`)}
        </Th>
      ))}
    </>
  );
  return (
    <Card flush title={<SortChoice sorting={sorting} mixed={mixed} onSort={setSorting} />} className="@container">
      <Table caption={t("overview.caption")} head={head}>
        {rows.map((row) => (
          <Tr key={row.slug} selected={asked?.slug === row.slug}>
            <Td className="max-w-0 w-full min-w-28 font-medium">
              <Link
                to="/reports"
                search={{ brand: row.slug, from: overview.from, to: overview.to }}
                title={t("overview.report")}
                className="flex min-w-0 items-center gap-2 hover:underline"
              >
                <Dot color={colors.get(row.slug) ?? "grey"} />
                <span className="truncate">{row.name}</span>
              </Link>
            </Td>
            <Td className="@max-[900px]:hidden">
              <BrandSpark row={row} />
            </Td>
            {overviewColumns.map((column) => (
              <Td key={column} end className={narrow(column, sorting.by)}>
                <Cell row={row} column={column} mixed={mixed} asked={asked} onAsk={onAsk} />
              </Td>
            ))}
          </Tr>
        ))}
      </Table>
    </Card>
  );
}

type SortProps = { sorting: OverviewSorting; mixed: boolean; onSort: (sorting: OverviewSorting) => void };

/** Where columns are hidden, their headers cannot be pressed: this sorts by them all the same. */
function SortChoice({ sorting, mixed, onSort }: SortProps) {
  const { t } = useTexts("reportScreens");
  const columns = (["brand", ...overviewColumns] as const).filter((column) => !(mixed && column === "rate"));
  return (
    <span className="flex items-center gap-3 font-normal">
      <span className="flex-1 font-strong">{t("overview.caption")}</span>
      <span className="hidden @max-[760px]:block">
        <Pick
          label={t("overview.sort")}
          value={sorting.by}
          choices={columns.map((value) => ({ value, label: t(`overview.${value}`) }))}
          onChoose={(by) => onSort({ by: by as OverviewSorting["by"], direction: "descending" })}
        />
      </span>
    </span>
  );
}

function BrandSpark({ row }: { row: OverviewRow }) {
  const { t } = useTexts("reportScreens");
  const { locale, number } = useFormat();
  const known = row.days.flatMap(({ day, value }) => (value === null ? [] : [{ day, value }]));
  const top = known.reduce((best, one) => (one.value > best.value ? one : best), { day: "", value: -1 });
  const low = Math.min(...known.map((one) => one.value));
  const label =
    known.length === 0
      ? t("overview.sparkNone")
      : t("overview.spark", { low: number(low), high: number(top.value), day: sayDay(top.day, locale) });
  return <Spark values={row.days.map((day) => day.value)} label={label} />;
}

type CellProps = { row: OverviewRow; column: OverviewColumn; mixed: boolean } & Omit<Props, "overview">;

function Cell({ row, column, mixed, asked, onAsk }: CellProps) {
  const { t } = useTexts("reportScreens");
  const { locale, number } = useFormat();
  const say = useSay();
  const why = useWhy();
  const figure = figureIn(row, column);
  const growth = column === "growth";
  const value = valueIn(row, column);
  if (growth ? row.growth === null : value === null)
    return <NotAvailable why={growth ? t("overview.noGrowth") : why(figure.missing)} />;
  const signed = (by: number, options: Intl.NumberFormatOptions = {}) =>
    by.toLocaleString(locale, { signDisplay: "exceptZero", ...options }).replace("-", "−");
  const text = growth
    ? signed(row.growth ?? 0)
    : column === "followers"
      ? number(value)
      : say(value, figure.unit, figure.id);
  const open = asked?.slug === row.slug && asked.column === column;
  return (
    <span className="inline-flex items-baseline gap-1.5">
      {mixed && column === "rate" && <FormulaMark formula={row.formula} aggregate={row.aggregate} />}
      <button
        type="button"
        aria-expanded={open}
        aria-label={t("overview.open", { name: t(`overview.${column}`), brand: row.name, value: text })}
        onClick={() => onAsk(open ? null : { slug: row.slug, column })}
        className={cx(
          "border-b border-dotted border-line-control hover:border-current",
          open && "font-strong text-accent",
        )}
      >
        {text}
      </button>
      {growth && row.growthShare !== null && (
        <span className="min-w-12 text-12 text-text-3">
          {signed(row.growthShare, { style: "percent", maximumFractionDigits: 1 })}
        </span>
      )}
    </span>
  );
}
