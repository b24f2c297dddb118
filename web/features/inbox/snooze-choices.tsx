import { lazy, Suspense, useState } from "react";
import { useFormatIn } from "#web/lib/format.ts";
import { useTexts } from "#web/lib/i18n.ts";
import { Button } from "#web/ui/button.tsx";
import { Field, TextInput } from "#web/ui/field.tsx";
import { sleeps, wakeAt } from "./snooze.ts";

const Choices = lazy(() => import("#web/ui/choices.tsx"));
const pick = "pick";

/** The usual times, and a day and time of one's own. */
export function SnoozeChoices({ onChoose }: { onChoose: (until: string) => void }) {
  const { t } = useTexts("inbox");
  // Sleeping goes by the person's own clock, not by the brand's.
  const format = useFormatIn(Intl.DateTimeFormat().resolvedOptions().timeZone);
  const [picking, setPicking] = useState(false);
  const [now] = useState(() => new Date());
  const times = sleeps.flatMap((sleep) => {
    const at = wakeAt(sleep, now)?.toISOString();
    return at ? [{ id: at, label: t(`snooze.${sleep}`), detail: `${format.weekday(at)}, ${format.time(at)}` }] : [];
  });
  if (picking) return <PickTime onChoose={onChoose} />;
  return (
    <Suspense fallback={null}>
      <Choices
        label={t("snooze.title")}
        search={t("snooze.title")}
        empty={() => t("snooze.pick")}
        onChoose={(id) => (id === pick ? setPicking(true) : onChoose(id))}
        choices={[...times, { id: pick, label: t("snooze.pick") }]}
      />
      <p className="border-t border-line px-3 py-2 text-12 text-text-3">{t("snooze.note")}</p>
    </Suspense>
  );
}

function PickTime({ onChoose }: { onChoose: (until: string) => void }) {
  const { t } = useTexts("inbox");
  const [value, setValue] = useState("");
  const at = value ? new Date(value) : null;
  const past = at !== null && at.getTime() <= Date.now();
  return (
    <form
      className="grid w-64 gap-3 p-3 max-sm:w-full"
      onSubmit={(event) => {
        event.preventDefault();
        if (at && !past) onChoose(at.toISOString());
      }}
    >
      <Field label={t("snooze.until")} error={past ? t("snooze.past") : undefined}>
        {(wiring) => (
          <TextInput
            {...wiring}
            type="datetime-local"
            autoFocus
            value={value}
            onChange={(event) => setValue(event.currentTarget.value)}
          />
        )}
      </Field>
      <Button type="submit" variant="primary" disabled={!at || past}>
        {t("snooze.set")}
      </Button>
    </form>
  );
}
