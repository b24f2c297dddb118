import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { bandFrom } from "#shared/replies/look-back.ts";
import type { ReportFilter } from "#shared/reports/schema.ts";
import type { TeamLine } from "#shared/reports/screens.ts";
import { useFormat } from "#web/lib/format.ts";
import { useTexts } from "#web/lib/i18n.ts";
import { Problem } from "#web/lib/problem.tsx";
import { useTRPC } from "#web/lib/trpc.ts";
import { Button } from "#web/ui/button.tsx";
import { Drawer } from "#web/ui/drawer.tsx";
import { NetworkIcon } from "#web/ui/network-icon.tsx";
import { SkeletonRows } from "#web/ui/skeleton.tsx";
import { aboveTabs } from "./drawer-parts.tsx";
import { useSay } from "./value.tsx";

type Props = { filter: ReportFilter; line: TeamLine; onClose: () => void };

/** Every answer behind a person's numbers; each opens its thread. */
export function TeamDrawer({ filter, line, onClose }: Props) {
  const { t } = useTexts("reportScreens");
  const { full, percent } = useFormat();
  const trpc = useTRPC();
  const say = useSay();
  const rows = useInfiniteQuery(
    trpc.reports.teamRows.infiniteQueryOptions(
      { ...filter, userId: line.userId },
      { getNextPageParam: (page) => page.next },
    ),
  );
  const name = line.userId ? (line.name ?? t("team.left")) : t("team.outside");
  return (
    <Drawer title={t("team.rows", { name })} onClose={onClose} className={aboveTabs}>
      {rows.isPending && <SkeletonRows count={5} height={52} />}
      {rows.isError && <Problem error={rows.error} onRetry={() => void rows.refetch()} />}
      <ul>
        {rows.data?.pages
          .flatMap((page) => page.items)
          .map((row) => (
            <li key={row.id} className="border-b border-line">
              <Link
                to="/inbox"
                search={{ brand: filter.brand, thread: row.threadId, status: "all" }}
                className="-mx-1.5 flex items-start gap-2 rounded-m px-1.5 py-1.5 hover:bg-hover"
              >
                <NetworkIcon network={row.network} look="glyph" />
                <span className="min-w-0 flex-1">
                  <span className="line-clamp-2">{row.text}</span>
                  <span className="block text-12 text-text-3">
                    {[
                      full(row.at),
                      row.seconds !== null && t("team.rowFirst", { time: say(row.seconds, "seconds") }),
                      row.similarity !== null &&
                        row.similarity >= bandFrom.same &&
                        t("team.rowNear", { share: percent(row.similarity) }),
                    ]
                      .filter(Boolean)
                      .join(" · ")}
                  </span>
                </span>
              </Link>
            </li>
          ))}
      </ul>
      {rows.hasNextPage && (
        <Button size="s" className="mt-2" busy={rows.isFetchingNextPage} onClick={() => void rows.fetchNextPage()}>
          {t("team.more")}
        </Button>
      )}
    </Drawer>
  );
}
