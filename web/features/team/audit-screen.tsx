import { useInfiniteQuery } from "@tanstack/react-query";
import type { AuditRow } from "#shared/team/schema.ts";
import { useFormat } from "#web/lib/format.ts";
import { translate, useTexts } from "#web/lib/i18n.ts";
import { Problem } from "#web/lib/problem.tsx";
import { useTRPC } from "#web/lib/trpc.ts";
import { Button } from "#web/ui/button.tsx";
import { EmptyState } from "#web/ui/empty-state.tsx";
import { Card, Page, PaneTitle } from "#web/ui/panes.tsx";
import { SkeletonRows } from "#web/ui/skeleton.tsx";
import { Table, Td, Th, Tr } from "#web/ui/table.tsx";

export function AuditScreen() {
  const { t } = useTexts("team");
  const trpc = useTRPC();
  const audit = useInfiniteQuery(
    trpc.team.audit.infiniteQueryOptions({}, { initialCursor: null, getNextPageParam: (page) => page.next }),
  );
  const rows = audit.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Page
      bar={
        <>
          <PaneTitle>{t("audit.title")}</PaneTitle>
          <span className="truncate text-text-3">{t("audit.sub")}</span>
        </>
      }
    >
      {audit.isError && <Problem error={audit.error} onRetry={() => void audit.refetch()} />}
      {audit.isPending && <SkeletonRows count={10} height={32} />}
      {audit.isSuccess && rows.length === 0 && <EmptyState>{t("audit.empty")}</EmptyState>}
      {rows.length > 0 && (
        <Card flush>
          <AuditTable rows={rows} />
        </Card>
      )}
      {audit.hasNextPage && (
        <Button
          className="justify-self-center"
          busy={audit.isFetchingNextPage}
          onClick={() => void audit.fetchNextPage()}
        >
          {t("audit.older")}
        </Button>
      )}
    </Page>
  );
}

/** An action in words; one without words yet is shown by its own name rather than hidden. */
const inWords = (action: string): string => translate(`team:audit.action.${action.replace(".", "-")}`) ?? action;

/** The details as `name: value` pairs; they are for looking something up, not for reading through. */
const detailText = (detail: AuditRow["detail"]): string =>
  Object.entries(detail)
    .filter(([, value]) => value !== null && value !== "")
    .map(([name, value]) => `${name}: ${typeof value === "object" ? JSON.stringify(value) : String(value)}`)
    .join(", ");

function AuditTable({ rows }: { rows: AuditRow[] }) {
  const { t } = useTexts("team");
  const format = useFormat();
  return (
    <Table
      caption={t("audit.title")}
      head={
        <>
          <Th>{t("audit.column.when")}</Th>
          <Th>{t("audit.column.who")}</Th>
          <Th>{t("audit.column.what")}</Th>
          <Th className="max-sm:hidden">{t("audit.column.subject")}</Th>
        </>
      }
    >
      {rows.map((row) => (
        <Tr key={row.id}>
          <Td className="whitespace-nowrap text-text-2">{format.full(row.at)}</Td>
          <Td className="whitespace-nowrap">{row.person?.name ?? t("audit.system")}</Td>
          <Td>{inWords(row.action)}</Td>
          <Td className="max-w-0 w-1/2 truncate text-12 text-text-3 max-sm:hidden">
            <span title={detailText(row.detail)}>
              <span className="font-mono">{row.subject}</span> {detailText(row.detail)}
            </span>
          </Td>
        </Tr>
      ))}
    </Table>
  );
}
