import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { ArrowLeft } from "lucide-react";
import { type ReactNode, useState } from "react";
import type { AnswerDraft } from "#shared/forwarding/draft-answer.ts";
import type { LoopFollower, LoopView } from "#shared/forwarding/loop-schema.ts";
import { ForwardItem } from "#web/features/forwarding/forward-item.tsx";
import { LoopClose } from "#web/features/forwarding/loop-close.tsx";
import { LoopFollowers } from "#web/features/forwarding/loop-followers.tsx";
import { LoopPill } from "#web/features/forwarding/loop-pill.tsx";
import { LoopWay } from "#web/features/forwarding/loop-way.tsx";
import { createFormat, FormatContext, useFormat } from "#web/lib/format.ts";
import { useTexts } from "#web/lib/i18n.ts";
import { Problem } from "#web/lib/problem.tsx";
import { useTRPC } from "#web/lib/trpc.ts";
import { buttonClass } from "#web/ui/button.tsx";
import { Card, Page, PaneTitle } from "#web/ui/panes.tsx";
import { SkeletonRows } from "#web/ui/skeleton.tsx";

/** What stands where a follower is answered: the page puts the composer of the replies there. */
export type AnswerSlot = (parts: { follower: LoopFollower; draft: AnswerDraft | null; next: () => void }) => ReactNode;

/** One loop: the question, whom it is about, who had it how long; and the walk through the followers that closes it. */
export function LoopScreen({ loopId, answer }: { loopId: string; answer: AnswerSlot }) {
  const { t } = useTexts("loops");
  const trpc = useTRPC();
  const loop = useQuery(
    trpc.forwarding.loop.queryOptions(
      { loopId },
      // An answer on its way arrives at a network, which nobody here is told of at once.
      {
        refetchInterval: (query) =>
          query.state.data?.followersList.some((one) => one.state === "sending") ? 2_000 : false,
      },
    ),
  );
  return (
    <Page
      bar={
        <>
          <Link to="/loops" className={buttonClass("plain", "m", "max-sm:px-2")}>
            <ArrowLeft aria-hidden size={16} strokeWidth={1.5} />
            <span className="max-sm:sr-only">{t("back")}</span>
          </Link>
          <PaneTitle>{loop.data?.title ?? t("title")}</PaneTitle>
          {loop.data && (
            <span className="ml-auto">
              <LoopPill loop={loop.data} />
            </span>
          )}
        </>
      }
    >
      {loop.isError && <Problem error={loop.error} onRetry={() => void loop.refetch()} />}
      {loop.isPending && <SkeletonRows count={6} height={64} />}
      {loop.data && <InZone loop={loop.data}>{<Whole loop={loop.data} answer={answer} />}</InZone>}
    </Page>
  );
}

function InZone({ loop, children }: { loop: LoopView; children: ReactNode }) {
  const { locale } = useFormat();
  return <FormatContext value={createFormat(locale, loop.timeZone)}>{children}</FormatContext>;
}

const waiting = (one: LoopFollower) => (one.state === "untold" || one.state === "failed") && !one.deleted;

function Whole({ loop, answer }: { loop: LoopView; answer: AnswerSlot }) {
  const { t } = useTexts("loops");
  const trpc = useTRPC();
  const [chosen, setChosen] = useState<string | null>(null);
  const answered = loop.answeredAt !== null;
  const drafts = useQuery(
    trpc.forwarding.drafts.queryOptions(
      { loopId: loop.id },
      {
        // Each one sent changes the loop and none of the drafts; they are asked for again only when somebody joined.
        enabled: ({ state: { data } }) =>
          answered &&
          (!data || loop.followersList.some((one) => !data.some(({ threadId }) => threadId === one.threadId))),
        staleTime: Number.POSITIVE_INFINITY,
      },
    ),
  );
  const open = loop.followersList.filter(waiting);
  const current = loop.followersList.find((one) => one.threadId === chosen) ?? null;
  const next = () => {
    const at = open.findIndex((one) => one.threadId === chosen);
    const rest = open.filter((one) => one.threadId !== chosen);
    setChosen((rest[Math.max(0, at)] ?? rest[0])?.threadId ?? null);
  };
  return (
    <div className="@container">
      <div className="grid gap-3 @[900px]:grid-cols-[minmax(0,1fr)_minmax(0,1.15fr)]">
        <div className="grid content-start gap-3">
          <Card
            flush
            title={t("followers")}
            aside={open.length > 0 ? t("followersOpen", { count: open.length }) : t("followersNone")}
          >
            <LoopFollowers loop={loop} chosen={chosen} onChoose={answered ? setChosen : null} />
          </Card>
          <Card title={t("way")}>
            <LoopWay loop={loop} />
          </Card>
        </div>
        <div className="grid content-start gap-3 max-[900px]:-order-1">
          {current && answered && (
            <Answering loop={loop} follower={current}>
              {answer({
                follower: current,
                draft:
                  (drafts.data?.find((one) => one.threadId === current.threadId) as AnswerDraft | undefined) ?? null,
                next,
              })}
            </Answering>
          )}
          <LoopClose loop={loop} open={open.length} onNext={current ? null : next} />
          <Card flush title={t("questions")}>
            <ul className="border-t border-line">
              {loop.forwards.map((forward) => (
                <ForwardItem key={forward.id} forward={forward} inLoop />
              ))}
            </ul>
          </Card>
        </div>
      </div>
    </div>
  );
}

type AnsweringProps = { loop: LoopView; follower: LoopFollower; children: ReactNode };

/** What a follower wrote and what the department says, above the place where they are answered. */
function Answering({ loop, follower, children }: AnsweringProps) {
  const { t } = useTexts("loops");
  const all = loop.followersList;
  const at = all.findIndex((one) => one.threadId === follower.threadId) + 1;
  return (
    <section
      aria-label={t("answering", { name: follower.memberName })}
      className="min-w-0 rounded-l border border-line"
    >
      <header className="flex items-center gap-2 px-3 py-2">
        <h2 className="min-w-0 flex-1 truncate font-strong">{t("answering", { name: follower.memberName })}</h2>
        <span className="text-12 text-text-3 tabular-nums">{t("at", { at, of: all.length })}</span>
      </header>
      <blockquote
        lang={follower.lang ?? undefined}
        className="mx-3 mb-2 border-l-2 border-line-strong pl-2.5 wrap-anywhere whitespace-pre-line text-text-2"
      >
        {follower.text}
      </blockquote>
      {children}
    </section>
  );
}
