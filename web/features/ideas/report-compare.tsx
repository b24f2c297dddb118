import { Link } from "@tanstack/react-router";
import type { CallFigures, CallReport } from "#shared/ideas/report-schema.ts";
import { type Format, useFormat } from "#web/lib/format.ts";
import { useTexts } from "#web/lib/i18n.ts";
import { cx } from "#web/ui/cx.ts";
import { Card } from "#web/ui/panes.tsx";
import { Table, Td, Th, Tr } from "#web/ui/table.tsx";

type Key = Exclude<keyof CallFigures, "answered">;
type Say = (value: number | null, format: Format, currency: string | null) => string;

const count: Say = (value, format) => format.number(value);
const share: Say = (value, format) => format.percent(value, value !== null && value > 0 && value < 0.1 ? 1 : 0);
const hours: Say = (value, format) => (value === null ? "n/a" : format.span(value * 3600));
const money: Say = (value, format, currency) =>
  value === null
    ? "n/a"
    : value.toLocaleString(format.locale, { style: "currency", currency: currency ?? "EUR", maximumFractionDigits: 0 });

const rows: readonly (readonly [Key, Say, "under"?])[] = [
  ["people", count],
  ["newcomers", count, "under"],
  ["ideas", count],
  ["merged", count, "under"],
  ["answeredShare", share],
  ["decided", count],
  ["adopted", count],
  ["declined", count],
  ["adoptionRate", share],
  ["hoursToFirstAnswer", hours],
  ["hoursToFirstAnswerP90", hours],
  ["hoursToDecision", hours],
  ["gini", (value, format) => format.decimal(value, 2)],
  ["topShare", share],
  ["returned", share],
  ["reasonedDeclines", share],
  ["costPerAdopted", money],
];
const hasHow = (key: Key): key is Key & keyof typeof howKeys => key in howKeys;
const howKeys = {
  answeredShare: 1,
  adoptionRate: 1,
  hoursToFirstAnswer: 1,
  hoursToFirstAnswerP90: 1,
  hoursToDecision: 1,
  gini: 1,
  topShare: 1,
  returned: 1,
  reasonedDeclines: 1,
  costPerAdopted: 1,
  merged: 1,
} as const;

const shownEarlier = 4;

/** Every figure with how it is counted, in columns: this call, the ones before it, what was published elsewhere. */
export function ReportCompare({ report }: { report: CallReport }) {
  const { t } = useTexts("callReport");
  const format = useFormat();
  const earlier = report.earlier.slice(0, shownEarlier);
  const { rate, source } = report.publishedScale;
  const head = (
    <>
      <Th>
        <span className="sr-only">{t("compared", { brand: report.brandName })}</span>
      </Th>
      <Th end className="text-text">
        {t("thisCall")}
      </Th>
      {earlier.map((call) => (
        <Th key={call.callId} end className="max-w-40">
          <Link
            to="/calls/$callId"
            params={{ callId: call.callId }}
            search={{ tab: "report" }}
            title={call.question}
            className="block truncate hover:underline"
          >
            {call.question}
          </Link>
          <span className="block font-normal">{format.day(call.publishedAt)}</span>
        </Th>
      ))}
      <Th end>{t("scale")}</Th>
    </>
  );
  return (
    <Card
      flush
      title={t("compared", { brand: report.brandName })}
      aside={earlier.length === 0 ? t("noEarlier") : undefined}
      className="break-inside-avoid"
    >
      <Table caption={t("compared", { brand: report.brandName })} head={head}>
        {rows.map(([key, say, under]) => (
          <Tr key={key}>
            <Td className={cx("min-w-52 py-1", under && "!pl-7 text-text-2")}>
              {t(`rows.${key}`)}
              {hasHow(key) && <span className="block text-12 leading-4 text-text-3">{t(`how.${key}`)}</span>}
            </Td>
            <Td end className="font-strong tabular-nums">
              {say(report.figures[key], format, report.currency)}
            </Td>
            {earlier.map((call) => (
              <Td key={call.callId} end className="text-text-2 tabular-nums">
                {say(call.figures[key], format, report.currency)}
              </Td>
            ))}
            <Td end className="text-text-2 tabular-nums">
              {key === "adoptionRate" && (
                <span title={source}>
                  {format.percent(rate, 1)}, {t("scaleOne", { value: format.number(Math.round(1 / rate)) })}
                </span>
              )}
            </Td>
          </Tr>
        ))}
      </Table>
      <p className="border-t border-line px-3 py-2 text-12 text-text-3">
        {t("scale")}: {source}
      </p>
    </Card>
  );
}
