import { useInfiniteQuery } from "@tanstack/react-query";
import { ArrowUp } from "lucide-react";
import { useState } from "react";
import type { CallView, IdeaFilter, IdeaRow } from "#shared/ideas/schema.ts";
import type { IdeaStage } from "#shared/ideas/stage.ts";
import type { DeskShow } from "#web/features/ideas/call-desk.tsx";
import { DecideRow } from "#web/features/ideas/decide-row.tsx";
import { IdeaItem } from "#web/features/ideas/idea-row.tsx";
import { MoveBar } from "#web/features/ideas/move-bar.tsx";
import { StageDot } from "#web/features/ideas/stage-dot.tsx";
import { useTexts } from "#web/lib/i18n.ts";
import { useMay } from "#web/lib/me.ts";
import { Problem } from "#web/lib/problem.tsx";
import { useTRPC } from "#web/lib/trpc.ts";
import { Count } from "#web/ui/badge.tsx";
import { Button } from "#web/ui/button.tsx";
import { EmptyState } from "#web/ui/empty-state.tsx";
import { SkeletonRows } from "#web/ui/skeleton.tsx";
import { Tabs } from "#web/ui/tabs.tsx";

type Order = NonNullable<IdeaFilter["order"]>;
const orders = ["shuffled", "ranked", "scored", "newest"] as const satisfies readonly Order[];
const fewRows = 6;

type Props = {
  call: CallView;
  /** null: of every stage */
  stage: IdeaStage | null;
  show: DeskShow | null;
  find: string;
  /** the only list on the page: all of it, with its order to choose */
  alone: boolean;
  onAll?: () => void;
};

/** Young ideas by chance, those with few votes first: an early lead is mostly luck. Later ones by rank. */
const usualOrder = (stage: IdeaStage | null): Order =>
  stage === "open" || stage === "shortlist" ? "shuffled" : stage === "result" ? "newest" : "ranked";

/** The ideas of one stage under its name, and what can be done with several of them. */
export function IdeaGroup({ call, stage, show, find, alone, onAll }: Props) {
  const { t } = useTexts("ideas");
  const mayMove = useMay("idea.move");
  const [order, setOrder] = useState<Order>(usualOrder(stage));
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const list = useIdeas(call, { stage, show, find, order });
  const rows = list.data?.pages.flatMap((page) => page.rows) ?? [];
  const total = list.data?.pages[0]?.total ?? null;
  const inStage = call.stages.find((one) => one.stage === stage)?.ideas ?? 0;
  const fresh = stage && !show && !find && total !== null ? Math.max(0, inStage - total) : 0;
  const shown = alone ? rows : rows.slice(0, fewRows);
  const movable = mayMove && alone && call.state !== "closed" && stage !== "result";
  const choose = (id: string) => (on: boolean) =>
    setChosen((before) => new Set(on ? [...before, id] : [...before].filter((one) => one !== id)));
  return (
    <section aria-label={stage ? t(`stage.${stage}`) : t("stages")} className="grid grid-cols-[minmax(0,1fr)]">
      <header className="flex min-h-7.5 flex-wrap items-center gap-1.5 rounded-m bg-sunken px-3 max-sm:py-1">
        {stage && <StageDot stage={stage} />}
        {stage && <h2 className="font-strong">{t(`stage.${stage}`)}</h2>}
        <Count>{total ?? ""}</Count>
        {fresh > 0 && (
          <Button size="s" variant="primary" icon={ArrowUp} onClick={() => void list.refetch()}>
            {t("fresh", { count: fresh })}
          </Button>
        )}
        <span className="ml-auto flex items-center gap-2 text-12 text-text-3">
          <span className="max-md:hidden">{t(`why.${order}`)}</span>
          {alone && (
            <Tabs
              value={order}
              onChange={setOrder}
              label={t("order.label")}
              tabs={orders.map((value) => ({ value, label: t(`order.${value}`) }))}
            />
          )}
        </span>
      </header>
      {chosen.size > 0 && <MoveBar ids={[...chosen]} from={stage} onDone={() => setChosen(new Set())} />}
      {list.isError && <Problem error={list.error} onRetry={() => void list.refetch()} className="mt-2" />}
      {list.isPending && <SkeletonRows count={3} height={52} />}
      {list.data && rows.length === 0 && <Nothing stage={stage} show={show} find={find} />}
      <ul>
        {shown.map((idea) => (
          <Row
            key={idea.id}
            idea={idea}
            show={show}
            closed={call.state === "closed"}
            chosen={chosen.has(idea.id)}
            onChoose={movable && idea.stage !== "result" ? choose(idea.id) : null}
          />
        ))}
      </ul>
      {!alone && (total ?? 0) > fewRows && (
        <Button variant="plain" className="justify-self-start" onClick={onAll}>
          {t("showAll", { count: total ?? 0 })}
        </Button>
      )}
      {alone && list.hasNextPage && (
        <Button
          className="mt-2 justify-self-center"
          busy={list.isFetchingNextPage}
          onClick={() => void list.fetchNextPage()}
        >
          {t("more")}
        </Button>
      )}
    </section>
  );
}

type Filter = { stage: IdeaStage | null; show: DeskShow | null; find: string; order: Order };

/** Held: what comes in meanwhile waits behind "3 new", so that no row moves under the cursor. */
function useIdeas(call: CallView, { stage, show, find, order }: Filter) {
  const trpc = useTRPC();
  return useInfiniteQuery({
    ...trpc.ideas.list.infiniteQueryOptions(
      { callId: call.id, stage: stage ?? undefined, show: show ?? "all", find: find || undefined, order },
      { getNextPageParam: (page) => page.next ?? undefined, initialCursor: undefined },
    ),
    meta: { live: "held" },
  });
}

function Nothing({ stage, show, find }: Pick<Props, "stage" | "show" | "find">) {
  const { t } = useTexts("ideas");
  const { t: say } = useTexts("calls");
  return (
    <EmptyState className="!py-8">
      {find ? t("empty.found") : show ? say(`showEmpty.${show}`) : t(`empty.${stage ?? "open"}`)}
    </EmptyState>
  );
}

type RowProps = {
  idea: IdeaRow;
  show: DeskShow | null;
  closed: boolean;
  chosen: boolean;
  onChoose: ((on: boolean) => void) | null;
};

/** A row whose decision opens below it. */
function Row({ idea, show, closed, chosen, onChoose }: RowProps) {
  const { t } = useTexts("ideas");
  const mayDecide = useMay("idea.decide") && !closed && idea.stage === "decide";
  const [open, setOpen] = useState(false);
  return (
    <IdeaItem
      idea={idea}
      about={show === "lookAlike" || show === "distant" ? show : null}
      chosen={chosen}
      onChoose={onChoose}
      open={open}
      action={
        mayDecide && (
          <Button size="s" aria-expanded={open} onClick={() => setOpen(!open)}>
            {t("decideHere")}
          </Button>
        )
      }
    >
      {open && mayDecide && <DecideRow ideaId={idea.id} onDone={() => setOpen(false)} />}
    </IdeaItem>
  );
}
