import { Link } from "@tanstack/react-router";
import type { Figure } from "#shared/reports/schema.ts";
import type { Compare, CompareRow } from "#shared/reports/screens.ts";
import { aggregateTexts, formulaTexts } from "#shared/reports/texts/en.ts";
import { useFormat } from "#web/lib/format.ts";
import { useTexts } from "#web/lib/i18n.ts";
import { Banner } from "#web/ui/banner.tsx";
import { Card } from "#web/ui/panes.tsx";
import { Table, Td, Th, Tr } from "#web/ui/table.tsx";
import { sayPeriod } from "./period.ts";
import { NotAvailable, useSay, useWhy } from "./value.tsx";

/** Reasons that forbid a difference; the others only explain how it was made. */
const notes = new Set<CompareRow["why"][number]>(["length", "partly", "missing"]);
const forbidden = (row: CompareRow) => row.why.some((why) => !notes.has(why));

export function CompareTable({ compare }: { compare: Compare }) {
  const { t } = useTexts("reportScreens");
  const not = compare.rows.filter(forbidden);
  const head = (
    <>
      <Th>{t("compare.figure")}</Th>
      <SideHead side={compare.a} year={compare.asOf.slice(0, 4)} />
      <SideHead side={compare.b} year={compare.asOf.slice(0, 4)} />
      <Th end className="@max-[620px]:hidden">
        {t("compare.difference")}
      </Th>
      <Th end className="@max-[620px]:hidden">
        {t("compare.percent")}
      </Th>
    </>
  );
  return (
    <>
      {not.length > 0 && (
        <Banner>
          <b>{t("compare.notLead", { count: not.length })}</b>{" "}
          {[...new Set(not.flatMap((row) => row.why.filter((why) => !notes.has(why))))]
            .map((why) => t(`compare.why.${why}`))
            .join(" ")}
        </Banner>
      )}
      <Card flush className="@container">
        <Table caption={t("compare.caption")} head={head}>
          {compare.rows.map((row) => (
            <Row key={row.id} row={row} />
          ))}
        </Table>
      </Card>
      {compare.a.brand.timeZone !== compare.b.brand.timeZone && (
        <p className="text-12 text-text-3">
          {t("compare.zones", { a: compare.a.brand.timeZone, b: compare.b.brand.timeZone })}
        </p>
      )}
    </>
  );
}

function SideHead({ side, year }: { side: Compare["a"]; year: string }) {
  const { t } = useTexts("reports");
  const { locale } = useFormat();
  const { brand, from, to, days, campaign, formula } = side;
  return (
    <Th end className="py-1.5">
      <Link
        to="/reports"
        search={{ brand: brand.slug, from, to, campaign, formula }}
        className="block text-text hover:underline"
      >
        {brand.name}
      </Link>
      {campaign && <span className="block font-normal">{campaign}</span>}
      <span className="block font-normal whitespace-nowrap @max-[620px]:whitespace-normal">
        {sayPeriod(side, locale, year)}{" "}
        <span className="@max-[620px]:hidden">({t("period.days", { count: days })})</span>
      </span>
    </Th>
  );
}

function Row({ row }: { row: CompareRow }) {
  const { t } = useTexts("reportScreens");
  const { locale } = useFormat();
  const said = useSaid();
  const name = useFigureName();
  const reasons = row.why.map((why) => t(`compare.why.${why}`)).join(" ");
  const difference =
    row.difference === null ? (
      <NotAvailable why={reasons || t("compare.not")} />
    ) : (
      said.difference(row.difference, row.b, row.perDay !== null)
    );
  return (
    <Tr>
      <Td className="w-full min-w-24 py-1.5">
        <span className="block" title={name(row.b)}>
          {name(row.b)}
        </span>
        {reasons && <span className="block text-12 text-pretty text-text-3">{reasons}</span>}
      </Td>
      <Td end>
        <Value figure={row.a} perDay={row.perDay?.a ?? null} />
      </Td>
      <Td end className="font-medium">
        <Value figure={row.b} perDay={row.perDay?.b ?? null} />
        <span className="hidden text-12 font-normal text-text-2 @max-[620px]:block">{difference}</span>
      </Td>
      <Td end className="@max-[620px]:hidden">
        {difference}
      </Td>
      <Td end className="text-text-2 @max-[620px]:hidden">
        {row.difference !== null &&
          (row.share === null
            ? t("compare.fromZero")
            : row.share
                .toLocaleString(locale, {
                  style: "percent",
                  signDisplay: "exceptZero",
                  minimumFractionDigits: 1,
                  maximumFractionDigits: 1,
                })
                .replace("-", "−"))}
      </Td>
    </Tr>
  );
}

function Value({ figure, perDay }: { figure: Figure; perDay: number | null }) {
  const { t } = useTexts("reportScreens");
  const { decimal } = useFormat();
  const say = useSay();
  const why = useWhy();
  if (figure.value === null) return <NotAvailable why={why(figure.missing)} />;
  return (
    <>
      {say(figure.value, figure.unit, figure.id)}
      {perDay !== null && (
        <span className="block text-12 font-normal text-text-3">{t("compare.perDay", { value: decimal(perDay) })}</span>
      )}
    </>
  );
}

/** `followers at posting time, median of posts`: a rate says which one it is. */
function useFigureName(): (figure: Figure) => string {
  const { t } = useTexts("reports");
  return (figure) => {
    if (!figure.aggregate || !figure.formula) return t(`name.${figure.id as "followers"}`);
    return `${formulaTexts[figure.formula].name}, ${aggregateTexts[figure.aggregate].name.toLowerCase()}`;
  };
}

function useSaid() {
  const { t } = useTexts("reportScreens");
  const { locale } = useFormat();
  const say = useSay();
  const signed = (by: number, digits: number) =>
    by
      .toLocaleString(locale, {
        signDisplay: "exceptZero",
        minimumFractionDigits: digits,
        maximumFractionDigits: digits,
      })
      .replace("-", "−");
  return {
    difference(by: number, figure: Figure, perDay: boolean): string {
      if (figure.unit === "share") return t("compare.points", { amount: signed(by * 100, 2) });
      if (figure.unit === "seconds") return `${by < 0 ? "−" : "+"}${say(Math.abs(by), "seconds")}`;
      if (perDay) return t("compare.perDay", { value: signed(by, 1) });
      return signed(by, figure.unit === "count" ? 0 : 2);
    },
  };
}
