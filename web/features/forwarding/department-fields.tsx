import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { answerLanguages, type DepartmentView, HookKind } from "#shared/forwarding/department.ts";
import type { DepartmentDraft } from "#web/features/forwarding/department-draft.ts";
import { useFormat } from "#web/lib/format.ts";
import { useTexts } from "#web/lib/i18n.ts";
import { useMe } from "#web/lib/me.ts";
import { useTRPC } from "#web/lib/trpc.ts";
import { Checkbox } from "#web/ui/checkbox.tsx";
import { Chip } from "#web/ui/chip.tsx";
import { Field, TextInput } from "#web/ui/field.tsx";
import { Select } from "#web/ui/select.tsx";
import { Textarea } from "#web/ui/textarea.tsx";

type Props = { draft: DepartmentDraft; onChange: (more: Partial<DepartmentDraft>) => void };

const Part = ({ title, children }: { title: string; children: ReactNode }) => (
  <fieldset className="grid gap-3 border-t border-line pt-4">
    <legend className="float-left w-full font-strong">{title}</legend>
    {children}
  </fieldset>
);

const toggled = <T,>(list: readonly T[], one: T): T[] =>
  list.includes(one) ? list.filter((each) => each !== one) : [...list, one];

/** What is theirs: words, labels and brands, by which Konak suggests them. */
export function TopicFields({ draft, onChange }: Props) {
  const { t } = useTexts("forwarding");
  const trpc = useTRPC();
  const labels = useQuery(trpc.inbox.labels.queryOptions()).data ?? [];
  const { brands } = useMe();
  return (
    <Part title={t("departments.theirs")}>
      <Field label={t("departments.topics")} help={t("departments.topicsHelp")}>
        {(wiring) => (
          <TextInput
            {...wiring}
            maxLength={2000}
            value={draft.topics}
            onChange={(event) => onChange({ topics: event.currentTarget.value })}
          />
        )}
      </Field>
      {labels.length > 0 && (
        <Chips label={t("departments.labels")}>
          {labels.map(({ id, name }) => (
            <Chip
              key={id}
              on={draft.labelIds.includes(id)}
              onClick={() => onChange({ labelIds: toggled(draft.labelIds, id) })}
            >
              {name}
            </Chip>
          ))}
        </Chips>
      )}
      {brands.length > 1 && (
        <Chips label={t("departments.brands")}>
          <Chip on={draft.brandIds === null} onClick={() => onChange({ brandIds: null })}>
            {t("departments.allBrands")}
          </Chip>
          {brands.map(({ id, name }) => (
            <Chip
              key={id}
              on={draft.brandIds?.includes(id) ?? false}
              onClick={() => {
                const next = toggled(draft.brandIds ?? [], id);
                onChange({ brandIds: next.length > 0 ? next : null });
              }}
            >
              {name}
            </Chip>
          ))}
        </Chips>
      )}
    </Part>
  );
}

const Chips = ({ label, children }: { label: string; children: ReactNode }) => (
  <fieldset>
    <legend className="mb-1 font-medium text-text-2">{label}</legend>
    <div className="flex flex-wrap gap-1.5">{children}</div>
  </fieldset>
);

// 4 January 2021 was a Monday.
const weekdays = [1, 2, 3, 4, 5, 6, 7].map((day) => ({ day, at: new Date(Date.UTC(2021, 0, 3 + day, 12)) }));

/** When they work, what they promise, in which language they are written to, and who steps in. */
export function HourFields({ draft, onChange }: Props) {
  const { t } = useTexts("forwarding");
  const { locale, language } = useFormat();
  const short = new Intl.DateTimeFormat(locale, { weekday: "short", timeZone: "UTC" });
  const zones = Intl.supportedValuesOf("timeZone");
  return (
    <Part title={t("departments.hours")}>
      <Chips label={t("departments.days")}>
        {weekdays.map(({ day, at }) => (
          <Chip key={day} on={draft.days.includes(day)} onClick={() => onChange({ days: toggled(draft.days, day) })}>
            {short.format(at)}
          </Chip>
        ))}
      </Chips>
      <div className="grid grid-cols-[1fr_1fr_1.4fr] gap-3 max-sm:grid-cols-2">
        <Time label={t("departments.from")} value={draft.from} onChange={(from) => onChange({ from })} />
        <Time label={t("departments.to")} value={draft.to} onChange={(to) => onChange({ to })} />
        <Field label={t("departments.zone")} className="max-sm:col-span-2">
          {(wiring) => (
            <>
              <TextInput
                {...wiring}
                list="department-zones"
                placeholder={t("departments.zoneOfBrand")}
                value={draft.timeZone ?? ""}
                onChange={(event) => onChange({ timeZone: event.currentTarget.value.trim() || null })}
              />
              <datalist id="department-zones">
                {zones.map((zone) => (
                  <option key={zone} value={zone} />
                ))}
              </datalist>
            </>
          )}
        </Field>
      </div>
      <div className="grid grid-cols-2 gap-3 max-sm:grid-cols-1">
        <Field label={t("departments.promise")} help={t("departments.promiseHelp")}>
          {(wiring) => (
            <TextInput
              {...wiring}
              inputMode="numeric"
              value={draft.answerHours}
              onChange={(event) => onChange({ answerHours: event.currentTarget.value.replace(/\D/g, "").slice(0, 3) })}
            />
          )}
        </Field>
        <Field label={t("departments.language")}>
          {({ id }) => (
            <Select
              id={id}
              value={draft.lang}
              onChange={(lang) => onChange({ lang })}
              options={answerLanguages.map((lang) => ({ value: lang, label: language(lang) }))}
            />
          )}
        </Field>
        <Field label={t("departments.deputy")} help={t("departments.deputyHelp")}>
          {(wiring) => (
            <TextInput
              {...wiring}
              maxLength={120}
              value={draft.deputyName}
              onChange={(event) => onChange({ deputyName: event.currentTarget.value })}
            />
          )}
        </Field>
        <Field label={t("departments.deputyMail")}>
          {(wiring) => (
            <TextInput
              {...wiring}
              type="email"
              maxLength={254}
              value={draft.deputyMail}
              onChange={(event) => onChange({ deputyMail: event.currentTarget.value })}
            />
          )}
        </Field>
      </div>
    </Part>
  );
}

const Time = ({ label, value, onChange }: { label: string; value: string; onChange: (time: string) => void }) => (
  <Field label={label}>
    {(wiring) => (
      <TextInput {...wiring} type="time" value={value} onChange={(event) => onChange(event.currentTarget.value)} />
    )}
  </Field>
);

type ChatProps = Props & { known: DepartmentView["hook"] };

/** Where else they hear of a question. What is kept is never shown again; typing replaces it. */
export function ChatFields({ draft, onChange, known }: ChatProps) {
  const { t } = useTexts("forwarding");
  const kept = known?.kind === draft.hookKind ? known : null;
  return (
    <Part title={t("departments.chat")}>
      <Field label={t("departments.chatKind")}>
        {({ id }) => (
          <Select
            id={id}
            value={draft.hookKind}
            onChange={(hookKind) => onChange({ hookKind, hookUrl: "", hookSecret: "" })}
            options={(["none", ...HookKind.options] as const).map((kind) => ({
              value: kind,
              label: t(`departments.chats.${kind}`),
            }))}
          />
        )}
      </Field>
      {draft.hookKind !== "none" && (
        <Field
          label={t("departments.chatUrl")}
          help={kept ? t("departments.chatKept", { host: kept.host }) : t("departments.chatUrlHelp")}
        >
          {(wiring) => (
            <TextInput
              {...wiring}
              type="url"
              maxLength={500}
              autoComplete="off"
              value={draft.hookUrl}
              onChange={(event) => onChange({ hookUrl: event.currentTarget.value })}
            />
          )}
        </Field>
      )}
      {draft.hookKind === "signed" && (
        <Field label={t("departments.chatSecret")} help={t(kept ? "departments.secretKept" : "departments.secretHelp")}>
          {(wiring) => (
            <TextInput
              {...wiring}
              type="password"
              maxLength={200}
              autoComplete="new-password"
              value={draft.hookSecret}
              onChange={(event) => onChange({ hookSecret: event.currentTarget.value })}
            />
          )}
        </Field>
      )}
    </Part>
  );
}

/** The rule that forwards by itself; off until somebody turns it on. */
export function RuleFields({ draft, onChange }: Props) {
  const { t } = useTexts("forwarding");
  return (
    <Part title={t("departments.rule")}>
      <Checkbox checked={draft.auto} onChange={(auto) => onChange({ auto })}>
        {t("departments.auto")}
      </Checkbox>
      <p className="text-12 leading-4.5 text-text-3">{t("departments.autoHelp")}</p>
      {draft.auto && (
        <Field label={t("departments.autoQuestion")}>
          {(wiring) => (
            <Textarea
              {...wiring}
              rows={2}
              maxLength={2000}
              value={draft.autoQuestion}
              onChange={(event) => onChange({ autoQuestion: event.currentTarget.value })}
            />
          )}
        </Field>
      )}
    </Part>
  );
}
