import { useInfiniteQuery, useMutation } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { Contributor } from "#shared/ideas/report-schema.ts";
import type { CallView } from "#shared/ideas/schema.ts";
import { useRefresh } from "#web/features/ideas/use-calls.ts";
import { useFormat } from "#web/lib/format.ts";
import { useTexts } from "#web/lib/i18n.ts";
import { useMay } from "#web/lib/me.ts";
import { Problem } from "#web/lib/problem.tsx";
import { useTRPC } from "#web/lib/trpc.ts";
import { Pill } from "#web/ui/badge.tsx";
import { Button } from "#web/ui/button.tsx";
import { Checkbox } from "#web/ui/checkbox.tsx";
import { EmptyState } from "#web/ui/empty-state.tsx";
import { NetworkIcon } from "#web/ui/network-icon.tsx";
import { SkeletonRows } from "#web/ui/skeleton.tsx";
import { Table, Td, Th, Tr } from "#web/ui/table.tsx";

/** Everybody who gave an idea: have they heard, were they thanked, did they get what was promised. */
export function PeoplePanel({ call }: { call: CallView }) {
  const { t } = useTexts("calls");
  const { t: say } = useTexts("commonWords");
  const trpc = useTRPC();
  const refresh = useRefresh();
  const may = useMay("idea.credit");
  const list = useInfiniteQuery(
    trpc.calls.contributors.infiniteQueryOptions(
      { callId: call.id },
      { getNextPageParam: (page) => page.next ?? undefined, initialCursor: undefined },
    ),
  );
  const tick = useMutation(trpc.ideas.tick.mutationOptions({ onSettled: refresh }));
  const [first] = list.data?.pages ?? [];
  const rows = list.data?.pages.flatMap((page) => page.rows) ?? [];
  if (list.isError) return <Problem error={list.error} onRetry={() => void list.refetch()} />;
  if (!first) return <SkeletonRows count={6} height={44} />;
  if (rows.length === 0) return <EmptyState>{t("people.empty")}</EmptyState>;
  const head = (
    <>
      <Th>{t("people.name")}</Th>
      <Th end className="max-sm:hidden">
        {t("people.ideas")}
      </Th>
      <Th end className="max-sm:hidden">
        {t("people.adopted")}
      </Th>
      <Th className="max-sm:hidden">{t("people.told")}</Th>
      <Th className="max-sm:hidden">{t("people.credit")}</Th>
      <Th>{t("people.thanked")}</Th>
      <Th>{t("people.rewarded")}</Th>
    </>
  );
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-2">
      <p className="flex flex-wrap gap-x-4 text-12 text-text-2">
        <span>{t("people.sum", { count: first.people })}</span>
        <span className={first.toThank > 0 ? "font-medium text-warn" : ""}>
          {t("people.toThank", { count: first.toThank })}
        </span>
        <span className={first.toReward > 0 ? "font-medium text-warn" : ""}>
          {t("people.toReward", { count: first.toReward })}
        </span>
      </p>
      {tick.isError && <Problem error={tick.error} />}
      <div className="overflow-hidden rounded-l border border-line">
        <Table caption={t("tabs.people")} head={head}>
          {rows.map((one) => (
            <Person
              key={one.memberId}
              one={one}
              onTick={may ? (what, on) => tick.mutate({ ideaId: one.ideaId, what, on }) : null}
            />
          ))}
        </Table>
      </div>
      {list.hasNextPage && (
        <Button
          className="justify-self-center"
          busy={list.isFetchingNextPage}
          onClick={() => void list.fetchNextPage()}
        >
          {say("loadMore")}
        </Button>
      )}
    </div>
  );
}

type PersonProps = { one: Contributor; onTick: ((what: "thanked" | "rewarded", on: boolean) => void) | null };

function Person({ one, onTick }: PersonProps) {
  const { t } = useTexts("calls");
  const format = useFormat();
  return (
    <Tr>
      <Td>
        <span className="flex min-w-0 items-center gap-2">
          <Link
            to="/members/$memberId"
            params={{ memberId: one.memberId }}
            className="truncate font-medium hover:underline"
          >
            {one.name}
          </Link>
          {one.networks.map((network) => (
            <NetworkIcon key={network} network={network} look="glyph" className="max-sm:hidden" />
          ))}
          {one.firstTime && <Pill className="max-sm:hidden">{t("people.first")}</Pill>}
        </span>
      </Td>
      <Td end className="tabular-nums max-sm:hidden">
        {format.number(one.ideas)}
      </Td>
      <Td end className="tabular-nums max-sm:hidden">
        {format.number(one.adopted)}
      </Td>
      <Td className={one.told ? "text-text-2 max-sm:hidden" : "text-warn max-sm:hidden"}>
        {t(one.told ? "people.toldYes" : "people.toldNo")}
      </Td>
      <Td className="text-text-2 max-sm:hidden">{t(`people.consent.${one.mayName}`)}</Td>
      <Td>
        <Tick
          label={t("people.thankedBox", { name: one.name })}
          at={one.thankedAt}
          onChange={onTick && ((on) => onTick("thanked", on))}
        />
      </Td>
      <Td>
        {one.adopted > 0 ? (
          <Tick
            label={t("people.rewardedBox", { name: one.name })}
            at={one.rewardedAt}
            onChange={onTick && ((on) => onTick("rewarded", on))}
          />
        ) : (
          <span className="text-12 text-text-3" title={t("people.noReward")}>
            –<span className="sr-only">{t("people.noReward")}</span>
          </span>
        )}
      </Td>
    </Tr>
  );
}

type TickProps = { label: string; at: string | null; onChange: ((on: boolean) => void) | null };

function Tick({ label, at, onChange }: TickProps) {
  const format = useFormat();
  return (
    <span className="flex items-center gap-2 max-sm:min-h-11">
      <Checkbox
        aria-label={label}
        checked={at !== null}
        disabled={onChange === null}
        onChange={(on) => onChange?.(on)}
      />
      <span className="text-12 text-text-3 max-sm:hidden">{at && format.day(at)}</span>
    </span>
  );
}
