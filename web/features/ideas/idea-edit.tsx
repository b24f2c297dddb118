import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import type { IdeaView } from "#shared/ideas/schema.ts";
import { useRefresh } from "#web/features/ideas/use-calls.ts";
import { useTexts } from "#web/lib/i18n.ts";
import { Problem } from "#web/lib/problem.tsx";
import { codeOf, detailsOf } from "#web/lib/say-error.ts";
import { useTRPC } from "#web/lib/trpc.ts";
import { Button } from "#web/ui/button.tsx";
import { Field, TextInput } from "#web/ui/field.tsx";
import { Textarea } from "#web/ui/textarea.tsx";

/** Somebody else's version stands there with its own words; any other conflict, such as a closed call, is to be said. */
export const isOtherVersion = (error: unknown): boolean =>
  codeOf(error) === "conflict" && "version" in detailsOf(error);

/** A new version of an idea; when somebody else wrote one meanwhile, both stand there and the person chooses. */
export function IdeaEdit({ idea, onDone }: { idea: IdeaView; onDone: () => void }) {
  const { t } = useTexts("ideas");
  const { t: say } = useTexts("commonWords");
  const refresh = useRefresh();
  const [title, setTitle] = useState(idea.title);
  const [text, setText] = useState(idea.text);
  // The version that was opened: somebody else's words are not written over.
  const [version, setVersion] = useState(idea.version);
  const edit = useMutation(useTRPC().ideas.edit.mutationOptions({ onSuccess: onDone, onSettled: refresh }));
  const moved = idea.version !== version;
  const settle = (theirs: boolean) => {
    if (theirs) {
      setTitle(idea.title);
      setText(idea.text);
    }
    setVersion(idea.version);
    edit.reset();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!moved) edit.mutate({ ideaId: idea.id, title: title.trim(), text: text.trim(), version });
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
      {moved && <Meanwhile idea={idea} onSettle={settle} />}
      {edit.isError && !isOtherVersion(edit.error) && <Problem error={edit.error} />}
      <p className="flex gap-1.5">
        <Button
          type="submit"
          variant="primary"
          disabled={moved || title.trim() === "" || text.trim().length < 3}
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

/** What somebody else made of the idea while it was being edited here. */
function Meanwhile({ idea, onSettle }: { idea: IdeaView; onSettle: (theirs: boolean) => void }) {
  const { t } = useTexts("ideas");
  const newest = idea.versions.find((one) => one.version === idea.version);
  return (
    <div role="status" className="grid gap-2 rounded-l border border-warn-line bg-warn-soft px-3 py-2.5">
      <p className="font-strong text-warn">{t("text.moved", { who: newest?.by ?? "", version: idea.version })}</p>
      <blockquote lang={idea.lang ?? undefined} className="border-l-2 border-line-strong pl-2.5">
        <p className="font-medium wrap-anywhere">{idea.title}</p>
        <p className="wrap-anywhere whitespace-pre-line text-text-2">{idea.text}</p>
      </blockquote>
      <p className="flex flex-wrap gap-1.5">
        <Button onClick={() => onSettle(true)}>{t("text.load")}</Button>
        <Button onClick={() => onSettle(false)}>{t("text.keepMine", { version: idea.version + 1 })}</Button>
      </p>
    </div>
  );
}
