import { rateParts } from "#shared/reports/closed-list.ts";
import type { Mix } from "#shared/reports/screens.ts";
import { useFormat } from "#web/lib/format.ts";
import { useTexts } from "#web/lib/i18n.ts";
import { cx } from "#web/ui/cx.ts";
import { Card } from "#web/ui/panes.tsx";
import { Table, Td, Th, Tr } from "#web/ui/table.tsx";
import { kindColor } from "./kind-look.ts";
import { sayPeriod } from "./period.ts";
import { useSayRate } from "./use-say-rate.ts";

/** The change of the rate taken apart: what other kinds of posts did to it, and what the kinds did by themselves. */
export function MixShift({ mix }: { mix: Mix }) {
  const { t } = useTexts("reportScreens");
  const { locale } = useFormat();
  const say = useSayRate(mix.formula);
  const moved = useSayMoved(mix);
  const { shift } = mix;
  const title = (
    <>
      {t("mix.shift")}{" "}
      <span className="text-12 font-normal text-text-3">
        {sayPeriod(mix.before, locale, mix.asOf.slice(0, 4))} → {sayPeriod(mix, locale, mix.asOf.slice(0, 4))}
      </span>
    </>
  );
  if (!shift)
    return (
      <Card title={title}>
        <p className="py-4 text-12 text-text-3">{t("mix.noShift")}</p>
      </Card>
    );
  const head = (
    <>
      <Th>{t("mix.kindColumn")}</Th>
      <Th end>{t("mix.mixColumn")}</Th>
      <Th end>{t("mix.rateColumn")}</Th>
    </>
  );
  return (
    <Card title={title}>
      <p className="text-pretty">
        {t("mix.shiftWords", { before: say(shift.before), now: say(shift.now), by: moved(shift.now - shift.before) })}
      </p>
      <ul className="mt-1.5 grid gap-1">
        <Part name={t("mix.byMix")} by={shift.byMix} most={mostOf(shift)} said={moved(shift.byMix)} />
        <Part name={t("mix.byRate")} by={shift.byRate} most={mostOf(shift)} said={moved(shift.byRate)} />
      </ul>
      <Table caption={t("mix.shift")} head={head} className="-mx-3 mt-2">
        {shift.kinds.map((one) => (
          <Tr key={one.kind}>
            <Td>
              <span aria-hidden className={cx("mr-2 inline-block size-2.5 rounded-[2px]", kindColor[one.kind])} />
              {t(`kind.${one.kind}`)}
            </Td>
            <Td end>{moved(one.byMix)}</Td>
            <Td end>{moved(one.byRate)}</Td>
          </Tr>
        ))}
        <Tr className="font-strong">
          <Td>{t("mix.sum")}</Td>
          <Td end>{moved(shift.byMix)}</Td>
          <Td end>{moved(shift.byRate)}</Td>
        </Tr>
      </Table>
      <p className="mt-1.5 text-12 text-pretty text-text-3">{t("mix.shiftHow")}</p>
    </Card>
  );
}

const mostOf = (shift: NonNullable<Mix["shift"]>) => Math.max(Math.abs(shift.byMix), Math.abs(shift.byRate), 1e-12);

type PartProps = { name: string; by: number; most: number; said: string };

const Part = ({ name, by, most, said }: PartProps) => (
  <li className="grid grid-cols-[minmax(0,1fr)_96px_auto] items-center gap-2 text-12">
    <span className="text-text-2">{name}</span>
    <span aria-hidden className="relative h-2.5 bg-sunken">
      <span
        className={cx("absolute inset-y-0", by < 0 ? "right-1/2 bg-c2" : "left-1/2 bg-c1")}
        style={{ width: `${(Math.abs(by) / most) * 50}%` }}
      />
      <span className="absolute inset-y-0 left-1/2 w-px bg-line-control" />
    </span>
    <span className="min-w-20 text-right font-medium tabular-nums">{said}</span>
  </li>
);

/** A change of the rate: points where it is a share, else its own unit. */
function useSayMoved(mix: Mix): (by: number) => string {
  const reports = useTexts("reports").t;
  const { locale } = useFormat();
  const share = rateParts[mix.formula].unit === "share";
  return (by) => {
    const amount = (share ? by * 100 : by).toLocaleString(locale, {
      signDisplay: "exceptZero",
      minimumFractionDigits: 2,
      maximumFractionDigits: 2,
    });
    const said = amount.replace("-", "−");
    return share ? reports("change.points", { amount: said }) : said;
  };
}
