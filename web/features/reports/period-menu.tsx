import { Calendar, ChevronDown } from "lucide-react";
import { type FormEvent, useState } from "react";
import { dayIn } from "#shared/time.ts";
import { useFormat } from "#web/lib/format.ts";
import { useTexts } from "#web/lib/i18n.ts";
import { Button } from "#web/ui/button.tsx";
import { cx } from "#web/ui/cx.ts";
import { Field, TextInput } from "#web/ui/field.tsx";
import { Popover } from "#web/ui/popover.tsx";
import { dayCount, type Period, periodIdOf, periodIds, periodOf, sayPeriod, wrongWith } from "./period.ts";

type Props = { period: Period; timeZone: string; onPeriod: (period: Period) => void };

/** The period in the page's bar; opens to the usual ones and to two dates of one's own. */
export function PeriodMenu({ period, timeZone, onPeriod }: Props) {
  const { t } = useTexts("reports");
  const { locale } = useFormat();
  const [open, setOpen] = useState(false);
  const today = dayIn(timeZone, new Date());
  const chosen = periodIdOf(period, today);
  const choose = (next: Period) => {
    setOpen(false);
    onPeriod(next);
  };
  const trigger = (
    <Button icon={Calendar}>
      <span className="sr-only">{t("period.choose")}: </span>
      {sayPeriod(period, locale, today.slice(0, 4))}
      <span className="text-text-3 max-sm:hidden">{t("period.days", { count: dayCount(period) })}</span>
      <ChevronDown aria-hidden size={12} strokeWidth={1.75} className="text-text-3" />
    </Button>
  );
  return (
    <Popover trigger={trigger} open={open} onOpenChange={setOpen} align="end" className="w-72 p-1">
      <ul>
        {periodIds.map((id) => {
          const its = periodOf(id, today);
          return (
            <li key={id}>
              <button
                type="button"
                aria-current={id === chosen || undefined}
                onClick={() => choose(its)}
                className={cx(
                  "flex min-h-8 w-full items-center gap-3 rounded-m px-2 text-left hover:bg-hover max-sm:min-h-11",
                  id === chosen && "bg-selected font-medium",
                )}
              >
                <span className="flex-1">{t(`period.${id}`)}</span>
                <span className="text-12 font-normal text-text-3 tabular-nums">
                  {sayPeriod(its, locale, today.slice(0, 4))}
                </span>
              </button>
            </li>
          );
        })}
      </ul>
      <OwnDates period={period} today={today} timeZone={timeZone} onPeriod={choose} />
    </Popover>
  );
}

function OwnDates({ period, today, timeZone, onPeriod }: Props & { today: string }) {
  const { t } = useTexts("reports");
  const [typed, setTyped] = useState(period);
  const [tried, setTried] = useState(false);
  const wrong = wrongWith(typed);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!wrong) onPeriod(typed);
  };
  return (
    <form onSubmit={submit} noValidate className="mt-1 grid gap-2 border-t border-line px-2 pt-2.5 pb-2">
      <div className="grid grid-cols-2 gap-2">
        {(["from", "to"] as const).map((end) => (
          <Field key={end} label={t(`period.${end}`)}>
            {(wiring) => (
              <TextInput
                {...wiring}
                type="date"
                max={today}
                value={typed[end]}
                onChange={(event) => setTyped({ ...typed, [end]: event.target.value })}
              />
            )}
          </Field>
        ))}
      </div>
      <div className="flex items-center gap-2">
        <p role={tried && wrong ? "alert" : undefined} className="flex-1 text-12 text-text-3">
          {tried && wrong ? (
            <span className="text-ask">{t(`period.${wrong}`)}</span>
          ) : (
            t("period.zone", { zone: timeZone })
          )}
        </p>
        <Button type="submit" size="s">
          {t("period.show")}
        </Button>
      </div>
    </form>
  );
}
