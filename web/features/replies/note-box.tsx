import { useQueryClient } from "@tanstack/react-query";
import { Lock } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import type { ThreadView } from "#shared/inbox/schema.ts";
import { useTexts } from "#web/lib/i18n.ts";
import { useKeys } from "#web/lib/keys.ts";
import { Problem } from "#web/lib/problem.tsx";
import { useTRPC, useTRPCClient } from "#web/lib/trpc.ts";
import { Button } from "#web/ui/button.tsx";

type Props = { thread: ThreadView; note: string; onChange: (note: string) => void; onClose: () => void };

/** A note for the team: the same place as the answer, but unmistakably not going out. */
export function NoteBox({ thread, note, onChange, onClose }: Props) {
  const { t } = useTexts("replies");
  const api = useTRPCClient();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => field.current?.focus(), []);
  const add = async () => {
    if (busy || note.trim() === "") return;
    setBusy(true);
    setError(null);
    try {
      await api.inbox.addNote.mutate({ threadId: thread.id, text: note.trim() });
      onChange("");
      onClose();
      await queries.invalidateQueries({ queryKey: trpc.inbox.thread.pathKey() });
    } catch (failed) {
      setError(failed);
    } finally {
      setBusy(false);
    }
  };
  useKeys({ "mod+Enter": () => void add(), Escape: onClose });
  return (
    <section
      aria-label={t("composer.noteLabel")}
      className="mx-4 mt-1 mb-3.5 shrink-0 overflow-hidden rounded-l border border-note-line bg-note-soft shadow-low focus-within:shadow-[0_0_0_1px_var(--note-line)] max-sm:mx-2"
    >
      <p className="flex items-center gap-1.5 px-3.5 pt-2 text-12 font-medium text-text-2">
        <Lock aria-hidden size={14} strokeWidth={1.5} />
        {t("composer.noteLabel")}
      </p>
      <textarea
        ref={field}
        value={note}
        rows={3}
        maxLength={5000}
        aria-label={t("composer.noteLabel")}
        placeholder={t("composer.notePlaceholder")}
        onChange={(event) => onChange(event.currentTarget.value)}
        className="field-sizing-content block max-h-60 min-h-18 w-full resize-none bg-transparent px-3.5 py-1.5 text-14 leading-5.5 outline-none focus-visible:outline-none max-sm:text-16"
      />
      {error !== null && <Problem error={error} onRetry={() => void add()} className="mx-2 mb-2" />}
      <div className="flex items-center justify-end gap-1.5 border-t border-note-line p-2">
        <Button variant="plain" onClick={onClose} className="mr-auto">
          {t("composer.answer")}
        </Button>
        <Button
          variant="primary"
          size="l"
          keys="mod+Enter"
          disabled={note.trim() === ""}
          busy={busy}
          onClick={() => void add()}
        >
          {t("composer.addNote")}
        </Button>
      </div>
    </section>
  );
}
