import { useMutation } from "@tanstack/react-query";
import { Check, Lock } from "lucide-react";
import { type FormEvent, useId, useState } from "react";
import type { AnswerPageView, Outcome, Verdict } from "#shared/forwarding/schema.ts";
import { type AnswerDraft, forgetDraft, useAnswerDraft } from "#web/features/forwarding/answer-draft.ts";
import { useAnswerTexts } from "#web/features/forwarding/answer-language.tsx";
import { AnswerProblem } from "#web/features/forwarding/answer-problem.tsx";
import { Quotes } from "#web/features/forwarding/quotes.tsx";
import { useFormat } from "#web/lib/format.ts";
import { useTRPC } from "#web/lib/trpc.ts";
import { Button } from "#web/ui/button.tsx";
import { cx } from "#web/ui/cx.ts";
import { controlClass } from "#web/ui/field.tsx";

type Open = Extract<AnswerPageView, { state: "open" }>;
/** What the head of the page shows; the dialog's preview has no more than that. */
type Asked = Pick<Open, "askedBy" | "departmentName" | "question" | "quotes" | "people" | "post" | "brandName">;
type Props = { token: string; page: Open; onDone: (page: AnswerPageView) => void };
type Missing = "needVerdict" | "needFacts" | "needReason" | "needPassReason" | "needName" | null;

const missingIn = (draft: AnswerDraft): Missing => {
  if (!draft.verdict) return "needVerdict";
  if (!draft.answer.trim()) {
    if (draft.verdict === "more_facts") return "needFacts";
    if (draft.verdict === "no") return "needReason";
    if (draft.verdict === "not_ours" && draft.handToId) return "needPassReason";
  }
  return draft.name.trim() ? null : "needName";
};

/** The question and its answer, made for a thumb. What is typed stays on this device until it is sent. */
export function AnswerForm({ token, page, onDone }: Props) {
  const { t } = useAnswerTexts();
  const format = useFormat();
  const trpc = useTRPC();
  const { draft, change, kept } = useAnswerDraft(token, page.toName);
  const [missing, setMissing] = useState<Missing>(null);
  const send = useMutation(
    trpc.forwarding.answer.mutationOptions({
      onSuccess: (after) => {
        forgetDraft(token);
        onDone(after);
      },
    }),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const lacks = missingIn(draft);
    setMissing(lacks);
    if (lacks || !draft.verdict) return;
    const { verdict, answer, name, outcome } = draft;
    const handToId = verdict === "not_ours" ? draft.handToId : null;
    send.mutate({
      token,
      verdict,
      answer,
      name,
      outcome: verdict === "yes" || verdict === "no" ? outcome : null,
      handToId,
    });
  };
  const passTo = draft.verdict === "not_ours" && page.others.find((one) => one.id === draft.handToId)?.name;
  return (
    <form onSubmit={submit} className="flex flex-1 flex-col" noValidate>
      <div className="grid flex-1 content-start gap-4 px-4 pt-3.5 pb-4 text-14">
        <AnswerQuestion page={page} />
        <Verdicts value={draft.verdict} onChange={(verdict) => change({ verdict })} wrong={missing === "needVerdict"} />
        {draft.verdict === "not_ours" && page.others.length > 0 && (
          <PassTo others={page.others} value={draft.handToId} onChange={(handToId) => change({ handToId })} />
        )}
        <AnswerText
          draft={draft}
          onChange={change}
          kept={kept}
          wrong={missing?.startsWith("need") === true && missing !== "needVerdict" && missing !== "needName"}
        />
        {(draft.verdict === "yes" || draft.verdict === "no") && (
          <OutcomeField value={draft.outcome} onChange={(outcome) => change({ outcome })} />
        )}
        <NameField value={draft.name} onChange={(name) => change({ name })} wrong={missing === "needName"} />
        <p className="flex gap-2 text-12 leading-4.5 text-text-3">
          <Lock aria-hidden size={14} strokeWidth={1.5} className="mt-0.5 shrink-0" />
          <span>{t("privacy", { brand: page.brandName, day: format.weekday(page.expiresAt) })}</span>
        </p>
        {send.isError && <AnswerProblem error={send.error} />}
      </div>
      <footer className="sticky bottom-0 border-t border-line bg-surface px-4 pt-2.5 pb-[calc(10px+env(safe-area-inset-bottom))]">
        {missing && (
          <p role="alert" className="pb-2 text-12 text-ask">
            {t(missing)}
          </p>
        )}
        <Button type="submit" variant="primary" busy={send.isPending} className="h-12 w-full rounded-[10px] text-16">
          {passTo ? t("sendPass", { department: passTo }) : t("send")}
        </Button>
      </footer>
    </form>
  );
}

/** What is asked, by whom, and the words behind it. The dialog's preview shows the same. */
export function AnswerQuestion({ page }: { page: Asked }) {
  const { t } = useAnswerTexts();
  return (
    <>
      <div className="grid gap-1">
        <p className="text-13 text-text-2">{t("asks", { person: page.askedBy, department: page.departmentName })}</p>
        <h1 className="text-18 font-strong tracking-[-.01em] wrap-anywhere whitespace-pre-line">{page.question}</h1>
      </div>
      <Quotes quotes={page.quotes} people={page.people} post={page.post} brandName={page.brandName} />
    </>
  );
}

const verdicts: Verdict[] = ["yes", "no", "more_facts", "not_ours"];
const legend = "mb-1.5 block text-13 font-medium text-text-2";

type VerdictProps = { value: Verdict | null; onChange: (verdict: Verdict) => void; wrong: boolean };

function Verdicts({ value, onChange, wrong }: VerdictProps) {
  const { t } = useAnswerTexts();
  const name = useId();
  return (
    <fieldset aria-invalid={wrong || undefined}>
      <legend className={cx(legend, wrong && "text-ask")}>{t("short")}</legend>
      <div className="grid grid-cols-2 gap-2">
        {verdicts.map((verdict) => (
          <label
            key={verdict}
            className="flex min-h-11 cursor-pointer items-center gap-2.5 rounded-[8px] border border-line-control px-3 py-1 leading-4.5 has-checked:border-accent has-checked:bg-accent-soft has-checked:shadow-[inset_0_0_0_1px_var(--accent)] has-focus-visible:outline-2 has-focus-visible:outline-accent"
          >
            <input
              type="radio"
              name={name}
              checked={value === verdict}
              onChange={() => onChange(verdict)}
              className="size-4 shrink-0 accent-accent-fill"
            />
            {t(`verdict.${verdict}`)}
          </label>
        ))}
      </div>
    </fieldset>
  );
}

type TextProps = {
  draft: AnswerDraft;
  onChange: (more: Partial<AnswerDraft>) => void;
  kept: ReturnType<typeof useAnswerDraft>["kept"];
  wrong: boolean;
};

function AnswerText({ draft, onChange, kept, wrong }: TextProps) {
  const { t } = useAnswerTexts();
  const format = useFormat();
  const id = useId();
  const asked = { no: "yourNo", more_facts: "yourFacts", not_ours: "yourPass", yes: "your" } as const;
  return (
    <div>
      <label htmlFor={id} className={legend}>
        {t(asked[draft.verdict ?? "yes"])}
      </label>
      <textarea
        id={id}
        rows={5}
        maxLength={5000}
        value={draft.answer}
        aria-invalid={wrong || undefined}
        onChange={(event) => onChange({ answer: event.currentTarget.value })}
        className={cx(controlClass, "block resize-y rounded-[8px] px-3 py-2.5 text-16 leading-5.75")}
      />
      <p className="mt-1 min-h-4.5 text-12 leading-4.5 text-text-3" role="status">
        {kept === "not" && t("notKept")}
        {kept && kept !== "not" && (
          <span className="inline-flex items-center gap-1 text-ok">
            <Check aria-hidden size={14} strokeWidth={1.75} />
            {t("kept", { time: format.time(kept.at) })}
          </span>
        )}
      </p>
    </div>
  );
}

function NameField({ value, onChange, wrong }: { value: string; onChange: (name: string) => void; wrong: boolean }) {
  const { t } = useAnswerTexts();
  const id = useId();
  return (
    <div>
      <label htmlFor={id} className={legend}>
        {t("name")}
      </label>
      <input
        id={id}
        autoComplete="name"
        maxLength={120}
        value={value}
        aria-invalid={wrong || undefined}
        onChange={(event) => onChange(event.currentTarget.value)}
        className={cx(controlClass, "h-11 rounded-[8px] px-3 text-16")}
      />
    </div>
  );
}

const outcomes: Outcome[] = ["changed", "planned", "declined", "explained"];

/** What comes of the feedback, as far as the department knows; it may stay open. */
function OutcomeField({ value, onChange }: { value: Outcome | null; onChange: (outcome: Outcome | null) => void }) {
  const { t } = useAnswerTexts();
  const id = useId();
  return (
    <div>
      <label htmlFor={id} className={legend}>
        {t("outcome")} <span className="font-normal text-text-3">({t("outcomeHelp")})</span>
      </label>
      <select
        id={id}
        value={value ?? ""}
        onChange={(event) => onChange((event.currentTarget.value || null) as Outcome | null)}
        className={cx(controlClass, "h-11 rounded-[8px] px-2.5 text-16")}
      >
        <option value="">–</option>
        {outcomes.map((outcome) => (
          <option key={outcome} value={outcome}>
            {t(`outcomes.${outcome}`)}
          </option>
        ))}
      </select>
    </div>
  );
}

type PassProps = { others: Open["others"]; value: string | null; onChange: (id: string | null) => void };

/** Which other department should have the question. */
function PassTo({ others, value, onChange }: PassProps) {
  const { t } = useAnswerTexts();
  const id = useId();
  return (
    <div>
      <label htmlFor={id} className={legend}>
        {t("passTo")}
      </label>
      <select
        id={id}
        value={value ?? ""}
        onChange={(event) => onChange(event.currentTarget.value || null)}
        className={cx(controlClass, "h-11 rounded-[8px] px-2.5 text-16")}
      >
        <option value="">{t("passNobody")}</option>
        {others.map((other) => (
          <option key={other.id} value={other.id}>
            {other.name}
          </option>
        ))}
      </select>
    </div>
  );
}
