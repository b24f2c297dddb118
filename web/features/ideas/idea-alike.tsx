import { useMutation } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { IdeaView, LikeIdea } from "#shared/ideas/schema.ts";
import { StageDot } from "#web/features/ideas/stage-dot.tsx";
import { useRefresh } from "#web/features/ideas/use-calls.ts";
import { useFormat } from "#web/lib/format.ts";
import { useTexts } from "#web/lib/i18n.ts";
import { useMay } from "#web/lib/me.ts";
import { Problem } from "#web/lib/problem.tsx";
import { useTRPC } from "#web/lib/trpc.ts";
import { Button } from "#web/ui/button.tsx";
import { Card } from "#web/ui/panes.tsx";
import { showToast } from "#web/ui/toast.tsx";

const promiseWords = { together: "alike.togetherWhy", ask: "alike.askWhy", never: "alike.never" } as const;

/** Ideas that read alike, merged only as the call promised; and those that were merged into this one. */
export function IdeaAlike({ idea }: { idea: IdeaView }) {
  const { t } = useTexts("ideas");
  const { merge, apart, error } = useAlike();
  const promise = idea.call.brief.merging;
  const atWork = useMay("idea.merge") && idea.call.state !== "closed" && !idea.mergedInto && !idea.verdict;
  return (
    <Card title={t("alike.title")}>
      {idea.alike.length === 0 ? (
        <p className="text-text-2">{t("alike.none")}</p>
      ) : (
        <>
          <ul>
            {idea.alike.map((other) => (
              <Alike
                key={other.ideaId}
                other={other}
                merge={
                  atWork && promise !== "never"
                    ? {
                        word: t(promise === "ask" && idea.mayMerge !== "yes" ? "alike.ask" : "alike.merge"),
                        run: () => merge.mutate({ ideaId: idea.id, intoId: other.ideaId }),
                      }
                    : null
                }
                onApart={atWork ? () => apart.mutate({ ideaId: idea.id, otherId: other.ideaId }) : null}
                busy={merge.isPending || apart.isPending}
              />
            ))}
          </ul>
          <p className="mt-1 text-12 text-text-3">{t(promiseWords[promise])}</p>
        </>
      )}
      {error && <Problem error={error} className="mt-2" />}
      {idea.joinedIdeas.length > 0 && <Joined idea={idea} />}
    </Card>
  );
}

function useAlike() {
  const { t } = useTexts("ideas");
  const refresh = useRefresh();
  const trpc = useTRPC();
  const merge = useMutation(
    trpc.ideas.merge.mutationOptions({
      onSuccess: ({ state }) => showToast({ text: t(state === "merged" ? "alike.merged" : "alike.asked") }),
      onSettled: refresh,
    }),
  );
  const apart = useMutation(
    trpc.ideas.keepApart.mutationOptions({
      onSuccess: () => showToast({ text: t("alike.kept") }),
      onSettled: refresh,
    }),
  );
  return { merge, apart, error: merge.error ?? apart.error };
}

type AlikeProps = {
  other: LikeIdea;
  merge: { word: string; run: () => void } | null;
  onApart: (() => void) | null;
  busy: boolean;
};

function Alike({ other, merge, onApart, busy }: AlikeProps) {
  const { t } = useTexts("ideas");
  const format = useFormat();
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1 py-1.5 [&+&]:border-t [&+&]:border-line">
      <span className="min-w-48 flex-1">
        <Link
          to="/ideas/$ideaId"
          params={{ ideaId: other.ideaId }}
          className="block truncate font-medium hover:underline"
        >
          {other.title}
        </Link>
        <span className="flex items-center gap-1.5 text-12 text-text-3">
          <StageDot stage={other.stage} />
          <span className="truncate">
            {other.authorName}, {t("likenessOf", { share: format.percent(other.similarity) })}
            {other.shared.length > 0 && `, ${t("alike.shared", { words: format.list(other.shared.slice(0, 4)) })}`}
          </span>
        </span>
      </span>
      {merge && (
        <Button size="s" disabled={busy} onClick={merge.run}>
          {merge.word}
        </Button>
      )}
      {onApart && (
        <Button size="s" variant="plain" disabled={busy} onClick={onApart}>
          {t("alike.apart")}
        </Button>
      )}
    </li>
  );
}

function Joined({ idea }: { idea: IdeaView }) {
  const { t } = useTexts("ideas");
  const refresh = useRefresh();
  const may = useMay("idea.merge") && idea.call.state !== "closed" && !idea.verdict;
  const out = useMutation(
    useTRPC().ideas.unmerge.mutationOptions({
      onSuccess: () => showToast({ text: t("alike.takenOut") }),
      onSettled: refresh,
    }),
  );
  return (
    <>
      <h3 className="mt-3 mb-0.5 text-12 font-medium text-text-3">{t("alike.joined")}</h3>
      <ul>
        {idea.joinedIdeas.map((one) => (
          <li key={one.ideaId} className="flex items-center gap-3 py-1.5 [&+&]:border-t [&+&]:border-line">
            <span className="min-w-0 flex-1 truncate">
              <Link to="/ideas/$ideaId" params={{ ideaId: one.ideaId }} className="font-medium hover:underline">
                {one.title}
              </Link>{" "}
              <span className="text-12 text-text-3">{one.authorName}</span>
            </span>
            {may && (
              <Button
                size="s"
                variant="plain"
                disabled={out.isPending}
                onClick={() => out.mutate({ ideaId: one.ideaId })}
              >
                {t("alike.takeOut")}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {out.isError && <Problem error={out.error} />}
    </>
  );
}
