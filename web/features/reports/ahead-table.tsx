import type { Forecast } from "#shared/reports/forecast-schema.ts";
import { useFormat } from "#web/lib/format.ts";
import { useTexts } from "#web/lib/i18n.ts";
import { Table, Td, Th, Tr } from "#web/ui/table.tsx";

/** The days ahead with their bands, for whoever reads numbers rather than areas. */
export function AheadTable({ forecast }: { forecast: Forecast }) {
  const { t } = useTexts("ahead");
  const { calendarDay, number } = useFormat();
  const whole = (value: number) => number(Math.round(value));
  const band = (low: number, high: number) => t("table.to", { low: whole(low), high: whole(high) });
  const head = (
    <>
      <Th>{t("table.day")}</Th>
      <Th end>{t("table.value")}</Th>
      <Th end>{t("table.band80")}</Th>
      <Th end>{t("table.band95")}</Th>
    </>
  );
  return (
    <Table caption={t(`series.${forecast.series}.title`)} head={head} className="-mx-3">
      {forecast.ahead.map((day) => (
        <Tr key={day.day}>
          <Td className="whitespace-nowrap">{calendarDay(day.day)}</Td>
          <Td end>{whole(day.value)}</Td>
          <Td end>{band(day.low80, day.high80)}</Td>
          <Td end>{band(day.low95, day.high95)}</Td>
        </Tr>
      ))}
    </Table>
  );
}

/** How every method did in the test on the past, the best one first. */
export function TestTable({ forecast }: { forecast: Forecast }) {
  const { t } = useTexts("ahead");
  const { decimal, percent } = useFormat();
  const tests = [...forecast.tests].sort((a, b) => a.mase - b.mase);
  const head = (
    <>
      <Th>{t("tests.method")}</Th>
      <Th end title={t("tests.maseWhy")}>
        {t("tests.mase")}
      </Th>
      <Th end>{t("tests.against")}</Th>
      <Th end className="max-sm:hidden">
        {t("tests.pinball")}
      </Th>
    </>
  );
  return (
    <details className="mt-2">
      <summary className="link cursor-pointer text-12 max-sm:min-h-11">{t("tests.show")}</summary>
      <p className="py-1 text-12 text-text-3">
        {t("tests.mase")}: {t("tests.maseWhy")}.
      </p>
      <Table caption={t("tests.show")} head={head} className="-mx-3">
        {tests.map((test) => (
          <Tr key={test.name} selected={test.name === forecast.method}>
            <Td>{t(`method.${test.name}`)}</Td>
            <Td end>{decimal(test.mase, 2)}</Td>
            <Td end>{percent(test.againstLastWeek)}</Td>
            <Td end className="max-sm:hidden">
              {decimal(test.pinball, 2)}
            </Td>
          </Tr>
        ))}
      </Table>
    </details>
  );
}
