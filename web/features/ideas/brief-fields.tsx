import { useQuery } from "@tanstack/react-query";
import { Plus, X } from "lucide-react";
import type { ReactNode } from "react";
import { callLanguages, MergePromise } from "#shared/ideas/brief.ts";
import { fieldId } from "#web/features/ideas/brief-check-list.tsx";
import { type BriefDraft, newCriterion } from "#web/features/ideas/brief-draft.ts";
import type { BriefState } from "#web/features/ideas/use-brief.ts";
import { useFormat } from "#web/lib/format.ts";
import { useTexts } from "#web/lib/i18n.ts";
import { useMe } from "#web/lib/me.ts";
import { useTRPC } from "#web/lib/trpc.ts";
import { Button } from "#web/ui/button.tsx";
import { Field, TextInput } from "#web/ui/field.tsx";
import { IconButton } from "#web/ui/icon-button.tsx";
import { Card } from "#web/ui/panes.tsx";
import { Select } from "#web/ui/select.tsx";
import { Textarea } from "#web/ui/textarea.tsx";

type Props = { state: BriefState };
type TextKey = { [Key in keyof BriefDraft]: BriefDraft[Key] extends string | null ? Key : never }[keyof BriefDraft];
type WordKey = "question" | "intro" | "topic" | "decider" | "deciderRole" | "closesOn" | "decideBy" | "example";
type LineKey = (WordKey | "constraints" | "whatHappens" | "reward" | "goalPeople" | "goalAdopted") & TextKey;

type LineProps = Props & {
  name: LineKey;
  most?: number;
  help?: ReactNode;
  kind?: "date" | "number";
  rows?: number;
};

/** One field of the brief, with the id its check leads to. */
function Line({ state, name, most = 120, help, kind, rows }: LineProps) {
  const { t } = useTexts("callBrief");
  const change = (value: string) => state.change({ [name]: kind === "date" && value === "" ? null : value });
  const value = state.draft[name] ?? "";
  return (
    <div id={fieldId(name)} className="min-w-0">
      <Field label={t(name)} help={help}>
        {(wiring) =>
          rows ? (
            <Textarea
              {...wiring}
              rows={rows}
              maxLength={most}
              value={value}
              onChange={(event) => change(event.currentTarget.value)}
            />
          ) : (
            <TextInput
              {...wiring}
              type={kind === "date" ? "date" : "text"}
              inputMode={kind === "number" ? "numeric" : undefined}
              maxLength={kind === "date" ? undefined : most}
              value={value}
              onChange={(event) => change(event.currentTarget.value)}
            />
          )
        }
      </Field>
    </div>
  );
}

const two = "grid items-start grid-cols-[minmax(0,1fr)] gap-3 sm:grid-cols-2";
const body = "grid grid-cols-[minmax(0,1fr)] gap-3 pt-1";

export function QuestionFields({ state, fixedBrand }: Props & { fixedBrand: boolean }) {
  const { t } = useTexts("callBrief");
  const format = useFormat();
  const { brands } = useMe();
  return (
    <Card title={t("parts.ask")}>
      <div className={body}>
        {!fixedBrand && brands.length > 1 && (
          <Field label={t("brand")}>
            {(wiring) => (
              <Select
                {...wiring}
                value={state.brandSlug}
                onChange={(brand) => {
                  state.setBrand(brand);
                  state.change({ posts: [] });
                }}
                options={brands.map((one) => ({ value: one.slug, label: one.name }))}
              />
            )}
          </Field>
        )}
        <Line state={state} name="question" most={200} help={t("questionHelp")} />
        <Line state={state} name="intro" most={2000} rows={2} help={t("introHelp")} />
        <div className={two}>
          <Field label={t("lang")}>
            {(wiring) => (
              <Select
                {...wiring}
                value={state.draft.lang}
                onChange={(lang) => state.change({ lang })}
                options={callLanguages.map((value) => ({ value, label: format.language(value) }))}
              />
            )}
          </Field>
          <Line state={state} name="topic" most={60} help={t("topicHelp")} />
        </div>
      </div>
    </Card>
  );
}

export function DecideFields({ state }: Props) {
  const { t } = useTexts("callBrief");
  const people = useQuery(useTRPC().inbox.people.queryOptions());
  return (
    <Card title={t("parts.decide")}>
      <div className={body}>
        <div className={two}>
          <Line state={state} name="decider" />
          <Line state={state} name="deciderRole" />
          <Line state={state} name="closesOn" kind="date" />
          <Line state={state} name="decideBy" kind="date" />
        </div>
        <div id={fieldId("ownerId")}>
          <Field label={t("owner")}>
            {(wiring) => (
              <Select
                {...wiring}
                value={state.draft.ownerId}
                empty={t("ownerNone")}
                onChange={(ownerId) => state.change({ ownerId })}
                options={(people.data ?? []).map((one) => ({ value: one.id, label: one.name }))}
              />
            )}
          </Field>
        </div>
      </div>
    </Card>
  );
}

export function JudgeFields({ state }: Props) {
  const { t } = useTexts("callBrief");
  const { criteria } = state.draft;
  const put = (next: BriefDraft["criteria"]) => state.change({ criteria: next });
  return (
    <Card title={t("parts.judge")}>
      <div className={body}>
        <fieldset id={fieldId("criteria")} className="grid gap-2">
          <legend className="mb-1 font-medium text-text-2">{t("criteria")}</legend>
          {criteria.map((one, at) => (
            <div key={one.key} className="flex items-center gap-2">
              <TextInput
                aria-label={t("criterion", { at: at + 1 })}
                placeholder={at === 0 ? t("criterionExample") : undefined}
                maxLength={120}
                value={one.name}
                onChange={({ currentTarget: { value } }) =>
                  put(criteria.map((other) => (other.key === one.key ? { ...other, name: value } : other)))
                }
              />
              <IconButton
                icon={X}
                label={t("removeCriterion", { at: at + 1 })}
                disabled={criteria.length <= 1}
                onClick={() => put(criteria.filter((other) => other.key !== one.key))}
              />
            </div>
          ))}
          <Button
            icon={Plus}
            variant="plain"
            className="justify-self-start"
            disabled={criteria.length >= 8}
            onClick={() => put([...criteria, newCriterion(criteria)])}
          >
            {t("addCriterion")}
          </Button>
        </fieldset>
        <Line state={state} name="example" most={600} rows={2} />
        <Line state={state} name="constraints" most={600} rows={2} />
      </div>
    </Card>
  );
}

export function PromiseFields({ state }: Props) {
  const { t } = useTexts("callBrief");
  return (
    <Card title={t("parts.promise")}>
      <div className={body}>
        <Line state={state} name="whatHappens" most={600} rows={2} help={t("whatHappensHelp")} />
        <Line state={state} name="reward" most={300} />
        <fieldset>
          <legend className="mb-1 font-medium text-text-2">{t("merging")}</legend>
          {MergePromise.options.map((one) => (
            <label key={one} className="flex min-h-7 items-center gap-2 max-sm:min-h-11">
              <input
                type="radio"
                name="merging"
                className="size-4 accent-accent-fill"
                checked={state.draft.merging === one}
                onChange={() => state.change({ merging: one })}
              />
              {t(`mergings.${one}`)}
            </label>
          ))}
        </fieldset>
      </div>
    </Card>
  );
}

export function AimFields({ state }: Props) {
  const { t } = useTexts("callBrief");
  const { amount, currency } = state.draft;
  return (
    <Card title={t("parts.aims")}>
      <div className={`${two} pt-1`}>
        <div id={fieldId("budget")} className="grid grid-cols-[minmax(0,1fr)_88px] gap-2">
          <Field label={t("budget")}>
            {(wiring) => (
              <TextInput
                {...wiring}
                inputMode="decimal"
                value={amount}
                onChange={(event) => state.change({ amount: event.currentTarget.value })}
              />
            )}
          </Field>
          <Field label={t("currency")}>
            {(wiring) => (
              <TextInput
                {...wiring}
                maxLength={3}
                value={currency}
                onChange={(event) => state.change({ currency: event.currentTarget.value.toUpperCase() })}
              />
            )}
          </Field>
        </div>
        <span className="max-sm:hidden" />
        <Line state={state} name="goalPeople" kind="number" most={7} />
        <Line state={state} name="goalAdopted" kind="number" most={5} />
      </div>
    </Card>
  );
}
