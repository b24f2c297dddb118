import { useMutation, useQueries } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { CircleCheck } from "lucide-react";
import { useState } from "react";
import type { CallView } from "#shared/ideas/schema.ts";
import { movableTo } from "#web/features/ideas/move-bar.tsx";
import { StageDot } from "#web/features/ideas/stage-dot.tsx";
import { useRefresh } from "#web/features/ideas/use-calls.ts";
import { useTexts } from "#web/lib/i18n.ts";
import { Problem } from "#web/lib/problem.tsx";
import { useTRPC } from "#web/lib/trpc.ts";
import { Button, buttonClass } from "#web/ui/button.tsx";
import { Dialog } from "#web/ui/dialog.tsx";
import { Field, TextInput } from "#web/ui/field.tsx";
import { showToast } from "#web/ui/toast.tsx";

const listed = 5;
type Props = { call: CallView; onClose: () => void };

/** Closing a call; what is still owed stands here as a list, each line leading to where it is done. */
export function CloseDialog({ call, onClose }: Props) {
  const { t } = useTexts("calls");
  const { t: say } = useTexts("commonWords");
  const refresh = useRefresh();
  const [cost, setCost] = useState(call.cost === null ? "" : String(call.cost));
  const undecided = call.stages.filter((one) => one.stage !== "result").reduce((sum, one) => sum + one.ideas, 0);
  const untold = call.stages.find((one) => one.stage === "result")?.waiting ?? 0;
  const ready = undecided === 0 && untold === 0;
  const close = useMutation(
    useTRPC().calls.close.mutationOptions({
      onSuccess: () => {
        showToast({ text: t("close.done") });
        onClose();
      },
      onSettled: refresh,
    }),
  );
  const amount = cost.trim() === "" ? null : Number(cost.replace(",", "."));
  const wrong = amount !== null && !(amount >= 0 && amount <= 1e9);
  return (
    <Dialog
      open
      onOpenChange={(next) => !next && onClose()}
      title={t("close.title")}
      width={520}
      footer={
        <>
          <Button size="l" variant="plain" onClick={onClose}>
            {say("cancel")}
          </Button>
          <Button
            size="l"
            variant="primary"
            disabled={!ready || wrong}
            busy={close.isPending}
            onClick={() => close.mutate({ callId: call.id, cost: amount })}
          >
            {t("close.do")}
          </Button>
        </>
      }
    >
      {ready && (
        <p className="flex gap-2">
          <CircleCheck aria-hidden size={18} strokeWidth={1.5} className="mt-px shrink-0 text-ok" />
          <span className="text-pretty">{t("close.ready")}</span>
        </p>
      )}
      {undecided > 0 && <Undecided call={call} count={undecided} onLeave={onClose} />}
      {untold > 0 && (
        <p className="flex flex-wrap items-center gap-2">
          <b className="flex-1 font-strong">{t("close.untold", { count: untold })}</b>
          <Link
            to="/calls/$callId"
            params={{ callId: call.id }}
            search={{ tab: "letters" }}
            onClick={onClose}
            className={buttonClass("default", "m")}
          >
            {t("close.toLetters")}
          </Link>
        </p>
      )}
      {ready && (
        <Field label={t("close.cost", { currency: call.brief.budget?.currency ?? "EUR" })} help={t("close.costHelp")}>
          {(wiring) => (
            <TextInput
              {...wiring}
              inputMode="decimal"
              aria-invalid={wrong || undefined}
              value={cost}
              onChange={(event) => setCost(event.currentTarget.value)}
              className="!w-40"
            />
          )}
        </Field>
      )}
      {close.isError && <Problem error={close.error} />}
    </Dialog>
  );
}

function Undecided({ call, count, onLeave }: { call: CallView; count: number; onLeave: () => void }) {
  const { t } = useTexts("calls");
  const { t: say } = useTexts("ideas");
  const trpc = useTRPC();
  const stages = movableTo.filter((stage) => (call.stages.find((one) => one.stage === stage)?.ideas ?? 0) > 0);
  const lists = useQueries({
    queries: stages.map((stage) => trpc.ideas.list.queryOptions({ callId: call.id, stage, order: "newest" })),
  });
  return (
    <section aria-label={t("close.undecided", { count })}>
      <p className="mb-1.5 font-strong">{t("close.undecided", { count })}</p>
      <ul className="rounded-l border border-line">
        {stages.map((stage, at) => {
          const page = lists[at]?.data;
          const rest = (page?.total ?? 0) - listed;
          return (
            <li key={stage} className="px-3 py-2 [&+&]:border-t [&+&]:border-line">
              <p className="flex items-center gap-1.5 text-12 font-medium text-text-2">
                <StageDot stage={stage} />
                {say(`stage.${stage}`)}
              </p>
              {lists[at]?.error && <Problem error={lists[at].error} />}
              <ul className="mt-1 grid gap-0.5">
                {page?.rows.slice(0, listed).map((idea) => (
                  <li key={idea.id} className="truncate">
                    <Link
                      to="/ideas/$ideaId"
                      params={{ ideaId: idea.id }}
                      lang={idea.lang ?? undefined}
                      onClick={onLeave}
                      className="text-accent hover:underline"
                    >
                      {idea.title}
                    </Link>{" "}
                    <span className="text-12 text-text-3">{idea.authorName}</span>
                  </li>
                ))}
              </ul>
              {rest > 0 && (
                <Link
                  to="/calls/$callId"
                  params={{ callId: call.id }}
                  search={{ stage }}
                  onClick={onLeave}
                  className="text-12 text-text-2 hover:underline"
                >
                  {t("close.more", { count: rest, stage: say(`stage.${stage}`) })}
                </Link>
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
