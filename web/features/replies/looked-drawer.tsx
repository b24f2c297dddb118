import { useInfiniteQuery } from "@tanstack/react-query";
import type { LookedReply, LookFilter } from "#shared/replies/look-back.ts";
import { useFormat } from "#web/lib/format.ts";
import { useTexts } from "#web/lib/i18n.ts";
import { Problem } from "#web/lib/problem.tsx";
import { useTRPC } from "#web/lib/trpc.ts";
import { Button } from "#web/ui/button.tsx";
import { Drawer } from "#web/ui/drawer.tsx";
import { EmptyState } from "#web/ui/empty-state.tsx";
import { NetworkIcon } from "#web/ui/network-icon.tsx";
import { SkeletonRows } from "#web/ui/skeleton.tsx";
import type { Drill } from "./look-back-screen.tsx";
import { ThreadLink } from "./thread-link.tsx";

type Props = { filter: LookFilter; drill: Drill; onClose: () => void };

/** The replies behind a number, newest first, each beside what it answered and what it resembles. */
export function LookedDrawer({ filter, drill, onClose }: Props) {
  const { t } = useTexts("lookBack");
  const trpc = useTRPC();
  const { kind, person, name } = drill;
  const pages = useInfiniteQuery(
    trpc.replies.looked.infiniteQueryOptions(
      { ...filter, kind, person },
      { getNextPageParam: (page) => page.next ?? undefined },
    ),
  );
  const items = pages.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Drawer
      title={name ? `${t(`drill.${kind}`)} · ${name}` : t(`drill.${kind}`)}
      onClose={onClose}
      className="max-md:bottom-14"
    >
      {pages.isError && <Problem error={pages.error} onRetry={() => void pages.refetch()} />}
      {pages.isPending && <SkeletonRows count={5} height={96} />}
      {pages.data && items.length === 0 && <EmptyState>{t("drill.none")}</EmptyState>}
      <ul className="grid grid-cols-[minmax(0,1fr)]">
        {items.map((reply) => (
          <Looked key={reply.id} reply={reply} />
        ))}
      </ul>
      {pages.hasNextPage && (
        <p className="py-2 text-center">
          <Button busy={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
            {t("drill.more")}
          </Button>
        </p>
      )}
    </Drawer>
  );
}

function Looked({ reply }: { reply: LookedReply }) {
  const { t } = useTexts("lookBack");
  const format = useFormat();
  const quote = "border-l-2 border-line-strong pl-2.5 break-words whitespace-pre-wrap text-text-2";
  return (
    <li className="grid grid-cols-[minmax(0,1fr)] gap-1.5 border-b border-line py-3 first:pt-1">
      <p className="flex flex-wrap items-center gap-x-2 text-12 text-text-3">
        <NetworkIcon network={reply.network} />
        <span className="min-w-0 truncate text-text-2">
          {t("drill.by", { person: reply.personName ?? t("people.outside"), member: reply.memberName })}
        </span>
        <time dateTime={reply.sentAt} className="ml-auto whitespace-nowrap">
          {format.full(reply.sentAt)}
        </time>
      </p>
      {reply.comment && (
        <blockquote className={quote}>
          <span className="sr-only">{t("drill.comment")}: </span>
          {reply.comment}
        </blockquote>
      )}
      <p className="text-14 leading-5.5 break-words whitespace-pre-wrap">{reply.text}</p>
      {reply.nearest && (
        <div className="grid grid-cols-[minmax(0,1fr)] gap-0.5">
          <p className="text-12 text-text-3">
            {t("drill.nearest", {
              percent: format.percent(reply.similarity),
              member: reply.nearest.memberName,
              date: format.full(reply.nearest.sentAt),
            })}
          </p>
          <blockquote className={quote}>{reply.nearest.text}</blockquote>
        </div>
      )}
      <p className="flex flex-wrap gap-x-3 text-12">
        <ThreadLink threadId={reply.threadId}>{t("drill.thread")}</ThreadLink>
        {reply.nearest && <ThreadLink threadId={reply.nearest.threadId}>{t("drill.earlier")}</ThreadLink>}
      </p>
    </li>
  );
}
