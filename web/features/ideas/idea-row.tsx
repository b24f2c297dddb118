import { Link } from "@tanstack/react-router";
import { Merge } from "lucide-react";
import type { ReactNode } from "react";
import type { IdeaRow } from "#shared/ideas/schema.ts";
import { StageDot } from "#web/features/ideas/stage-dot.tsx";
import { Votes } from "#web/features/ideas/votes.tsx";
import { useFormat } from "#web/lib/format.ts";
import { useTexts } from "#web/lib/i18n.ts";
import { Avatar } from "#web/ui/avatar.tsx";
import { Tag } from "#web/ui/badge.tsx";
import { Checkbox } from "#web/ui/checkbox.tsx";
import { cx } from "#web/ui/cx.ts";
import { Say } from "#web/ui/say.tsx";

type Props = {
  idea: IdeaRow;
  /** across calls: which one it belongs to, and its stage */
  withCall?: boolean;
  /** what the list is about, said in the row */
  about?: "lookAlike" | "distant" | null;
  chosen?: boolean;
  onChoose?: ((on: boolean) => void) | null;
  /** at the right, instead of nothing: a button that opens what stands below */
  action?: ReactNode;
  open?: boolean;
  children?: ReactNode;
};

/** An idea in one row: votes, words, author and source, what it waits for. */
export function IdeaItem({ idea, withCall, about, chosen, onChoose, action, open, children }: Props) {
  const { t } = useTexts("ideas");
  const format = useFormat();
  return (
    <li
      className={cx(
        "[&+&]:border-t [&+&]:border-line",
        open && "bg-selected shadow-[inset_3px_0_0_var(--accent)] [--ring:var(--bg-selected)]",
      )}
    >
      <div
        className={cx(
          "relative flex items-center gap-3 px-3 py-1.75 max-sm:items-start max-sm:py-2.5",
          !open && "hover:bg-hover",
        )}
      >
        {onChoose && (
          <span className="relative z-1 grid place-items-center max-sm:hidden">
            <Checkbox aria-label={t("choose", { title: idea.title })} checked={chosen ?? false} onChange={onChoose} />
          </span>
        )}
        <Votes votes={idea.votes} />
        <div className="min-w-0 flex-1">
          <p className="flex min-w-0 items-center gap-1.5">
            <Link
              to="/ideas/$ideaId"
              params={{ ideaId: idea.id }}
              lang={idea.lang ?? undefined}
              className="truncate font-medium after:absolute after:inset-0 max-sm:line-clamp-2 max-sm:whitespace-normal"
            >
              {idea.title}
            </Link>
            {idea.lang && <Tag title={format.language(idea.lang)}>{idea.lang.split("-")[0]?.toUpperCase()}</Tag>}
            <Joined count={idea.joined} />
          </p>
          <Below idea={idea} withCall={withCall} about={about} />
        </div>
        <Waits idea={idea} className="max-sm:hidden" />
        {action && <span className="relative z-1 max-sm:hidden">{action}</span>}
        <Say
          at={idea.createdAt}
          as={format.ago}
          className="w-13 shrink-0 whitespace-nowrap text-right text-12 text-text-3 tabular-nums max-sm:hidden"
        />
      </div>
      {children}
    </li>
  );
}

function Joined({ count }: { count: number }) {
  const { t } = useTexts("ideas");
  if (count === 0) return null;
  return (
    <span title={t("joined", { count })} className="inline-flex shrink-0 items-center gap-0.5 text-12 text-text-3">
      <Merge aria-hidden size={12} strokeWidth={1.75} />
      <span className="sr-only">{t("joined", { count })}</span>
      <span aria-hidden>{count}</span>
    </span>
  );
}

function Below({ idea, withCall, about }: Pick<Props, "idea" | "withCall" | "about">) {
  const { t } = useTexts("ideas");
  const format = useFormat();
  const near = idea.nearest && about && format.percent(idea.nearest.similarity);
  return (
    <p className="mt-px flex min-w-0 items-center gap-1.5 text-12 text-text-3 max-sm:flex-wrap">
      <Avatar name={idea.authorName} size="s" lang={idea.lang} />
      <span className="max-w-44 shrink-0 truncate text-text-2">{idea.authorName}</span>
      <span className="flex min-w-0 max-sm:hidden">
        <SourceWords idea={idea} />
      </span>
      {withCall && (
        <span className="flex min-w-0 items-center gap-1 max-sm:w-full">
          <StageDot stage={idea.stage} />
          <span className="shrink-0">{t(`stage.${idea.stage}`)},</span>
          <span className="truncate">{idea.callQuestion}</span>
        </span>
      )}
      {idea.nearest && near && (
        <span className="truncate text-text-2">
          ·{" "}
          {about === "distant"
            ? t("unlike", { share: near })
            : t("likeness", { share: near, title: idea.nearest.title })}
        </span>
      )}
      <Waits idea={idea} className="w-full sm:hidden" />
    </p>
  );
}

/** Where an idea was said, in words. */
export function SourceWords({ idea }: { idea: Pick<IdeaRow, "source" | "postText"> }) {
  const { t } = useTexts("ideas");
  const words =
    idea.source === "comment"
      ? idea.postText
        ? t("source.comment", { post: idea.postText.slice(0, 60).split("\n")[0] ?? "" })
        : t("source.commentPlain")
      : t(`source.${idea.source}`);
  return <span className="truncate max-sm:max-w-full">· {words}</span>;
}

function Waits({ idea, className }: { idea: IdeaRow; className?: string }) {
  const { t } = useTexts("ideas");
  const { waitsFor, verdict } = idea;
  const pressing = waitsFor === "answer" || waitsFor === "telling";
  const words = waitsFor ? t(`waits.${waitsFor}`) : null;
  if (!words && !verdict) return null;
  return (
    <span className={cx("shrink-0 text-12 whitespace-nowrap", className)}>
      {verdict && (
        <span className={verdict === "adopted" ? "font-medium text-ok" : "text-text-2"}>{t(`verdict.${verdict}`)}</span>
      )}
      {verdict && words && ", "}
      {words && <span className={pressing ? "font-medium text-warn" : "text-text-2"}>{words}</span>}
    </span>
  );
}
