import { type InfiniteData, keepPreviousData, useInfiniteQuery, useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useMemo, useRef } from "react";
import type { InboxFilter, ThreadPage, ThreadRow } from "#shared/inbox/schema.ts";
import { useHint } from "#web/lib/live.ts";
import { useTRPC, useTRPCClient } from "#web/lib/trpc.ts";
import { arrivedIn, refreshed } from "./fits.ts";

export type ThreadPages = InfiniteData<ThreadPage, string | null>;

const pageSize = 50;
const calm = 1500;

/** What the server is asked for: without a word about the status, what is open. */
export const asked = (filter: InboxFilter): InboxFilter => ({
  ...filter,
  status: filter.status ?? (filter.problems ? "all" : "open"),
});

/** The rows of a filter, held still: changes are put into the rows shown, new ones are only counted. */
export function useThreadPages(filter: InboxFilter) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const input = useMemo(() => ({ ...asked(filter), limit: pageSize }), [filter]);
  const options = trpc.inbox.list.infiniteQueryOptions(input, {
    getNextPageParam: (page) => page.next,
    meta: { live: "held" },
    staleTime: 0,
    refetchOnReconnect: false,
    placeholderData: keepPreviousData,
  });
  const list = useInfiniteQuery(options);
  const rows = useMemo(() => unique(list.data?.pages.flatMap((page) => page.items) ?? []), [list.data]);
  const asOf = list.isPlaceholderData ? undefined : list.data?.pages[0]?.asOf;
  // Asked for again by every hint: a message may arrive long after it was written, so no time says what is new.
  const head = useQuery(
    trpc.inbox.list.queryOptions({ ...input, sort: undefined }, { enabled: Boolean(asOf) && !filter.q, staleTime: 0 }),
  ).data;
  useRowsKeptRight(input, options.queryKey);
  const showNew = useCallback(async () => {
    queries.setQueryData(options.queryKey, (held) =>
      held ? { pages: held.pages.slice(0, 1), pageParams: held.pageParams.slice(0, 1) } : held,
    );
    await queries.refetchQueries({ queryKey: options.queryKey });
  }, [queries, options.queryKey]);
  return {
    list,
    rows,
    newCount: asOf && head && !filter.q ? arrivedIn(head.items, rows, filter, list.hasNextPage) : 0,
    showNew,
    asOf,
  };
}

/** A thread that got a new message while we paged comes twice; the first place is kept. */
const unique = (rows: ThreadRow[]): ThreadRow[] => [...new Map(rows.map((row) => [row.id, row])).values()];

type PageInput = InboxFilter & { limit: number };

/** After a hint the first page is read again, and only what changed in rows already shown is taken from it. */
function useRowsKeptRight(input: PageInput, queryKey: readonly unknown[]): void {
  const api = useTRPCClient();
  const queries = useQueryClient();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const onHint = useCallback(() => {
    clearTimeout(timer.current);
    timer.current = setTimeout(async () => {
      const fresh = await api.inbox.list.query({ ...input, status: "all" }).catch(() => null);
      if (!fresh) return;
      queries.setQueryData<ThreadPages>(queryKey, (held) =>
        held
          ? { ...held, pages: held.pages.map((page) => ({ ...page, items: refreshed(page.items, fresh.items) })) }
          : held,
      );
    }, calm);
  }, [api, queries, queryKey, input]);
  useEffect(() => () => clearTimeout(timer.current), []);
  useHint("inbox", onHint);
}
