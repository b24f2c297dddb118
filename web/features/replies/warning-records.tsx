import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { wilson } from "#shared/replies/learning.ts";
import type { LookFilter, WarningRecord } from "#shared/replies/look-back.ts";
import { useFormat } from "#web/lib/format.ts";
import { useTexts } from "#web/lib/i18n.ts";
import { useMay } from "#web/lib/me.ts";
import { Problem } from "#web/lib/problem.tsx";
import { useTRPC, useTRPCClient } from "#web/lib/trpc.ts";
import { Button } from "#web/ui/button.tsx";
import { Card } from "#web/ui/panes.tsx";
import { SkeletonRows } from "#web/ui/skeleton.tsx";
import { Table, Td, Th, Tr } from "#web/ui/table.tsx";
import { showToast } from "#web/ui/toast.tsx";

type Props = { brandId: string; filter: LookFilter };

/** For leads: how often each reason of the check was heeded in a brand, and which of them Konak has made a hint. */
export function WarningRecords({ brandId, filter }: Props) {
  const { t } = useTexts("lookBack");
  const records = useQuery(useTRPC().replies.warnings.queryOptions(filter));
  const head = (
    <>
      <Th>{t("warnings.reason")}</Th>
      <Th end>{t("warnings.fired")}</Th>
      <Th end>{t("warnings.heeded")}</Th>
      <Th end>{t("warnings.overridden")}</Th>
      <Th end>{t("warnings.edited")}</Th>
      <Th>{t("warnings.reasons")}</Th>
    </>
  );
  return (
    <Card flush title={t("warnings.title")}>
      <p className="px-3 pb-2 text-12 text-text-3">{t("warnings.why")}</p>
      {records.isError && <Problem error={records.error} onRetry={() => void records.refetch()} className="m-3" />}
      {records.isPending && <SkeletonRows count={3} height={32} />}
      {records.data?.length === 0 && <p className="px-3 pb-3 text-text-2">{t("warnings.none")}</p>}
      {records.data && records.data.length > 0 && (
        <Table caption={t("warnings.title")} head={head}>
          {records.data.map((record) => (
            <RecordRow key={record.code} record={record} brandId={brandId} />
          ))}
        </Table>
      )}
    </Card>
  );
}

function RecordRow({ record, brandId }: { record: WarningRecord; brandId: string }) {
  const { t } = useTexts("lookBack");
  const format = useFormat();
  const { fired, heeded, overridden, edited, reasons, demotedAt, restoredAt } = record;
  const range = wilson(heeded, fired);
  return (
    <Tr>
      <Td className="min-w-44 py-1.5">
        {t(`warnings.code.${record.code}`)}
        {demotedAt && <Demoted record={record} brandId={brandId} at={demotedAt} />}
        {!demotedAt && restoredAt && (
          <span className="block text-12 text-text-3">{t("warnings.restored", { date: format.full(restoredAt) })}</span>
        )}
      </Td>
      <Td end className="tabular-nums">
        {format.number(fired)}
      </Td>
      <Td end className="tabular-nums">
        {format.percent(fired === 0 ? null : heeded / fired)}
        {range && (
          <span className="block text-12 text-text-3">
            {t("warnings.interval", { low: format.percent(range.low), high: format.percent(range.high) })}
          </span>
        )}
      </Td>
      <Td end className="tabular-nums">
        {format.number(overridden)}
      </Td>
      <Td end className="tabular-nums">
        {format.number(edited)}
      </Td>
      <Td className="min-w-48 py-1.5 text-text-2">
        {reasons.map(({ reason, count }) => `${reason} (${format.number(count)})`).join(", ")}
      </Td>
    </Tr>
  );
}

function Demoted({ record, brandId, at }: { record: WarningRecord; brandId: string; at: string }) {
  const { t } = useTexts("lookBack");
  const format = useFormat();
  const may = useMay("warning.restore");
  const api = useTRPCClient();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [error, setError] = useState<unknown>(null);
  const restore = async () => {
    setError(null);
    try {
      await api.replies.restoreWarning.mutate({ brandId, code: record.code });
      showToast({ text: t("warnings.restored_done") });
      await queries.invalidateQueries({ queryKey: trpc.replies.warnings.pathKey() });
    } catch (failed) {
      setError(failed);
    }
  };
  return (
    <span className="mt-0.5 grid justify-items-start gap-1 text-12 text-text-3">
      {t("warnings.demoted", { date: format.full(at) })}
      {may && (
        <Button
          size="s"
          aria-label={t("warnings.restoreWhy", { name: t(`warnings.code.${record.code}`) })}
          onClick={() => void restore()}
        >
          {t("warnings.restore")}
        </Button>
      )}
      {error !== null && <Problem error={error} />}
    </span>
  );
}
