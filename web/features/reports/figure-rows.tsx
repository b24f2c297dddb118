import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { FigureId, FigureRow, PostFigures, ReportFilter } from "#shared/reports/schema.ts";
import { useFormat } from "#web/lib/format.ts";
import { useTexts } from "#web/lib/i18n.ts";
import { sayError } from "#web/lib/say-error.ts";
import { useTRPC } from "#web/lib/trpc.ts";
import { Button } from "#web/ui/button.tsx";
import { ErrorState } from "#web/ui/error-state.tsx";
import { NetworkIcon } from "#web/ui/network-icon.tsx";
import { SkeletonRows } from "#web/ui/skeleton.tsx";
import { NotAvailable, useSay, useWhy } from "./value.tsx";

type Props = { figure: FigureId; filter: ReportFilter; posts: readonly PostFigures[]; onPost: (id: string) => void };

/** Every row a number was made of, a page at a time; a row opens its thread or its post. */
export function FigureRows({ figure, filter, posts, onPost }: Props) {
  const { t } = useTexts("reports");
  const trpc = useTRPC();
  const rows = useInfiniteQuery(
    trpc.reports.rows.infiniteQueryOptions({ ...filter, figure }, { getNextPageParam: (page) => page.next }),
  );
  const items = rows.data?.pages.flatMap((page) => page.items) ?? [];
  const known = new Set(posts.map((post) => post.id));
  if (rows.isPending) return <SkeletonRows count={4} height={40} />;
  if (rows.isError && items.length === 0)
    return (
      <ErrorState
        what={t("drawer.rowsFailed")}
        safe=""
        todo={sayError(rows.error).todo}
        onRetry={() => void rows.refetch()}
        className="mt-1"
      />
    );
  if (items.length === 0) return <p className="text-12 text-text-3">{t("drawer.noRows")}</p>;
  return (
    <>
      <ul>
        {items.map((row) => (
          <li key={row.id} className="border-b border-line">
            <Opening row={row} brand={filter.brand} onPost={known.has(row.id) ? onPost : null}>
              <RowText row={row} figure={figure} />
            </Opening>
          </li>
        ))}
      </ul>
      {rows.hasNextPage && (
        <Button size="s" className="mt-2" busy={rows.isFetchingNextPage} onClick={() => void rows.fetchNextPage()}>
          {t("drawer.more")}
        </Button>
      )}
    </>
  );
}

type OpeningProps = { row: FigureRow; brand: string; onPost: ((id: string) => void) | null; children: ReactNode };
const rowClass = "-mx-1.5 flex min-h-11 w-[calc(100%+12px)] items-center gap-2 rounded-m px-1.5 py-1 text-left";

function Opening({ row, brand, onPost, children }: OpeningProps) {
  const { t } = useTexts("reports");
  if (row.threadId)
    return (
      <Link
        to="/inbox"
        search={{ brand, thread: row.threadId, status: "all" }}
        title={t("drawer.openThread")}
        className={`${rowClass} hover:bg-hover`}
      >
        {children}
      </Link>
    );
  if (onPost)
    return (
      <button type="button" onClick={() => onPost(row.id)} className={`${rowClass} hover:bg-hover`}>
        {children}
      </button>
    );
  return <div className={rowClass}>{children}</div>;
}

function RowText({ row, figure }: { row: FigureRow; figure: FigureId }) {
  const { t } = useTexts("reports");
  const { full } = useFormat();
  const say = useSay();
  const why = useWhy();
  const voice = figure === "share-of-voice";
  const missing = row.unit === "seconds" ? t("drawer.notAnswered") : why(voice ? "competitor_unread" : "no_counts");
  return (
    <>
      {row.network && <NetworkIcon network={row.network} look="glyph" />}
      <span className="min-w-0 flex-1">
        <span className="block truncate" title={row.title}>
          {row.title || t("posts.untitled")}
        </span>
        {!voice && <span className="block text-12 text-text-3">{full(row.at)}</span>}
      </span>
      <span className="shrink-0 tabular-nums">
        {row.value === null && row.unit === "seconds" ? (
          <span className="text-12 text-text-3">{missing}</span>
        ) : row.value === null ? (
          <NotAvailable why={missing} />
        ) : (
          say(row.value, row.unit, voice ? undefined : figure)
        )}
      </span>
    </>
  );
}
