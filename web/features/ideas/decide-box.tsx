import { useMutation } from "@tanstack/react-query";
import { Check, TriangleAlert } from "lucide-react";
import { type KeyboardEvent, useId, useState } from "react";
import type { IdeaView } from "#shared/ideas/schema.ts";
import { AskAuthor } from "#web/features/ideas/ask-author.tsx";
import { useRefresh } from "#web/features/ideas/use-calls.ts";
import { type TypedCheck, useReasonCheck } from "#web/features/ideas/use-reason-check.ts";
import { useTexts } from "#web/lib/i18n.ts";
import { useMay } from "#web/lib/me.ts";
import { Problem } from "#web/lib/problem.tsx";
import { useTRPC } from "#web/lib/trpc.ts";
import { Button } from "#web/ui/button.tsx";
import { Chip } from "#web/ui/chip.tsx";
import { Field, TextInput } from "#web/ui/field.tsx";
import { Textarea } from "#web/ui/textarea.tsx";
import { showToast } from "#web/ui/toast.tsx";

const choices = ["adopted", "declined", "ask"] as const;
type Choice = (typeof choices)[number];
const words = { adopted: "decide.adopt", declined: "decide.decline", ask: "decide.askAuthor" } as const;

/** Adopt, decline with a reason that answers the idea, or ask the author first. */
export function DecideBox({ idea, onDone }: { idea: IdeaView; onDone?: () => void }) {
  const { t } = useTexts("ideas");
  const mayAsk = useMay("idea.ask");
  const [choice, setChoice] = useState<Choice>("adopted");
  return (
    <div className="grid gap-2.5">
      {/* biome-ignore lint/a11y/useSemanticElements: pressed chips, as everywhere a way is chosen */}
      <div role="group" aria-label={t("decide.choice")} className="flex flex-wrap gap-1.5">
        {choices
          .filter((one) => one !== "ask" || mayAsk)
          .map((one) => (
            <Chip key={one} on={choice === one} onClick={() => setChoice(one)}>
              {t(words[one])}
            </Chip>
          ))}
      </div>
      {choice === "ask" ? (
        <AskAuthor idea={idea} onDone={onDone} />
      ) : (
        <DecideForm idea={idea} verdict={choice} onDone={onDone} />
      )}
    </div>
  );
}

type FormProps = { idea: IdeaView; verdict: "adopted" | "declined"; onDone?: () => void };

function DecideForm({ idea, verdict, onDone }: FormProps) {
  const { t } = useTexts("ideas");
  const [reason, setReason] = useState("");
  const [outcome, setOutcome] = useState("");
  const below = useId();
  const check = useReasonCheck(reason, idea);
  const decide = useDecide(onDone);
  const ready = verdict === "declined" ? check.ok : reason.trim() !== "";
  const run = () => {
    if (ready && !decide.isPending)
      decide.mutate({ ideaId: idea.id, verdict, reason: reason.trim(), outcome: verdict === "adopted" ? outcome : "" });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || !(event.metaKey || event.ctrlKey)) return;
    event.preventDefault();
    run();
  };
  return (
    <form
      className="grid gap-2.5"
      onSubmit={(event) => {
        event.preventDefault();
        run();
      }}
    >
      <Field label={t(verdict === "adopted" ? "decide.reasonAdopted" : "decide.reasonDeclined")}>
        {(wiring) => (
          <Textarea
            {...wiring}
            aria-describedby={below}
            rows={2}
            maxLength={2000}
            value={reason}
            onKeyDown={onKeyDown}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
        )}
      </Field>
      <p id={below} className="-mt-1.5 flex flex-wrap justify-between gap-x-4 text-12 text-text-2">
        {verdict === "declined" ? <ReasonLine check={check} typed={reason.trim() !== ""} /> : <span />}
        <span>{t("decide.goesTo", { count: idea.audience })}</span>
      </p>
      {verdict === "adopted" && (
        <Field label={t("decide.outcome")} help={t("decide.outcomeExample")}>
          {(wiring) => (
            <TextInput
              {...wiring}
              maxLength={300}
              value={outcome}
              onKeyDown={onKeyDown}
              onChange={(event) => setOutcome(event.currentTarget.value)}
            />
          )}
        </Field>
      )}
      {decide.isError && <Problem error={decide.error} />}
      <Button
        type="submit"
        variant="primary"
        keys="mod+Enter"
        className="justify-self-start max-sm:h-11 max-sm:w-full"
        disabled={!ready}
        busy={decide.isPending}
      >
        {t("decide.do")}
      </Button>
    </form>
  );
}

function useDecide(onDone?: () => void) {
  const { t } = useTexts("ideas");
  const refresh = useRefresh();
  return useMutation(
    useTRPC().ideas.decide.mutationOptions({
      onSuccess: ({ letters }) => {
        showToast({ text: t("decide.done", { count: letters }) });
        onDone?.();
      },
      onSettled: refresh,
    }),
  );
}

/** What the rule says about the reason so far; said politely to a screen reader, never as an alarm. */
function ReasonLine({ check, typed }: { check: TypedCheck; typed: boolean }) {
  const { t } = useTexts("ideas");
  const Icon = check.ok ? Check : TriangleAlert;
  const parts = [
    check.length < check.least && t("decide.short", { length: check.length, least: check.least }),
    check.echoes === false &&
      (check.words.length > 0
        ? t("decide.noEcho", {
            words: check.words
              .slice(0, 3)
              .map((word) => `“${word}”`)
              .join(", "),
          })
        : t("decide.noEchoPlain")),
    check.ok && t(check.foreign && check.echoes === null ? "decide.foreign" : "decide.good"),
  ].filter(Boolean);
  return (
    <span role="status" className={check.ok ? "inline-flex gap-1 text-ok" : typed ? "inline-flex gap-1 text-warn" : ""}>
      {typed && <Icon aria-hidden size={14} strokeWidth={1.75} className="mt-px shrink-0" />}
      <span>{parts.join("; ")}</span>
    </span>
  );
}
