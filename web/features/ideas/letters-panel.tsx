import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { CallView } from "#shared/ideas/schema.ts";
import { LetterSheet } from "#web/features/ideas/letter-sheet.tsx";
import { useTexts } from "#web/lib/i18n.ts";
import { Problem } from "#web/lib/problem.tsx";
import { useTRPC } from "#web/lib/trpc.ts";
import { Button } from "#web/ui/button.tsx";
import { EmptyState } from "#web/ui/empty-state.tsx";
import { SkeletonRows } from "#web/ui/skeleton.tsx";
import { Tabs } from "#web/ui/tabs.tsx";

const states = ["draft", "onTheWay", "sent", "failed"] as const;
type State = (typeof states)[number];

/** Everybody hears the outcome, each with words of their own; what reads alike is asked about before it leaves. */
export function LettersPanel({ call }: { call: CallView }) {
  const { t } = useTexts("calls");
  const [state, setState] = useState<State>("draft");
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-3">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <Tabs
          value={state}
          onChange={setState}
          label={t("letters.filter.label")}
          tabs={states.map((value) => ({
            value,
            label: `${t(`letters.filter.${value}`)}${countOf(call, value)}`,
          }))}
        />
        <p className="text-12 text-text-3">{t("letters.why")}</p>
      </div>
      <Letters key={state} callId={call.id} state={state} />
    </div>
  );
}

const countOf = ({ letters }: CallView, state: State): string =>
  (state === "draft" || state === "failed") && letters[state] > 0 ? ` ${letters[state]}` : "";

function Letters({ callId, state }: { callId: string; state: State }) {
  const { t } = useTexts("calls");
  const { t: say } = useTexts("commonWords");
  const trpc = useTRPC();
  const list = useInfiniteQuery(
    trpc.calls.letters.infiniteQueryOptions(
      { callId, state },
      { getNextPageParam: (page) => page.next ?? undefined, initialCursor: undefined },
    ),
  );
  const rows = list.data?.pages.flatMap((page) => page.rows) ?? [];
  return (
    <>
      {list.isError && <Problem error={list.error} onRetry={() => void list.refetch()} />}
      {list.isPending && <SkeletonRows count={4} height={96} />}
      {list.data && rows.length === 0 && <EmptyState>{t(`letters.empty.${state}`)}</EmptyState>}
      {rows.length > 0 && <LetterSheet callId={callId} rows={rows} toSend={state === "draft" || state === "failed"} />}
      {list.hasNextPage && (
        <Button
          className="justify-self-center"
          busy={list.isFetchingNextPage}
          onClick={() => void list.fetchNextPage()}
        >
          {say("loadMore")}
        </Button>
      )}
    </>
  );
}
