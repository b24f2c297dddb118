import { useMutation } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import type { IdeaView } from "#shared/ideas/schema.ts";
import { IdeaEdit } from "#web/features/ideas/idea-edit.tsx";
import { SourceWords } from "#web/features/ideas/idea-row.tsx";
import { useRefresh } from "#web/features/ideas/use-calls.ts";
import { useFormat } from "#web/lib/format.ts";
import { useTexts } from "#web/lib/i18n.ts";
import { useMay } from "#web/lib/me.ts";
import { Problem } from "#web/lib/problem.tsx";
import { useTRPC } from "#web/lib/trpc.ts";
import { Banner } from "#web/ui/banner.tsx";
import { Button, buttonClass } from "#web/ui/button.tsx";
import { Card } from "#web/ui/panes.tsx";

/** The idea in its author's words, where it was said, and every version of it. */
export function IdeaText({ idea }: { idea: IdeaView }) {
  const { t } = useTexts("ideas");
  const format = useFormat();
  const may = useMay("idea.edit") && idea.call.state !== "closed";
  const [editing, setEditing] = useState(false);
  const older = idea.versions.filter((one) => one.version !== idea.version);
  return (
    <Card
      title={t("text.title")}
      aside={
        <span className="flex items-center gap-1.5">
          {idea.threadId && (
            <Link to="/inbox" search={{ status: "all", thread: idea.threadId }} className={buttonClass("plain", "s")}>
              {t("text.thread")}
            </Link>
          )}
          {may && !editing && (
            <Button size="s" onClick={() => setEditing(true)}>
              {t("text.edit")}
            </Button>
          )}
        </span>
      }
    >
      {idea.mergedInto && <MergedInto idea={idea} into={idea.mergedInto} may={may} />}
      {editing ? (
        <IdeaEdit idea={idea} onDone={() => setEditing(false)} />
      ) : (
        <>
          <p lang={idea.lang ?? undefined} className="text-14 wrap-anywhere whitespace-pre-line">
            {idea.text}
          </p>
          <p className="mt-1.5 flex flex-wrap gap-x-1 text-12 text-text-3">
            <span>{idea.authorName},</span>
            <span>{format.full(idea.createdAt)}</span>
            <SourceWords idea={idea} />
          </p>
        </>
      )}
      {older.length > 0 && (
        <details className="mt-2 text-text-2">
          <summary className="cursor-pointer py-0.5 text-12 max-sm:py-2">
            {t("text.versions", { count: idea.versions.length })}
          </summary>
          <ul className="mt-1 grid gap-2">
            {older.map((one) => (
              <li key={one.version} className="border-l-2 border-line-strong pl-2.5">
                <p className="text-12 text-text-3">
                  {t("text.version", { version: one.version })},{" "}
                  {t("text.by", { who: one.by, time: format.full(one.at) })}
                </p>
                <p lang={idea.lang ?? undefined} className="wrap-anywhere whitespace-pre-line">
                  {one.text}
                </p>
              </li>
            ))}
          </ul>
        </details>
      )}
    </Card>
  );
}

type MergedProps = { idea: IdeaView; into: NonNullable<IdeaView["mergedInto"]>; may: boolean };

function MergedInto({ idea, into, may }: MergedProps) {
  const { t } = useTexts("ideas");
  const refresh = useRefresh();
  const out = useMutation(useTRPC().ideas.unmerge.mutationOptions({ onSettled: refresh }));
  return (
    <>
      <Banner
        tone="hint"
        className="mb-2"
        action={
          may && (
            <Button size="s" busy={out.isPending} onClick={() => out.mutate({ ideaId: idea.id })}>
              {t("text.unmerge")}
            </Button>
          )
        }
      >
        <Link to="/ideas/$ideaId" params={{ ideaId: into.ideaId }} className="hover:underline">
          {t("text.mergedInto", { title: into.title })}
        </Link>
      </Banner>
      {out.isError && <Problem error={out.error} className="mb-2" />}
    </>
  );
}
