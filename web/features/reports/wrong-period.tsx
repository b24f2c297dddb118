import { dayIn } from "#shared/time.ts";
import { useFormat } from "#web/lib/format.ts";
import { useTexts } from "#web/lib/i18n.ts";
import { Button } from "#web/ui/button.tsx";
import { EmptyState } from "#web/ui/empty-state.tsx";
import { type Period, periodOf, wrongWith } from "./period.ts";

type Props = { period: Period; timeZone: string; onPeriod: (period: Period) => void };

/** Why days that cannot be shown are not, with a way back. A period for which this stands is never asked for. */
export function WrongPeriod({ period, timeZone, onPeriod }: Props) {
  const { t } = useTexts("reportScreens");
  const { calendarDay } = useFormat();
  const today = dayIn(timeZone, new Date());
  const back = <Button onClick={() => onPeriod(periodOf("28d", today))}>{t("aheadTodo")}</Button>;
  const wrong = wrongWith(period);
  if (wrong) return <EmptyState action={back}>{t(`wrong.${wrong}`)}</EmptyState>;
  if (period.from > today)
    return <EmptyState action={back}>{t("ahead", { day: calendarDay(period.from) })}</EmptyState>;
  return <EmptyState action={back}>{t("aheadEnd", { day: calendarDay(period.to) })}</EmptyState>;
}
