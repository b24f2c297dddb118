import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { useEffect } from "react";
import type { AnswerDraft } from "#shared/forwarding/draft-answer.ts";
import type { LoopFollower } from "#shared/forwarding/loop-schema.ts";
import { LoopScreen } from "#web/features/forwarding/loop-screen.tsx";
import { Composer } from "#web/features/replies/composer.tsx";
import { keepDraft, newDraft, readDraft } from "#web/features/replies/draft.ts";
import { useFormat } from "#web/lib/format.ts";
import { useTexts } from "#web/lib/i18n.ts";
import { useMay, useMe } from "#web/lib/me.ts";
import { Problem } from "#web/lib/problem.tsx";
import { useTRPC } from "#web/lib/trpc.ts";
import { Button } from "#web/ui/button.tsx";
import { SkeletonRows } from "#web/ui/skeleton.tsx";

/** A loop with the composer of the replies in it, one follower after the other. */
export function LoopPage() {
  const { loopId } = useParams({ from: "/shell/loops/$loopId" });
  return (
    <LoopScreen
      key={loopId}
      loopId={loopId}
      answer={({ follower, draft, next }) => (
        <Answer key={follower.threadId} loopId={loopId} follower={follower} draft={draft} next={next} />
      )}
    />
  );
}

type Props = { loopId: string; follower: LoopFollower; draft: AnswerDraft | null; next: () => void };

function Answer({ loopId, follower, draft, next }: Props) {
  const { t } = useTexts("loops");
  const format = useFormat();
  const { user } = useMe();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const mayNote = useMay("thread.note");
  const thread = useQuery(trpc.inbox.thread.queryOptions({ id: follower.threadId }));
  const told = useMutation(
    trpc.forwarding.told.mutationOptions({ onSettled: () => queries.invalidateQueries(trpc.forwarding.pathFilter()) }),
  );
  // Words somebody has written here already are theirs; a draft never takes their place.
  useEffect(() => {
    if (draft && readDraft(follower.threadId).text.trim() === "") putIn(draft);
  }, [draft, follower.threadId]);
  if (thread.isError) return <Problem error={thread.error} onRetry={() => void thread.refetch()} className="m-3" />;
  if (!thread.data) return <SkeletonRows count={2} height={56} />;
  return (
    <>
      {draft && (
        <p className="mx-3 mb-1 flex flex-wrap items-center gap-2 text-12 leading-4.5 text-text-3">
          <span className="min-w-0 flex-1">
            {t("draftNote", { language: format.language(draft.lang) })}{" "}
            {draft.translate && t("draftTranslate", { language: format.language(draft.lang) })}
          </span>
          <Button size="s" variant="plain" onClick={() => putIn(draft)}>
            {t("draftAgain")}
          </Button>
        </p>
      )}
      {draft && draft.unsaid.length > 0 && <Unsaid draft={draft} />}
      <Composer
        thread={thread.data}
        me={{ id: user.id, name: user.name }}
        others={[]}
        mayNote={mayNote}
        onWriting={() => {}}
        onSent={() => {
          told.mutate({ loopId, threadId: follower.threadId });
          next();
        }}
      />
      {told.isError && <Problem error={told.error} className="m-3" />}
    </>
  );
}

/** What the department said and this draft does not, each to be added; the whole to everybody would read like copies. */
function Unsaid({ draft }: { draft: AnswerDraft }) {
  const { t } = useTexts("loops");
  const add = (fact: string) => {
    const kept = readDraft(draft.threadId);
    keepDraft(draft.threadId, {
      ...kept,
      text: `${kept.text.trimEnd()} ${draft.translate ? `{{${fact}}}` : fact}`.trim(),
    });
  };
  return (
    <div className="mx-3 mb-2 text-12 leading-4.5 text-text-3">
      <p>{t("unsaid")}</p>
      <ul className="mt-0.5 grid gap-0.5">
        {draft.unsaid.map((fact) => (
          <li key={fact} className="flex items-center gap-2">
            <span className="min-w-0 flex-1 wrap-anywhere">{fact}</span>
            <Button size="s" variant="plain" aria-label={t("unsaidAddThis", { fact })} onClick={() => add(fact)}>
              {t("unsaidAdd")}
            </Button>
          </li>
        ))}
      </ul>
    </div>
  );
}

const putIn = ({ threadId, text, lang }: AnswerDraft): void =>
  keepDraft(threadId, { ...newDraft(), note: readDraft(threadId).note, text, lang });
