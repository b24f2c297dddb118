import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import type { IdeaView } from "#shared/ideas/schema.ts";
import { useRefresh } from "#web/features/ideas/use-calls.ts";
import { useFormat } from "#web/lib/format.ts";
import { useTexts } from "#web/lib/i18n.ts";
import { Problem } from "#web/lib/problem.tsx";
import { useTRPC } from "#web/lib/trpc.ts";
import { Button } from "#web/ui/button.tsx";
import { Field } from "#web/ui/field.tsx";
import { Textarea } from "#web/ui/textarea.tsx";
import { showToast } from "#web/ui/toast.tsx";

/** A question to the author, to where they wrote. */
export function AskAuthor({ idea, onDone }: { idea: IdeaView; onDone?: () => void }) {
  const { t } = useTexts("ideas");
  const format = useFormat();
  const refresh = useRefresh();
  const [text, setText] = useState("");
  const ask = useMutation(
    useTRPC().ideas.askAuthor.mutationOptions({
      onSuccess: () => {
        setText("");
        showToast({ text: t("ask.sent") });
        onDone?.();
      },
      onSettled: refresh,
    }),
  );
  const ready = text.trim().length >= 3;
  return (
    <form
      className="grid gap-2.5"
      onSubmit={(event) => {
        event.preventDefault();
        if (ready) ask.mutate({ ideaId: idea.id, text: text.trim() });
      }}
    >
      <Field
        label={t("ask.label", { name: idea.authorName })}
        help={idea.lang ? t("ask.help", { language: format.language(idea.lang) }) : t("ask.helpPlain")}
      >
        {(wiring) => (
          <Textarea
            {...wiring}
            rows={2}
            maxLength={2000}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
          />
        )}
      </Field>
      {ask.isError && <Problem error={ask.error} />}
      <Button
        type="submit"
        variant="primary"
        className="justify-self-start max-sm:h-11 max-sm:w-full"
        disabled={!ready}
        busy={ask.isPending}
      >
        {t("ask.send")}
      </Button>
    </form>
  );
}
