import { CalendarDays } from "lucide-react";
import { useId, useState } from "react";
import { dueChoices, instantAt } from "#shared/forwarding/due.ts";
import { expiryOf } from "#shared/forwarding/forward.ts";
import { dayIn } from "#shared/time.ts";
import { Row } from "#web/features/forwarding/forward-row.tsx";
import { useFormatIn } from "#web/lib/format.ts";
import { useTexts } from "#web/lib/i18n.ts";
import { Chip } from "#web/ui/chip.tsx";
import { TextInput } from "#web/ui/field.tsx";
import { useNow } from "#web/ui/say.tsx";

type PickProps = { timeZone: string; value: string | null; onChange: (dueAt: string | null) => void };
type Props = PickProps & { promised: string | null };

/** By when an answer is needed, on the brand's clock. */
export function ForwardDue({ timeZone, value, promised, onChange }: Props) {
  const { t } = useTexts("forwarding");
  const format = useFormatIn(timeZone);
  const label = useId();
  const now = useNow();
  const [picking, setPicking] = useState(false);
  const choices = dueChoices(now, timeZone);
  const choose = (at: string | null) => {
    setPicking(false);
    onChange(at);
  };
  return (
    <Row label={t("dialog.neededBy")} id={label}>
      {/* biome-ignore lint/a11y/useSemanticElements: chips are not fields of a form */}
      <div role="group" aria-labelledby={label} className="flex flex-wrap gap-1.5 pt-1">
        {promised && (
          <Chip on={!picking && value === promised} onClick={() => choose(promised)}>
            {t("dialog.promised", { day: format.weekday(promised), time: format.time(promised) })}
          </Chip>
        )}
        {choices.map((choice) => (
          <Chip key={choice.key} on={!picking && value === choice.at} onClick={() => choose(choice.at)}>
            {choice.key === "monday"
              ? format.weekday(choice.at)
              : t(`dialog.${choice.key}`, { time: format.time(choice.at) })}
          </Chip>
        ))}
        <Chip
          on={picking}
          icon={<CalendarDays aria-hidden size={12} strokeWidth={1.75} />}
          onClick={() => setPicking(true)}
        >
          {t("dialog.date")}
        </Chip>
        <Chip on={!picking && value === null} onClick={() => choose(null)}>
          {t("dialog.noTime")}
        </Chip>
      </div>
      {picking && <PickDate timeZone={timeZone} value={value} onChange={onChange} />}
      <p className="mt-1.5 text-12 leading-4.5 text-text-3">
        {t("dialog.linkUntil", { day: format.weekday(expiryOf(value, now)) })}
      </p>
    </Row>
  );
}

function PickDate({ timeZone, value, onChange }: PickProps) {
  const { t } = useTexts("forwarding");
  const format = useFormatIn(timeZone);
  const now = useNow();
  const shown = value ? `${dayIn(timeZone, value)}T${format.time(value)}` : "";
  return (
    <div className="mt-2 flex flex-wrap items-center gap-2 text-12 text-text-3">
      <TextInput
        type="datetime-local"
        aria-label={t("dialog.date")}
        className="w-auto"
        min={`${dayIn(timeZone, now)}T00:00`}
        defaultValue={shown}
        onChange={(event) => {
          const [day, time] = event.currentTarget.value.split("T");
          if (day && time) onChange(instantAt(timeZone, day, time.slice(0, 5)));
        }}
      />
      {t("dialog.dateHelp", { zone: timeZone.replaceAll("_", " ") })}
    </div>
  );
}
