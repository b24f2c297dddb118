import { useMutation, useQuery } from "@tanstack/react-query";
import type { Suspicion } from "#shared/ideas/report-schema.ts";
import { useRefresh } from "#web/features/ideas/use-calls.ts";
import { useFormat } from "#web/lib/format.ts";
import { useTexts } from "#web/lib/i18n.ts";
import { useMay } from "#web/lib/me.ts";
import { Problem } from "#web/lib/problem.tsx";
import { useTRPC } from "#web/lib/trpc.ts";
import { Pill } from "#web/ui/badge.tsx";
import { Button } from "#web/ui/button.tsx";
import { EmptyState } from "#web/ui/empty-state.tsx";
import { SkeletonRows } from "#web/ui/skeleton.tsx";
import { showToast } from "#web/ui/toast.tsx";

/** What looks like spam, one row a flood however many came; a person says what it is. */
export function AsidePanel({ callId }: { callId: string }) {
  const { t } = useTexts("calls");
  const trpc = useTRPC();
  const refresh = useRefresh();
  const may = useMay("idea.add");
  const list = useQuery(trpc.calls.suspicions.queryOptions({ callId }));
  const settle = useMutation(
    trpc.calls.settleSuspicion.mutationOptions({
      onSuccess: (_, { as }) => showToast({ text: t(as === "idea" ? "aside.taken" : "aside.gone") }),
      onSettled: refresh,
    }),
  );
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-2">
      <p className="text-12 text-text-3">{t("aside.why")}</p>
      {list.isError && <Problem error={list.error} onRetry={() => void list.refetch()} />}
      {settle.isError && <Problem error={settle.error} />}
      {list.isPending && <SkeletonRows count={3} height={64} />}
      {list.data?.length === 0 && <EmptyState>{t("aside.empty")}</EmptyState>}
      {list.data && list.data.length > 0 && (
        <ul className="rounded-l border border-line">
          {list.data.map((one) => (
            <Row
              key={one.id}
              one={one}
              busy={settle.isPending}
              onSettle={may ? (as) => settle.mutate({ id: one.id, as }) : null}
            />
          ))}
        </ul>
      )}
    </div>
  );
}

type RowProps = { one: Suspicion; busy: boolean; onSettle: ((as: "spam" | "idea") => void) | null };

function Row({ one, busy, onSettle }: RowProps) {
  const { t } = useTexts("calls");
  const { t: say } = useTexts("ideas");
  const format = useFormat();
  return (
    <li className="flex items-start gap-3 px-3 py-2.5 max-sm:flex-wrap [&+&]:border-t [&+&]:border-line">
      <div className="min-w-0 flex-1 max-sm:basis-full">
        <p className="line-clamp-3 wrap-anywhere">{one.text}</p>
        <p className="mt-1 flex flex-wrap items-center gap-x-2 gap-y-1 text-12 text-text-3">
          <Pill tone="warn">{one.kind === "flood" ? t("aside.flood", { count: one.count }) : t("aside.trap")}</Pill>
          <span>{say(`sources.${one.source}`)}</span>
          <span>
            {one.firstAt === one.lastAt
              ? format.full(one.firstAt)
              : t("aside.when", { from: format.full(one.firstAt), to: format.full(one.lastAt) })}
          </span>
        </p>
      </div>
      {onSettle && (
        <span className="flex shrink-0 gap-1.5">
          <Button size="s" disabled={busy} onClick={() => onSettle("spam")}>
            {t("aside.spam")}
          </Button>
          <Button size="s" variant="plain" disabled={busy} onClick={() => onSettle("idea")}>
            {t("aside.idea")}
          </Button>
        </span>
      )}
    </li>
  );
}
