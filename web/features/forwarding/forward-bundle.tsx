import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Users } from "lucide-react";
import { useId } from "react";
import type { LikeLoop, LikeThread } from "#shared/forwarding/loop-schema.ts";
import type { ForwardDraft } from "#web/features/forwarding/forward-draft.ts";
import { ForwardParts, type Part } from "#web/features/forwarding/forward-parts.tsx";
import { Row } from "#web/features/forwarding/forward-row.tsx";
import type { Change, Into } from "#web/features/forwarding/forward-translate.tsx";
import { useFormat } from "#web/lib/format.ts";
import { useTexts } from "#web/lib/i18n.ts";
import { Problem } from "#web/lib/problem.tsx";
import { useTRPC } from "#web/lib/trpc.ts";
import { Tag } from "#web/ui/badge.tsx";
import { Banner } from "#web/ui/banner.tsx";
import { Button, buttonClass } from "#web/ui/button.tsx";
import { showToast } from "#web/ui/toast.tsx";

type Props = {
  /** null while they are looked for */
  like: LikeThread[] | null;
  into: Into | null;
  draft: ForwardDraft;
  onChange: Change;
  error: unknown;
};

/** Threads that say the same, each with why, to be taken along; Konak takes none by itself. */
export function ForwardBundle({ like, into, draft, onChange, error }: Props) {
  const chosen = draft.also;
  const choose = (also: string[]) => onChange({ also });
  const { t } = useTexts("forwarding");
  const label = useId();
  const toggle = (id: string, on: boolean) => choose(on ? [...chosen, id] : chosen.filter((one) => one !== id));
  return (
    <Row label={t("bundle.title")} id={label}>
      {/* biome-ignore lint/a11y/useSemanticElements: the label stands in the column beside it */}
      <div role="group" aria-labelledby={label}>
        {!like?.length && (
          <p className="text-12 leading-8 text-text-3">
            {t(error ? "bundle.failed" : like ? "bundle.none" : "bundle.looking")}
          </p>
        )}
        {like && like.length > 0 && (
          <>
            <ul className="scroll-y max-h-56 rounded-m border border-line-strong">
              {like.map((one) => (
                <li key={one.threadId} className="[&+&]:border-t [&+&]:border-line">
                  <Pick like={one} on={chosen.includes(one.threadId)} onToggle={(on) => toggle(one.threadId, on)} />
                  {chosen.includes(one.threadId) && (
                    <ForwardParts part={partOf(one)} into={into} draft={draft} onChange={onChange} />
                  )}
                </li>
              ))}
            </ul>
            <p className="mt-1.5 flex flex-wrap items-center gap-2 text-12 leading-4.5 text-text-3">
              <span className="min-w-0 flex-1">{t("bundle.help")}</span>
              <Button
                size="s"
                variant="plain"
                onClick={() => choose(chosen.length === like.length ? [] : like.map((one) => one.threadId))}
              >
                {chosen.length === like.length ? t("bundle.noneChosen") : t("bundle.all", { count: like.length })}
              </Button>
            </p>
          </>
        )}
      </div>
    </Row>
  );
}

/** What of a thread goes along: its first message. */
export const partOf = ({ messageId, threadId, memberName, lang, attachments }: LikeThread): Part => ({
  ...{ id: messageId, threadId, name: memberName, lang, attachments },
});

function Pick({ like, on, onToggle }: { like: LikeThread; on: boolean; onToggle: (on: boolean) => void }) {
  const { t } = useTexts("forwarding");
  const format = useFormat();
  const why = [
    like.words.length > 0 && t("bundle.by", { words: format.list(like.words.map((word) => `“${word}”`)) }),
    like.labels.length > 0 && t("bundle.byLabel", { labels: format.list(like.labels) }),
  ].filter(Boolean);
  return (
    <label className="flex cursor-pointer items-start gap-2.5 px-2.5 py-1.75 hover:bg-hover">
      <input
        type="checkbox"
        checked={on}
        onChange={(event) => onToggle(event.currentTarget.checked)}
        className="mt-0.5 size-4 shrink-0 accent-accent-fill"
      />
      <span className="min-w-0 flex-1">
        <span className="flex items-center gap-1.5">
          <b className="truncate">{like.memberName}</b>
          {like.lang && <Tag title={format.language(like.lang)}>{like.lang.slice(0, 2).toUpperCase()}</Tag>}
          <time dateTime={like.at} className="ml-auto shrink-0 text-12 text-text-3">
            {format.day(like.at)}
          </time>
        </span>
        <span lang={like.lang ?? undefined} className="line-clamp-2 leading-4.5 wrap-anywhere text-text-2">
          {like.text}
        </span>
        <span className="block text-12 leading-4.5 text-text-3">{why.join("; ")}</span>
      </span>
    </label>
  );
}

type LoopsProps = { loops: LikeLoop[]; threadId: string; onAdded: () => void };

/** Questions that are out or answered already and say the same: this thread can join instead of asking again. */
export function LikeLoops({ loops, threadId, onAdded }: LoopsProps) {
  const [first] = loops;
  return first ? <LikeLoopLine loop={first} threadId={threadId} onAdded={onAdded} /> : null;
}

function LikeLoopLine({ loop, threadId, onAdded }: { loop: LikeLoop; threadId: string; onAdded: () => void }) {
  const { t } = useTexts("forwarding");
  const format = useFormat();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { departmentName: department, followers: count, title } = loop;
  const add = useMutation(
    trpc.forwarding.addToLoop.mutationOptions({
      onSuccess: async () => {
        showToast({ text: t("like.added", { department }) });
        onAdded();
        await queries.invalidateQueries(trpc.forwarding.pathFilter());
        await queries.invalidateQueries(trpc.inbox.thread.pathFilter());
      },
    }),
  );
  const words = format.list([...loop.words.map((word) => `“${word}”`), ...loop.labels]);
  return (
    <div className="grid gap-1.5">
      <Banner tone="hint" icon={Users}>
        <span className="line-clamp-3">
          {t(loop.state === "answered" ? "like.answered" : "like.found", { count, department, title })}
        </span>
        <span className="block text-text-3">{t("like.why", { words })}</span>
        <span className="mt-1 flex flex-wrap gap-1.5">
          <Button
            size="s"
            busy={add.isPending}
            onClick={() => add.mutate({ loopId: loop.loopId, threadIds: [threadId], thenWaiting: true })}
          >
            {t("like.add")}
          </Button>
          <Link to="/loops/$loopId" params={{ loopId: loop.loopId }} className={buttonClass("plain", "s")}>
            {t("like.open")}
          </Link>
        </span>
      </Banner>
      {add.isError && <Problem error={add.error} />}
    </div>
  );
}
