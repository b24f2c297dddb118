import { useMutation, useQueryClient } from "@tanstack/react-query";
import { CircleCheck } from "lucide-react";
import { useState } from "react";
import type { LoopView } from "#shared/forwarding/loop-schema.ts";
import { Outcome } from "#shared/forwarding/schema.ts";
import { useFormat } from "#web/lib/format.ts";
import { useTexts } from "#web/lib/i18n.ts";
import { useMay } from "#web/lib/me.ts";
import { Problem } from "#web/lib/problem.tsx";
import { useTRPC } from "#web/lib/trpc.ts";
import { Button } from "#web/ui/button.tsx";
import { Chip } from "#web/ui/chip.tsx";
import { Field } from "#web/ui/field.tsx";
import { Card } from "#web/ui/panes.tsx";
import { Textarea } from "#web/ui/textarea.tsx";
import { showToast } from "#web/ui/toast.tsx";

type Props = { loop: LoopView; open: number; onNext: (() => void) | null };

/** What came of the loop, and its end: only once every follower has heard or was set aside. */
export function LoopClose({ loop, open, onNext }: Props) {
  const { t } = useTexts("loops");
  if (loop.state === "out") return null;
  if (loop.state === "closed") return <Closed loop={loop} />;
  return (
    <Card title={t("toClose")} aside={open > 0 ? t("closeWaits", { count: open }) : undefined}>
      {open > 0 && loop.answeredAt && onNext && (
        <Button variant="primary" className="mb-3" onClick={onNext}>
          {t("answerNext")}
        </Button>
      )}
      {open === 0 && <p className="mb-2 text-text-2">{t("closeReady")}</p>}
      <OutcomeForm loop={loop} ready={open === 0} />
    </Card>
  );
}

function OutcomeForm({ loop, ready }: { loop: LoopView; ready: boolean }) {
  const { t } = useTexts("loops");
  const trpc = useTRPC();
  const queries = useQueryClient();
  const mayClose = useMay("loop.close");
  const [outcome, setOutcome] = useState<Outcome | null>(loop.outcome);
  const [words, setWords] = useState(loop.outcomeText ?? "");
  const close = useMutation(
    trpc.forwarding.close.mutationOptions({
      onSuccess: () => showToast({ text: t("closed") }),
      onSettled: () => queries.invalidateQueries(trpc.forwarding.pathFilter()),
    }),
  );
  if (!mayClose) return null;
  const said = outcome !== null && (outcome === "explained" || words.trim() !== "");
  return (
    <div className="grid gap-3">
      <fieldset>
        <legend className="mb-1 font-medium text-text-2">{t("outcome")}</legend>
        <div className="flex flex-wrap gap-1.5">
          {Outcome.options.map((one) => (
            <Chip key={one} on={outcome === one} onClick={() => setOutcome(one)}>
              {t(`outcomes.${one}`)}
            </Chip>
          ))}
        </div>
      </fieldset>
      <Field label={t(outcome === "declined" ? "outcomeDeclined" : "outcomeText")}>
        {(wiring) => (
          <Textarea
            {...wiring}
            rows={2}
            maxLength={2000}
            value={words}
            onChange={(event) => setWords(event.currentTarget.value)}
          />
        )}
      </Field>
      {close.isError && <Problem error={close.error} />}
      <Button
        variant={ready ? "primary" : "default"}
        className="justify-self-start"
        disabled={!ready || !said}
        busy={close.isPending}
        onClick={() => outcome && close.mutate({ loopId: loop.id, outcome, outcomeText: words.trim() })}
      >
        {t("close")}
      </Button>
    </div>
  );
}

function Closed({ loop }: { loop: LoopView }) {
  const { t } = useTexts("loops");
  const format = useFormat();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const mayClose = useMay("loop.close");
  const reopen = useMutation(
    trpc.forwarding.reopen.mutationOptions({
      onSuccess: () => queries.invalidateQueries(trpc.forwarding.pathFilter()),
    }),
  );
  return (
    <Card>
      <p className="flex items-center gap-2 font-strong">
        <CircleCheck aria-hidden size={18} strokeWidth={1.5} className="text-ok" />
        {t("closed")}
        <span className="ml-auto text-12 font-normal text-text-3">{loop.closedAt && format.full(loop.closedAt)}</span>
      </p>
      {loop.outcome && (
        <p className="mt-1 wrap-anywhere whitespace-pre-line">
          <b>{t(`outcomes.${loop.outcome}`)}.</b> {loop.outcomeText}
        </p>
      )}
      {mayClose && (
        <Button
          size="s"
          variant="plain"
          className="mt-1.5"
          busy={reopen.isPending}
          onClick={() => reopen.mutate({ loopId: loop.id })}
        >
          {t("reopen")}
        </Button>
      )}
      {reopen.isError && <Problem error={reopen.error} />}
    </Card>
  );
}
