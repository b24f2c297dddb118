import type { RefObject } from "react";
import type { InboxFilter, Presence, ThreadRow as Row } from "#shared/inbox/schema.ts";
import { useTexts } from "#web/lib/i18n.ts";
import { Problem } from "#web/lib/problem.tsx";
import { SkeletonRows } from "#web/ui/skeleton.tsx";
import { VirtualList, type VirtualListHandle } from "#web/ui/virtual-list.tsx";
import { NoThreads } from "./no-threads.tsx";
import type { useThreadPages } from "./thread-pages.ts";
import { ThreadRow } from "./thread-row.tsx";

type Props = {
  filter: InboxFilter;
  onFilter: (next: InboxFilter) => void;
  pages: ReturnType<typeof useThreadPages>;
  me: string;
  openId: string | null;
  presence: Presence[];
  checked: ReadonlySet<string>;
  selecting: boolean;
  onOpen: (id: string) => void;
  onCheck: ((id: string, range: boolean) => void) | null;
  handle: RefObject<VirtualListHandle | null>;
};

/** The rows, or in their place what stands there while there are none. */
export function ThreadList({
  filter,
  onFilter,
  pages,
  me,
  openId,
  presence,
  checked,
  selecting,
  onOpen,
  onCheck,
  handle,
}: Props) {
  const { t } = useTexts("inbox");
  const { list, rows } = pages;
  if (list.isPending) return <SkeletonRows count={10} />;
  if (list.error && rows.length === 0)
    return <Problem error={list.error} onRetry={() => void list.refetch()} className="m-3" />;
  if (rows.length === 0) return <NoThreads filter={filter} onFilter={onFilter} />;
  const watchers = new Map(presence.filter((one) => one.userId !== me).map((one) => [one.threadId, one]));
  return (
    <VirtualList<Row>
      ref={handle}
      items={rows}
      idOf={(row) => row.id}
      estimate={76}
      label={t("list.label")}
      placeKey={JSON.stringify(filter)}
      onEnd={() => {
        if (list.hasNextPage && !list.isFetchingNextPage) void list.fetchNextPage();
      }}
      after={<ListEnd pages={pages} />}
    >
      {(row) => (
        <ThreadRow
          row={row}
          me={me}
          selected={row.id === openId}
          watcher={watchers.get(row.id) ?? null}
          checked={checked.has(row.id)}
          selecting={selecting}
          onOpen={onOpen}
          onCheck={onCheck}
        />
      )}
    </VirtualList>
  );
}

function ListEnd({ pages: { list, rows } }: { pages: Props["pages"] }) {
  const { t } = useTexts("inbox");
  if (list.isFetchNextPageError)
    return <Problem error={list.error} onRetry={() => void list.fetchNextPage()} className="m-3" />;
  if (list.isFetchingNextPage) return <SkeletonRows count={2} />;
  if (list.hasNextPage || rows.length < 6) return null;
  return <p className="px-4 py-4 text-center text-12 text-text-3">{t("list.end")}</p>;
}
