import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { IdeaItem } from "#web/features/ideas/idea-row.tsx";
import { useTexts } from "#web/lib/i18n.ts";
import { Problem } from "#web/lib/problem.tsx";
import { useTRPC } from "#web/lib/trpc.ts";
import { Count } from "#web/ui/badge.tsx";
import { Button } from "#web/ui/button.tsx";
import { Chip } from "#web/ui/chip.tsx";
import { EmptyState } from "#web/ui/empty-state.tsx";
import { SkeletonRows } from "#web/ui/skeleton.tsx";

const acrossShows = ["needAnswer", "lookAlike", "distant", "toTell"] as const;
export type AcrossShow = (typeof acrossShows)[number];

type ViewsProps = { brand?: string; show?: AcrossShow; onShow: (show: AcrossShow | undefined) => void };

/** Views over the ideas of all calls at work, with how many there are. */
export function AcrossViews({ brand, show, onShow }: ViewsProps) {
  const { t } = useTexts("calls");
  const counts = useQuery(useTRPC().calls.counts.queryOptions({ brand }));
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for a form; these lead to lists
    <div role="group" aria-label={t("show.label")} className="flex gap-1.5">
      {acrossShows.map((one) => (
        <Chip key={one} on={show === one} onClick={() => onShow(show === one ? undefined : one)}>
          {t(`show.${one}`)}
          {counts.data && <Count className={show === one ? "!text-accent" : undefined}>{counts.data[one]}</Count>}
        </Chip>
      ))}
    </div>
  );
}

/** The ideas of one view, each with the call it belongs to. */
export function IdeasAcross({ brand, show }: { brand?: string; show: AcrossShow }) {
  const { t } = useTexts("calls");
  const { t: say } = useTexts("commonWords");
  const trpc = useTRPC();
  const list = useInfiniteQuery(
    trpc.ideas.list.infiniteQueryOptions(
      { brand, show },
      { getNextPageParam: (page) => page.next ?? undefined, initialCursor: undefined },
    ),
  );
  const rows = list.data?.pages.flatMap((page) => page.rows) ?? [];
  return (
    <>
      <p className="text-12 text-text-3">{t(`showWhy.${show}`)}</p>
      {list.isError && <Problem error={list.error} onRetry={() => void list.refetch()} />}
      {list.isPending && <SkeletonRows count={5} height={52} />}
      {list.data && rows.length === 0 && <EmptyState>{t(`showEmpty.${show}`)}</EmptyState>}
      {rows.length > 0 && (
        <ul aria-label={t(`show.${show}`)} className="overflow-hidden rounded-l border border-line">
          {rows.map((idea) => (
            <IdeaItem
              key={idea.id}
              idea={idea}
              withCall
              about={show === "lookAlike" || show === "distant" ? show : null}
            />
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
