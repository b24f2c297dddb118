import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { LoopFilter, LoopRow } from "#shared/forwarding/loop-schema.ts";
import { LoopPill } from "#web/features/forwarding/loop-pill.tsx";
import { useFormatIn } from "#web/lib/format.ts";
import { useTexts } from "#web/lib/i18n.ts";
import { Problem } from "#web/lib/problem.tsx";
import { useTRPC } from "#web/lib/trpc.ts";
import { Button } from "#web/ui/button.tsx";
import { EmptyState } from "#web/ui/empty-state.tsx";
import { Page, PaneTitle } from "#web/ui/panes.tsx";
import { SkeletonRows } from "#web/ui/skeleton.tsx";
import { Tabs } from "#web/ui/tabs.tsx";

const states = ["toClose", "out", "late", "closed", "over"] as const;
export type LoopsState = (typeof states)[number];
type Props = { filter: LoopFilter; state: LoopsState; onState: (state: LoopsState) => void };

/** Every loop by where it stands; the ones whose followers wait to be told come first. */
export function LoopsScreen({ filter, state, onState }: Props) {
  const { t } = useTexts("loops");
  const trpc = useTRPC();
  const list = useInfiniteQuery(
    trpc.forwarding.loops.infiniteQueryOptions(
      { ...filter, state },
      { getNextPageParam: (page) => page.next ?? undefined, initialCursor: undefined },
    ),
  );
  const rows = list.data?.pages.flatMap((page) => page.rows) ?? [];
  return (
    <Page
      bar={
        <>
          <PaneTitle>{t("title")}</PaneTitle>
          <span className="truncate text-text-3 max-sm:hidden">{t("sub")}</span>
        </>
      }
    >
      <div className="overflow-x-auto">
        <Tabs
          value={state}
          onChange={onState}
          label={t("filter.label")}
          tabs={states.map((value) => ({ value, label: t(`filter.${value}`) }))}
        />
      </div>
      {list.isError && <Problem error={list.error} onRetry={() => void list.refetch()} />}
      {list.isPending && <SkeletonRows count={6} height={64} />}
      {list.data && rows.length === 0 && <EmptyState>{t(`empty.${state}`)}</EmptyState>}
      {rows.length > 0 && (
        <ul className="overflow-hidden rounded-l border border-line">
          {rows.map((loop) => (
            <LoopItem key={loop.id} loop={loop} />
          ))}
        </ul>
      )}
      {list.hasNextPage && (
        <Button
          className="justify-self-center"
          busy={list.isFetchingNextPage}
          onClick={() => void list.fetchNextPage()}
        >
          {t("more")}
        </Button>
      )}
    </Page>
  );
}

function LoopItem({ loop }: { loop: LoopRow }) {
  const { t } = useTexts("loops");
  const format = useFormatIn(loop.timeZone);
  const moment = (at: string) => `${format.day(at)}, ${format.time(at)}`;
  const when = loop.closedAt
    ? t("closedOn", { time: moment(loop.closedAt) })
    : loop.answeredAt
      ? t("answeredOn", { time: moment(loop.answeredAt) })
      : loop.dueAt
        ? t("dueOn", { time: moment(loop.dueAt) })
        : t("noDue");
  return (
    <li className="relative px-3 py-2.5 hover:bg-hover [&+&]:border-t [&+&]:border-line">
      <div className="flex items-center gap-2">
        <Link
          to="/loops/$loopId"
          params={{ loopId: loop.id }}
          className="min-w-0 flex-1 truncate font-medium after:absolute after:inset-0"
        >
          {loop.title}
        </Link>
        <LoopPill loop={loop} />
      </div>
      <p className="mt-0.5 flex flex-wrap gap-x-3 text-12 text-text-3">
        <span>{t("asked", { person: loop.personName, department: loop.departmentName })}</span>
        <span>
          {t("people", { count: loop.followers })}
          {loop.answeredAt && `, ${t("toldOf", { count: loop.told, of: loop.followers })}`}
        </span>
        <span className={loop.late ? "ml-auto text-ask" : "ml-auto"}>{when}</span>
      </p>
    </li>
  );
}
