import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Plus, TriangleAlert } from "lucide-react";
import type { CallRow } from "#shared/ideas/schema.ts";
import { type CallState, callStates } from "#shared/ideas/stage.ts";
import { CallPill } from "#web/features/ideas/call-pill.tsx";
import { type AcrossShow, AcrossViews, IdeasAcross } from "#web/features/ideas/ideas-across.tsx";
import { useCallsLive } from "#web/features/ideas/use-calls.ts";
import { useFormat } from "#web/lib/format.ts";
import { useTexts } from "#web/lib/i18n.ts";
import { useMay } from "#web/lib/me.ts";
import { Problem } from "#web/lib/problem.tsx";
import { useTRPC } from "#web/lib/trpc.ts";
import { Button, buttonClass } from "#web/ui/button.tsx";
import { EmptyState } from "#web/ui/empty-state.tsx";
import { Page, PaneTitle } from "#web/ui/panes.tsx";
import { SkeletonRows } from "#web/ui/skeleton.tsx";
import { Tabs } from "#web/ui/tabs.tsx";

export type CallsAddress = { brand?: string; state?: CallState; show?: AcrossShow };
type Props = { address: CallsAddress; onAddress: (address: CallsAddress) => void };

const tabs = ["all", "open", "deciding", "draft", "closed"] as const satisfies readonly ("all" | CallState)[];

/** Every call with what waits in it; or, across calls, the ideas that wait for one thing. */
export function CallsScreen({ address, onAddress }: Props) {
  const { t } = useTexts("calls");
  const { brand, state, show } = address;
  useCallsLive();
  return (
    <Page
      bar={
        <>
          <PaneTitle>{t("title")}</PaneTitle>
          <span className="truncate text-text-3 max-md:hidden">{t("sub")}</span>
          <span className="flex-1" />
          <NewCall brand={brand} />
        </>
      }
    >
      <div className="flex flex-wrap items-center gap-2 max-sm:-mx-3 max-sm:flex-nowrap max-sm:overflow-x-auto max-sm:px-3 max-sm:[scrollbar-width:none]">
        <Tabs
          className="shrink-0"
          value={show ? ("across" as "all") : (state ?? "all")}
          onChange={(next) => onAddress({ brand, state: callStates.find((one) => one === next) })}
          label={t("filter.label")}
          tabs={tabs.map((value) => ({ value, label: t(`filter.${value}`) }))}
        />
        <AcrossViews brand={brand} show={show} onShow={(next) => onAddress({ brand, show: next })} />
      </div>
      {show ? <IdeasAcross brand={brand} show={show} /> : <CallList brand={brand} state={state} />}
    </Page>
  );
}

const NewCall = ({ brand }: { brand?: string }) => {
  const { t } = useTexts("calls");
  if (!useMay("call.save")) return null;
  return (
    <Link to="/calls/new" search={{ brand }} className={buttonClass("primary")}>
      <Plus aria-hidden size={16} strokeWidth={1.5} />
      {t("new")}
    </Link>
  );
};

function CallList({ brand, state }: { brand?: string; state?: CallState }) {
  const { t } = useTexts("calls");
  const { t: say } = useTexts("commonWords");
  const trpc = useTRPC();
  const list = useInfiniteQuery(
    trpc.calls.list.infiniteQueryOptions(
      { brand, state },
      { getNextPageParam: (page) => page.next ?? undefined, initialCursor: undefined },
    ),
  );
  const rows = list.data?.pages.flatMap((page) => page.rows) ?? [];
  return (
    <>
      {list.isError && <Problem error={list.error} onRetry={() => void list.refetch()} />}
      {list.isPending && <SkeletonRows count={5} height={64} />}
      {list.data && rows.length === 0 && (
        <EmptyState action={state ? undefined : <NewCall brand={brand} />}>{t(`empty.${state ?? "all"}`)}</EmptyState>
      )}
      {rows.length > 0 && (
        <ul aria-label={t("title")} className="overflow-hidden rounded-l border border-line">
          {rows.map((call) => (
            <CallItem key={call.id} call={call} withBrand={brand === undefined} />
          ))}
        </ul>
      )}
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

function CallItem({ call, withBrand }: { call: CallRow; withBrand: boolean }) {
  const { t } = useTexts("calls");
  const draft = call.state === "draft";
  return (
    <li className="relative px-3 py-2.5 hover:bg-hover max-sm:py-3 [&+&]:border-t [&+&]:border-line">
      <div className="flex items-center gap-2">
        <Link
          to={draft ? "/calls/$callId/brief" : "/calls/$callId"}
          params={{ callId: call.id }}
          lang={call.lang}
          className="min-w-0 flex-1 truncate font-medium after:absolute after:inset-0 max-sm:line-clamp-2 max-sm:whitespace-normal"
        >
          {call.question || t("untitled")}
        </Link>
        <CallPill call={call} />
      </div>
      <p className="mt-0.5 flex flex-wrap gap-x-3 text-12 text-text-3 max-sm:mt-1">
        {withBrand && <span>{call.brandName}</span>}
        {!draft && (
          <span>
            {t("ideas", { count: call.ideas })}, {t("persons", { count: call.people })}
          </span>
        )}
        {call.adopted + call.declined > 0 && (
          <span>{t("adoptedDeclined", { adopted: call.adopted, declined: call.declined })}</span>
        )}
        <Waiting call={call} />
        <When call={call} />
      </p>
    </li>
  );
}

/** What a person has to do in it, in words and with a sign; "nothing waits" is said too. */
function Waiting({ call }: { call: CallRow }) {
  const { t } = useTexts("calls");
  if (call.state === "draft") return null;
  const parts = (["unanswered", "undecided", "suspicions"] as const).filter(
    (part) => call[part] > 0 && (part !== "undecided" || call.state === "deciding"),
  );
  if (parts.length === 0) return call.state === "closed" ? null : <span>{t("nothingMissing")}</span>;
  return (
    <span className="inline-flex flex-wrap items-center gap-x-1.5 font-medium text-warn">
      <TriangleAlert aria-hidden size={12} strokeWidth={1.75} />
      {parts.map((part) => String(t(part, { count: call[part] }))).join(", ")}
    </span>
  );
}

function When({ call }: { call: CallRow }) {
  const { t } = useTexts("calls");
  const format = useFormat();
  const words = call.closedAt
    ? t("closedOn", { day: format.day(call.closedAt) })
    : call.decideBy && call.state !== "draft"
      ? t("decideOn", { day: format.calendarDay(call.decideBy) })
      : null;
  return words && <span className="sm:ml-auto">{words}</span>;
}
