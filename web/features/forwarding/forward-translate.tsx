import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import type { AnswerLanguage } from "#shared/forwarding/department.ts";
import { needsTranslation } from "#shared/forwarding/translation.ts";
import type { ForwardDraft } from "#web/features/forwarding/forward-draft.ts";
import type { Part } from "#web/features/forwarding/forward-parts.tsx";
import { Row } from "#web/features/forwarding/forward-row.tsx";
import { type TranslationDrafts, usedTranslation } from "#web/features/forwarding/translation-draft.ts";
import { useFormat } from "#web/lib/format.ts";
import { useTexts } from "#web/lib/i18n.ts";
import { Problem } from "#web/lib/problem.tsx";
import { useTRPC } from "#web/lib/trpc.ts";
import { Button } from "#web/ui/button.tsx";

/** The language a department is written to in, and the model that may draft in it. */
export type Into = { lang: AnswerLanguage; model: { name: string; host: string } | null };
/** Changes a draft; by a function where something comes late and others were faster. */
export type Change = (more: Partial<ForwardDraft> | ((draft: ForwardDraft) => Partial<ForwardDraft>)) => void;

function useTranslate(into: Into, onChange: Change) {
  const trpc = useTRPC();
  const translate = useMutation(trpc.forwarding.translate.mutationOptions());
  const draft = async (part: Part) => {
    const wished = { threadId: part.threadId, messageId: part.id, lang: into.lang };
    const { text } = await translate.mutateAsync(wished);
    const made = { lang: into.lang, text, drafted: text };
    onChange(({ translations }): { translations: TranslationDrafts } => ({
      translations: { ...translations, [part.id]: made },
    }));
  };
  return { draft, busy: translate.isPending, error: translate.error };
}

type DraftingProps = { part: Part; into: Into; onChange: Change };

/** Asks the model for a draft of one translation; nothing where no model is set up. */
export function Drafting({ part, into, onChange }: DraftingProps) {
  const { t } = useTexts("forwarding");
  const { draft, busy, error } = useTranslate(into, onChange);
  if (!into.model) return null;
  return (
    <>
      <Button size="s" variant="plain" busy={busy} onClick={() => void draft(part).catch(() => {})}>
        {t("translation.draft", { model: into.model.name })}
      </Button>
      {error && <Problem error={error} />}
    </>
  );
}

type AllProps = { parts: Part[]; into: Into; department: string; draft: ForwardDraft; onChange: Change };

/** How much of what goes along the department cannot read in its own language, and drafts of all that is missing. */
export function ForwardTranslate({ parts, into, department, draft, onChange }: AllProps) {
  const { t } = useTexts("forwarding");
  const format = useFormat();
  const all = useTranslate(into, onChange);
  const [running, setRunning] = useState(false);
  const foreign = parts.filter((part) => needsTranslation(part.lang, into.lang));
  const missing = foreign.filter((part) => !usedTranslation(draft.translations, part.id, into.lang));
  if (foreign.length === 0) return null;
  const draftAll = async () => {
    setRunning(true);
    try {
      // One after the other: a model on a machine of one's own answers one question at a time.
      for (const part of missing) await all.draft(part);
    } catch {
      // told below, and the rest can be asked for again
    }
    setRunning(false);
  };
  const language = format.language(into.lang);
  return (
    <Row label={t("translation.title")}>
      <div className="flex flex-wrap items-center gap-1.5 py-1.75 text-12 leading-4.5 text-text-3">
        <p className="min-w-0 flex-1 basis-60 leading-4.5" role="status">
          {t("translation.foreign", { count: foreign.length, language, department })}{" "}
          {missing.length === 0 ? t("translation.allDone") : t("translation.missing", { count: missing.length })}
        </p>
        {into.model && missing.length > 0 && (
          <Button size="s" busy={running} onClick={() => void draftAll()}>
            {t("translation.draftAll", { count: missing.length, model: into.model.name })}
          </Button>
        )}
      </div>
      {into.model && missing.length > 0 && (
        <p className="-mt-1 text-12 leading-4.5 text-text-3">{t("translation.leaves", { host: into.model.host })}</p>
      )}
      {all.error && <Problem error={all.error} />}
    </Row>
  );
}
