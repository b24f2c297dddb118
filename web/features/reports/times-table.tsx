import { fewestInCell } from "#shared/reports/best-times.ts";
import type { Times } from "#shared/reports/screens.ts";
import { useFormat } from "#web/lib/format.ts";
import { useTexts } from "#web/lib/i18n.ts";
import { Table, Td, Th, Tr } from "#web/ui/table.tsx";
import { sayHour, sayWeekday } from "./times-grid.ts";
import { useSayRate } from "./use-say-rate.ts";
import { NotAvailable } from "./value.tsx";

type Props = { times: Times; onAsk: (at: { weekday: number; hour: number }) => void };

/** The heat map as a table: the hours that can be judged first, best on top, then those with too few posts. */
export function TimesTable({ times, onAsk }: Props) {
  const { t } = useTexts("reportScreens");
  const { locale } = useFormat();
  const say = useSayRate(times.formula);
  const enough = (cell: { count: number }) => cell.count >= fewestInCell;
  const cells = [...times.cells].sort((a, b) => Number(enough(b)) - Number(enough(a)) || b.median - a.median);
  const head = (
    <>
      <Th>{t("times.weekday")}</Th>
      <Th>{t("times.hour")}</Th>
      <Th end>{t("times.count")}</Th>
      <Th end>{t("times.median")}</Th>
      <Th end>{t("times.half")}</Th>
    </>
  );
  return (
    <Table caption={t("times.heat")} head={head} className="-mx-3 max-h-94 overflow-y-auto">
      {cells.map((cell) => (
        <Tr key={`${cell.weekday} ${cell.hour}`}>
          <Td>{sayWeekday(cell.weekday, locale, "long")}</Td>
          <Td className="tabular-nums">{sayHour(cell.hour)}</Td>
          <Td end>
            <button
              type="button"
              onClick={() => onAsk(cell)}
              className="border-b border-dotted border-line-control text-accent"
            >
              {cell.count}
            </button>
          </Td>
          <Td end>{enough(cell) ? say(cell.median) : <NotAvailable why={t("times.tooFew")} />}</Td>
          <Td end className="text-text-2">
            {enough(cell) ? `${say(cell.q1)} – ${say(cell.q3)}` : ""}
          </Td>
        </Tr>
      ))}
    </Table>
  );
}
