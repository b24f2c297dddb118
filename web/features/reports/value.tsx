import type { Figure, FigureId, Missing } from "#shared/reports/schema.ts";
import { useFormat } from "#web/lib/format.ts";
import { useTexts } from "#web/lib/i18n.ts";
import { cx } from "#web/ui/cx.ts";
import { Tooltip } from "#web/ui/tooltip.tsx";
import { changeOf, changeWords, digitsOf } from "./change.ts";
import { sayValue } from "./say.ts";

/** Where no number is: three letters with dots under them, and the reason beside the pointer and for readers. */
export function NotAvailable({ why }: { why: string }) {
  const { t } = useTexts("commonWords");
  return (
    <Tooltip text={why}>
      <span className="na">
        {t("notAvailable")}
        <span className="sr-only">, {why}</span>
      </span>
    </Tooltip>
  );
}

/** Says numbers of the report; a missing one is `n/a`. */
export function useSay() {
  const { locale } = useFormat();
  const { t } = useTexts("commonWords");
  return (value: number | null, unit: Figure["unit"], id?: FigureId): string =>
    sayValue(value, unit, locale, id ? digitsOf(id) : 2) ?? t("notAvailable");
}

export function useWhy() {
  const { t } = useTexts("reports");
  return (missing: Missing | null): string => t(`missing.${missing ?? "no_counts"}`);
}

/** `+1.9%`, `9 mins faster`: the sign or word says the direction, the colour only repeats it. */
export function ChangeLine({ now, before }: { now: Figure; before: Figure | undefined }) {
  const { t } = useTexts("reports");
  const { locale } = useFormat();
  const change = changeOf(now, before);
  if (!change) return <span className="block text-12 text-text-3">{t("change.none")}</span>;
  const { key, amount } = changeWords(change, now.id, locale);
  const { verdict } = change;
  const judged = verdict === "better" || verdict === "worse";
  const tone = verdict === "better" ? "text-ok" : verdict === "worse" ? "text-ask" : "text-text-3";
  return (
    <span className={cx("block text-12 font-medium whitespace-nowrap tabular-nums", tone)}>
      {t(`change.${key}`, { amount })}
      {judged && <span className="sr-only">, {t(`change.${verdict}`)}</span>}
    </span>
  );
}
