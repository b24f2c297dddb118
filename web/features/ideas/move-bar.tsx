import { useMutation } from "@tanstack/react-query";
import type { IdeaStage } from "#shared/ideas/stage.ts";
import { StageDot } from "#web/features/ideas/stage-dot.tsx";
import { useRefresh } from "#web/features/ideas/use-calls.ts";
import { useTexts } from "#web/lib/i18n.ts";
import { Problem } from "#web/lib/problem.tsx";
import { useTRPC } from "#web/lib/trpc.ts";
import { Button } from "#web/ui/button.tsx";
import { showToast } from "#web/ui/toast.tsx";

export const movableTo = ["open", "shortlist", "refine", "decide"] as const;
type Target = (typeof movableTo)[number];

/** Moves ideas on or back; the toast takes it back when all came from one stage. */
export function useMove() {
  const { t } = useTexts("ideas");
  const refresh = useRefresh();
  const move = useMutation(useTRPC().ideas.move.mutationOptions({ onSettled: refresh }));
  const run = (ideaIds: string[], to: Target, from: IdeaStage | null, onDone?: () => void) =>
    move.mutate(
      { ideaIds, to },
      {
        onSuccess: ({ moved }) => {
          onDone?.();
          const back = movableTo.find((one) => one === from);
          showToast({
            text: t("moved", { count: moved, stage: t(`stage.${to}`) }),
            onUndo: back && (() => move.mutate({ ideaIds, to: back })),
          });
        },
      },
    );
  return { run, busy: move.isPending, error: move.error };
}

type Props = { ids: string[]; from: IdeaStage | null; onDone: () => void };

/** What can be done with the chosen ideas. */
export function MoveBar({ ids, from, onDone }: Props) {
  const { t } = useTexts("ideas");
  const { run, busy, error } = useMove();
  return (
    <div className="sticky top-0 z-10 mt-1 grid gap-2 rounded-m border border-line-strong bg-raised px-3 py-1.5 shadow-low">
      <div className="flex flex-wrap items-center gap-1.5">
        <b className="mr-2 font-strong tabular-nums" role="status">
          {t("chosen", { count: ids.length })}
        </b>
        {movableTo
          .filter((to) => to !== from)
          .map((to) => (
            <Button key={to} size="s" disabled={busy} onClick={() => run(ids, to, from, onDone)}>
              <StageDot stage={to} />
              {t("moveTo", { stage: t(`stage.${to}`) })}
            </Button>
          ))}
        <Button size="s" variant="plain" className="ml-auto" onClick={onDone}>
          {t("clear")}
        </Button>
      </div>
      {error && <Problem error={error} />}
    </div>
  );
}
