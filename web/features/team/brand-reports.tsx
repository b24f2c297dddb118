import { type Aggregate, aggregateIds, type RateFormula, rateFormulaIds } from "#shared/reports/closed-list.ts";
import { aggregateTexts, formulaTexts } from "#shared/reports/texts/en.ts";
import type { Brand, SaveBrandInput } from "#shared/team/schema.ts";
import type { ServiceHours } from "#shared/team/service-clock.ts";
import { useFormat } from "#web/lib/format.ts";
import { useTexts } from "#web/lib/i18n.ts";
import { Checkbox } from "#web/ui/checkbox.tsx";
import { Field, TextInput } from "#web/ui/field.tsx";
import { Select } from "#web/ui/select.tsx";

type Day = { on: boolean; from: string; to: string };
/** How a brand is measured, as it is typed. */
export type ReportsDraft = {
  houseFormula: RateFormula;
  houseAggregate: Aggregate;
  limited: boolean;
  days: Day[];
  aim: string;
};

const usual: Day = { on: true, from: "09:00", to: "18:00" };

export const reportsDraft = (brand: Brand | null): ReportsDraft => ({
  houseFormula: brand?.houseFormula ?? "followers",
  houseAggregate: brand?.houseAggregate ?? "median-of-posts",
  limited: brand?.serviceHours != null,
  days: Array.from({ length: 7 }, (_, weekday) => {
    if (!brand?.serviceHours) return { ...usual, on: weekday < 5 };
    const window = brand.serviceHours[weekday];
    return window ? { on: true, ...window } : { ...usual, on: false };
  }),
  aim: String(brand?.answerAim ?? 60),
});

export const reportsInput = ({
  houseFormula,
  houseAggregate,
  limited,
  days,
  aim,
}: ReportsDraft): Pick<SaveBrandInput, "houseFormula" | "houseAggregate" | "serviceHours" | "answerAim"> => ({
  houseFormula,
  houseAggregate,
  answerAim: Number(aim),
  serviceHours: limited ? (days.map(({ on, from, to }) => (on ? { from, to } : null)) satisfies ServiceHours) : null,
});

const goodAim = (aim: string): boolean => /^\d{1,5}$/.test(aim) && Number(aim) >= 1 && Number(aim) <= 10_080;
const goodDay = ({ on, from, to }: Day): boolean => !on || (from !== "" && from < to);
/** Whether hours and aim are all there and run forward. */
export const reportsWhole = ({ limited, days, aim }: ReportsDraft): boolean =>
  goodAim(aim) && (!limited || days.every(goodDay));

type Props = { draft: ReportsDraft; onChange: (more: Partial<ReportsDraft>) => void };

/** The house formula, when the brand answers, and how soon: asked once, used by reports and inbox alike. */
export function BrandReports({ draft, onChange }: Props) {
  const { t } = useTexts("team");
  return (
    <fieldset className="grid gap-4 border-t border-line pt-4">
      <legend className="sr-only">{t("brand.measured")}</legend>
      <Field label={t("brand.formula")} help={t("brand.formulaHelp")}>
        {(wiring) => (
          <Select
            {...wiring}
            value={draft.houseFormula}
            onChange={(houseFormula) => onChange({ houseFormula })}
            options={rateFormulaIds.map((value) => ({ value, label: formulaTexts[value].name }))}
          />
        )}
      </Field>
      <Field label={t("brand.aggregate")}>
        {(wiring) => (
          <Select
            {...wiring}
            value={draft.houseAggregate}
            onChange={(houseAggregate) => onChange({ houseAggregate })}
            options={aggregateIds.map((value) => ({ value, label: aggregateTexts[value].name }))}
          />
        )}
      </Field>
      <Field
        label={t("brand.aim")}
        help={t("brand.aimHelp")}
        error={goodAim(draft.aim) ? undefined : t("brand.aimWrong")}
      >
        {(wiring) => (
          <span className="w-24">
            <TextInput
              {...wiring}
              inputMode="numeric"
              value={draft.aim}
              onChange={(event) => onChange({ aim: event.currentTarget.value.trim() })}
            />
          </span>
        )}
      </Field>
      <Hours draft={draft} onChange={onChange} />
    </fieldset>
  );
}

function Hours({ draft, onChange }: Props) {
  const { t } = useTexts("team");
  const { locale } = useFormat();
  // 5 January 2026 was a Monday.
  const name = (weekday: number) =>
    new Date(Date.UTC(2026, 0, 5 + weekday)).toLocaleDateString(locale, { weekday: "long", timeZone: "UTC" });
  const set = (weekday: number, more: Partial<Day>) =>
    onChange({ days: draft.days.map((day, at) => (at === weekday ? { ...day, ...more } : day)) });
  return (
    <div className="grid gap-2">
      <Checkbox checked={draft.limited} onChange={(limited) => onChange({ limited })}>
        {t("brand.hours")}
      </Checkbox>
      <p className="text-12 text-text-3">{t("brand.hoursHelp")}</p>
      {draft.limited && (
        <ul className="grid gap-1">
          {draft.days.map((day, weekday) => (
            <li key={name(weekday)} className="flex min-h-8 flex-wrap items-center gap-2 max-sm:min-h-11">
              <span className="w-32">
                <Checkbox checked={day.on} onChange={(on) => set(weekday, { on })}>
                  {name(weekday)}
                </Checkbox>
              </span>
              {day.on &&
                (["from", "to"] as const).map((end) => (
                  <span key={end} className="w-29">
                    <TextInput
                      type="time"
                      aria-label={t(`brand.${end}`, { day: name(weekday) })}
                      value={day[end] === "24:00" ? "23:59" : day[end]}
                      onChange={(event) => set(weekday, { [end]: event.currentTarget.value })}
                    />
                  </span>
                ))}
              {!goodDay(day) && <span className="text-12 text-ask">{t("brand.hoursWrong")}</span>}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
