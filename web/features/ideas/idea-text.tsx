import { useMutation } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import type { IdeaView } from "#shared/ideas/schema.ts";
import { useRefresh } from "#web/features/ideas/use-calls.ts";
import { useFormat } from "#web/lib/format.ts";
import { useTexts } from "#web/lib/i18n.ts";
import { useMay } from "#web/lib/me.ts";
import { Problem } from "#web/lib/problem.tsx";
import { useTRPC } from "#web/lib/trpc.ts";
import { Banner } from "#web/ui/banner.tsx";
import { Button, buttonClass } from "#web/ui/button.tsx";
import { Field, TextInput } from "#web/ui/field.tsx";
import { Card } from "#web/ui/panes.tsx";
import { Textarea } from "#web/ui/textarea.tsx";
import { SourceWords } from "./idea-row.tsx";

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
        <EditForm idea={idea} onDone={() => setEditing(false)} />
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

function EditForm({ idea, onDone }: { idea: IdeaView; onDone: () => void }) {
  const { t } = useTexts("ideas");
  const { t: say } = useTexts("commonWords");
  const refresh = useRefresh();
  const [title, setTitle] = useState(idea.title);
  const [text, setText] = useState(idea.text);
  // The version that was opened: somebody else's words are not written over.
  const [version] = useState(idea.version);
  const edit = useMutation(useTRPC().ideas.edit.mutationOptions({ onSuccess: onDone, onSettled: refresh }));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    edit.mutate({ ideaId: idea.id, title: title.trim(), text: text.trim(), version });
  };
  return (
    <form className="grid gap-3" onSubmit={submit}>
      <Field label={t("text.heading")}>
        {(wiring) => (
          <TextInput
            {...wiring}
            autoFocus
            maxLength={120}
            value={title}
            onChange={(event) => setTitle(event.currentTarget.value)}
          />
        )}
      </Field>
      <Field label={t("text.words")}>
        {(wiring) => (
          <Textarea
            {...wiring}
            lang={idea.lang ?? undefined}
            rows={4}
            maxLength={4000}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
          />
        )}
      </Field>
      {edit.isError && <Problem error={edit.error} />}
      <p className="flex gap-1.5">
        <Button
          type="submit"
          variant="primary"
          disabled={title.trim() === "" || text.trim().length < 3}
          busy={edit.isPending}
        >
          {t("text.save", { version: version + 1 })}
        </Button>
        <Button variant="plain" onClick={onDone}>
          {say("cancel")}
        </Button>
      </p>
    </form>
  );
}
