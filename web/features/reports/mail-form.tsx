import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { mailLanguages } from "#shared/reports/mail-languages.ts";
import { nextRun } from "#shared/reports/next-run.ts";
import type { ScheduleView } from "#shared/reports/sharing-schema.ts";
import type { Brand } from "#shared/team/schema.ts";
import { createFormat, useFormat } from "#web/lib/format.ts";
import { useTexts } from "#web/lib/i18n.ts";
import { Problem } from "#web/lib/problem.tsx";
import { useTRPC } from "#web/lib/trpc.ts";
import { Button } from "#web/ui/button.tsx";
import { Checkbox } from "#web/ui/checkbox.tsx";
import { Field, TextInput } from "#web/ui/field.tsx";
import { Select } from "#web/ui/select.tsx";
import { Textarea } from "#web/ui/textarea.tsx";
import { showToast } from "#web/ui/toast.tsx";
import {
  hourName,
  isZone,
  type MailDraft,
  mailDraftOf,
  readersOf,
  weekdayName,
  weekdays,
  wrongReaders,
} from "./mail-draft.ts";

type Props = { brand: Brand; schedule: ScheduleView | null; onDone: () => void };
const named = { en: "English", tr: "Türkçe", fi: "Suomi", pl: "Polski" } as const;

/** When a report goes out by itself, in which language, to whom. */
export function MailForm({ brand, schedule, onDone }: Props) {
  const { t } = useTexts("sharing");
  const { t: say } = useTexts("commonWords");
  const { locale } = useFormat();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [draft, setDraft] = useState(() => mailDraftOf(schedule, brand));
  const [tried, setTried] = useState(false);
  const change = (more: Partial<MailDraft>) => setDraft((before) => ({ ...before, ...more }));
  const save = useMutation(
    trpc.reports.saveSchedule.mutationOptions({
      onSuccess: (_, { every, on, hour, timeZone }) => {
        const next = nextRun({ every, on, hour, timeZone }, new Date().toISOString());
        showToast({ text: t("mail.saved", { moment: createFormat(locale, timeZone).full(next) }), seconds: 6 });
        void queries.invalidateQueries(trpc.reports.schedules.pathFilter());
        onDone();
      },
    }),
  );
  const wrong = wrongReaders(draft.to);
  const zoneWrong = !isZone(draft.timeZone.trim());
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (wrong || zoneWrong) return;
    const { to, timeZone, ...rest } = draft;
    save.mutate({ ...rest, brand: brand.slug, timeZone: timeZone.trim(), recipients: readersOf(to) });
  };
  return (
    <form onSubmit={submit} className="grid gap-4">
      <Rhythm draft={draft} onChange={change} zoneWrong={tried && zoneWrong} />
      <Field
        label={t("mail.to")}
        help={t("mail.toHelp")}
        error={tried && wrong ? t(`mail.${wrong.key}`, { mail: "mail" in wrong ? wrong.mail : "" }) : undefined}
      >
        {(wiring) => (
          <Textarea
            {...wiring}
            rows={2}
            maxLength={6000}
            value={draft.to}
            onChange={(event) => change({ to: event.currentTarget.value })}
          />
        )}
      </Field>
      <Checkbox checked={draft.withPdf} onChange={(withPdf) => change({ withPdf })}>
        {t("mail.withPdf")}
      </Checkbox>
      {save.isError && <Problem error={save.error} />}
      <div className="flex justify-end gap-2">
        <Button variant="plain" size="l" onClick={onDone}>
          {say("cancel")}
        </Button>
        <Button type="submit" variant="primary" size="l" busy={save.isPending}>
          {t("mail.save")}
        </Button>
      </div>
    </form>
  );
}

type RhythmProps = { draft: MailDraft; onChange: (more: Partial<MailDraft>) => void; zoneWrong: boolean };

function Rhythm({ draft, onChange, zoneWrong }: RhythmProps) {
  const { t } = useTexts("sharing");
  const { locale } = useFormat();
  const days = draft.every === "week" ? weekdays : Array.from({ length: 31 }, (_, at) => at + 1);
  const choices = (values: readonly number[], name: (value: number) => string) =>
    values.map((value) => ({ value: String(value), label: name(value) }));
  return (
    <div className="grid grid-cols-3 items-start gap-3 max-sm:grid-cols-1">
      <Field label={t("mail.every")} help={t(draft.every === "week" ? "mail.about7" : "mail.aboutMonth")}>
        {(wiring) => (
          <Select
            {...wiring}
            value={draft.every}
            onChange={(every) => onChange({ every, on: 1 })}
            options={(["week", "month"] as const).map((value) => ({ value, label: t(`mail.${value}`) }))}
          />
        )}
      </Field>
      <Field
        label={t(draft.every === "week" ? "mail.weekday" : "mail.monthDay")}
        help={draft.every === "month" && draft.on > 28 ? t("mail.monthDayHelp") : undefined}
      >
        {(wiring) => (
          <Select
            {...wiring}
            value={String(draft.on)}
            onChange={(on) => onChange({ on: Number(on) })}
            options={choices(days, (day) => (draft.every === "week" ? weekdayName(day, locale) : String(day)))}
          />
        )}
      </Field>
      <Field label={t("mail.hour")}>
        {(wiring) => (
          <Select
            {...wiring}
            value={String(draft.hour)}
            onChange={(hour) => onChange({ hour: Number(hour) })}
            options={choices(
              Array.from({ length: 24 }, (_, hour) => hour),
              hourName,
            )}
          />
        )}
      </Field>
      <Field
        label={t("mail.zone")}
        error={zoneWrong ? t("mail.zoneWrong") : undefined}
        className="col-span-2 max-sm:col-span-1"
      >
        {(wiring) => (
          <TextInput
            {...wiring}
            list="zones"
            spellCheck={false}
            autoComplete="off"
            value={draft.timeZone}
            onChange={(event) => onChange({ timeZone: event.currentTarget.value })}
          />
        )}
      </Field>
      <datalist id="zones">
        {Intl.supportedValuesOf("timeZone").map((zone) => (
          <option key={zone} value={zone} />
        ))}
      </datalist>
      <Field label={t("mail.language")}>
        {(wiring) => (
          <Select
            {...wiring}
            value={draft.language}
            onChange={(language) => onChange({ language })}
            options={mailLanguages.map((value) => ({ value, label: named[value] }))}
          />
        )}
      </Field>
    </div>
  );
}
