import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { ArrowLeft } from "lucide-react";
import type { IdeaView } from "#shared/ideas/schema.ts";
import { DecideBox } from "#web/features/ideas/decide-box.tsx";
import { Decision } from "#web/features/ideas/decision.tsx";
import { IdeaAlike } from "#web/features/ideas/idea-alike.tsx";
import { IdeaAuthor } from "#web/features/ideas/idea-author.tsx";
import { IdeaHistory, IdeaLetters } from "#web/features/ideas/idea-history.tsx";
import { IdeaScores } from "#web/features/ideas/idea-scores.tsx";
import { IdeaText } from "#web/features/ideas/idea-text.tsx";
import { movableTo, useMove } from "#web/features/ideas/move-bar.tsx";
import { StageDot } from "#web/features/ideas/stage-dot.tsx";
import { useFormat } from "#web/lib/format.ts";
import { useTexts } from "#web/lib/i18n.ts";
import { useMay } from "#web/lib/me.ts";
import { Problem } from "#web/lib/problem.tsx";
import { useTRPC } from "#web/lib/trpc.ts";
import { Button, buttonClass } from "#web/ui/button.tsx";
import { cx } from "#web/ui/cx.ts";
import { Card, Page, PaneTitle } from "#web/ui/panes.tsx";
import { SkeletonRows } from "#web/ui/skeleton.tsx";

/** One idea: what was said, what people think of it, and its way to an answer. */
export function IdeaScreen({ ideaId }: { ideaId: string }) {
  const { t } = useTexts("ideas");
  const idea = useQuery(useTRPC().ideas.get.queryOptions({ ideaId }));
  const { data } = idea;
  return (
    <Page
      bar={
        <>
          {data ? (
            <Link
              to="/calls/$callId"
              params={{ callId: data.callId }}
              search={{ stage: data.mergedInto ? undefined : data.stage }}
              className={buttonClass("plain", "m", "max-sm:px-2")}
            >
              <Back />
            </Link>
          ) : (
            <Link to="/calls" className={buttonClass("plain", "m", "max-sm:px-2")}>
              <Back />
            </Link>
          )}
          <PaneTitle className="min-w-18">{data?.title ?? t("text.title")}</PaneTitle>
          {data && (
            <span className="truncate text-12 text-text-3 max-md:hidden">
              {t("number", { number: data.number })}, {data.callQuestion}
            </span>
          )}
        </>
      }
    >
      {idea.isError && <Problem error={idea.error} onRetry={() => void idea.refetch()} />}
      {idea.isPending && <SkeletonRows count={6} height={64} />}
      {data && <Whole key={data.id} idea={data} />}
    </Page>
  );
}

function Back() {
  const { t } = useTexts("ideas");
  return (
    <>
      <ArrowLeft aria-hidden size={16} strokeWidth={1.5} />
      <span className="sr-only">{t("back")}</span>
    </>
  );
}

function Whole({ idea }: { idea: IdeaView }) {
  return (
    <div className="@container">
      <div className="grid grid-cols-[minmax(0,1fr)] gap-3 @[860px]:grid-cols-[minmax(0,1.55fr)_minmax(0,1fr)]">
        <div className="grid grid-cols-[minmax(0,1fr)] content-start gap-3">
          <Steps idea={idea} />
          <IdeaText idea={idea} />
          <Deciding idea={idea} />
          <IdeaScores idea={idea} />
          <IdeaAlike idea={idea} />
        </div>
        <div className="grid grid-cols-[minmax(0,1fr)] content-start gap-3">
          <VotesCard idea={idea} />
          <IdeaAuthor idea={idea} />
          <IdeaLetters idea={idea} />
          <IdeaHistory idea={idea} />
        </div>
      </div>
    </div>
  );
}

/** Where the idea stands; the steps before the result can be chosen. */
function Steps({ idea }: { idea: IdeaView }) {
  const { t } = useTexts("ideas");
  const { run, busy, error } = useMove();
  const may = useMay("idea.move") && idea.call.state !== "closed" && !idea.verdict && !idea.mergedInto;
  const steps = [...movableTo, "result"] as const;
  return (
    <div className="grid gap-2">
      <ol aria-label={t("stages")} className="flex flex-wrap gap-1 max-sm:gap-1.5">
        {steps.map((stage) => {
          const on = idea.stage === stage;
          const look = cx(
            "!rounded-full",
            on && "!border-accent/45 !bg-accent-soft !text-accent",
            !on && "!border-transparent",
          );
          return (
            <li key={stage} aria-current={on ? "step" : undefined}>
              {may && stage !== "result" && !on ? (
                <Button
                  size="s"
                  variant="plain"
                  className={look}
                  disabled={busy}
                  title={t("moveTo", { stage: t(`stage.${stage}`) })}
                  onClick={() => run([idea.id], stage, idea.stage)}
                >
                  <StageDot stage={stage} />
                  {t(`stage.${stage}`)}
                </Button>
              ) : (
                <span className={buttonClass("plain", "s", cx(look, "cursor-default hover:!bg-transparent"))}>
                  <StageDot stage={stage} />
                  {t(`stage.${stage}`)}
                </span>
              )}
            </li>
          );
        })}
      </ol>
      {error && <Problem error={error} />}
    </div>
  );
}

function Deciding({ idea }: { idea: IdeaView }) {
  const { t } = useTexts("ideas");
  const may = useMay("idea.decide");
  if (idea.decision) return <Decision idea={idea} decision={idea.decision} />;
  if (idea.mergedInto) return <Card title={t("decide.title")}>{t("decide.merged")}</Card>;
  if (idea.call.state === "closed" || !may)
    return (
      <Card title={t("decide.title")}>
        <p className="text-text-2">{t(may ? "decide.closed" : "decide.may")}</p>
      </Card>
    );
  return (
    <Card title={t("decide.title")}>
      <DecideBox idea={idea} />
    </Card>
  );
}

function VotesCard({ idea }: { idea: IdeaView }) {
  const { t } = useTexts("ideas");
  const format = useFormat();
  const { n, up, low, high, average } = idea.votes;
  const at = (share: number) => `${Math.max(0, Math.min(100, share * 100))}%`;
  return (
    <Card title={t("votesTitle")} aside={n > 0 ? t("votesUp", { up, n }) : undefined}>
      {average === null || low === null || high === null ? (
        <p className="text-text-2">{t("votesFew", { n })}</p>
      ) : (
        <>
          <div aria-hidden className="relative mt-1.5 mb-2 h-1.5 rounded-[3px] bg-active">
            <i
              className="absolute inset-y-0 rounded-[3px] bg-c1/45"
              style={{ left: at(low), right: `calc(100% - ${at(high)})` }}
            />
            <i className="absolute -top-0.75 h-3 w-0.5 bg-c1" style={{ left: at(up / n) }} />
          </div>
          <p className="flex flex-wrap justify-between gap-x-3 text-12 text-text-2">
            <span>{t("votesRange", { low: format.percent(low), high: format.percent(high) })}</span>
            <span>{t("votesAverage", { average: format.percent(average) })}</span>
          </p>
        </>
      )}
    </Card>
  );
}
