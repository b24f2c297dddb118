import { useMutation } from "@tanstack/react-query";
import { use, useState } from "react";
import type { LetterReasons } from "#shared/ideas/letters.ts";
import type { IdeaView } from "#shared/ideas/schema.ts";
import { OverrideDialog } from "#web/features/ideas/override-dialog.tsx";
import { ReasonsSlot } from "#web/features/ideas/reasons-slot.ts";
import { useRefresh } from "#web/features/ideas/use-calls.ts";
import { useFormat } from "#web/lib/format.ts";
import { useTexts } from "#web/lib/i18n.ts";
import { Problem } from "#web/lib/problem.tsx";
import { codeOf, detailsOf } from "#web/lib/say-error.ts";
import { useTRPC } from "#web/lib/trpc.ts";
import { Button } from "#web/ui/button.tsx";
import { Field } from "#web/ui/field.tsx";
import { Textarea } from "#web/ui/textarea.tsx";
import { showToast } from "#web/ui/toast.tsx";

/** A question to the author, to where they wrote; it is checked like every answer. */
export function AskAuthor({ idea, onDone }: { idea: IdeaView; onDone?: () => void }) {
  const { t } = useTexts("ideas");
  const format = useFormat();
  const refresh = useRefresh();
  const Reasons = use(ReasonsSlot);
  const [text, setText] = useState("");
  const [asking, setAsking] = useState(false);
  const ask = useMutation(
    useTRPC().ideas.askAuthor.mutationOptions({
      onSuccess: () => {
        setText("");
        showToast({ text: t("ask.sent") });
        onDone?.();
      },
      onSettled: () => {
        setAsking(false);
        return refresh();
      },
    }),
  );
  const ready = text.trim().length >= 3;
  const run = (overrideReason: string | null) => ask.mutate({ ideaId: idea.id, text: text.trim(), overrideReason });
  const asked = ask.isError && codeOf(ask.error) === "needs_confirmation";
  const [found] = asked ? ((detailsOf(ask.error) as { letters?: LetterReasons[] }).letters ?? []) : [];
  return (
    <form
      className="grid gap-2.5"
      onSubmit={(event) => {
        event.preventDefault();
        if (ready) run(null);
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
      {ask.isError && !asked && <Problem error={ask.error} />}
      {found && (
        <div role="status" className="-mt-1">
          <p className="text-12 text-text-2">{t("ask.needs")}</p>
          <Reasons warnings={found.warnings} draft={text} />
        </div>
      )}
      <div className="flex flex-wrap gap-1.5 max-sm:[&>button]:h-11 max-sm:[&>button]:w-full">
        <Button type="submit" variant="primary" disabled={!ready} busy={ask.isPending}>
          {t(found ? "ask.again" : "ask.send")}
        </Button>
        {found && (
          <Button disabled={!ready || ask.isPending} onClick={() => setAsking(true)}>
            {t("ask.anyway")}
          </Button>
        )}
      </div>
      {asking && (
        <OverrideDialog
          count={1}
          busy={ask.isPending}
          onClose={() => setAsking(false)}
          onSend={(reason) => run(reason)}
        />
      )}
    </form>
  );
}
