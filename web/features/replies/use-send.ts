import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import type { ThreadView } from "#shared/inbox/schema.ts";
import type { Warning } from "#shared/replies/schema.ts";
import { useTexts } from "#web/lib/i18n.ts";
import { useOnline } from "#web/lib/live.ts";
import { codeOf, detailsOf } from "#web/lib/say-error.ts";
import { useTRPC, useTRPCClient } from "#web/lib/trpc.ts";
import { showToast } from "#web/ui/toast.tsx";
import { keepDraft, newDraft, putBack, readDraft } from "./draft.ts";
import { audienceOfAnswer } from "./drafted-thread.ts";
import { firedOf, forgetFired, noteShown } from "./fired.ts";

/** What happens to the thread once the answer is on its way. */
export type After = "nothing" | "done" | "waiting" | "snoozed";

/** What has to be asked before it goes out: because of the check, or because of somebody else. */
export type Question =
  | { kind: "check"; warnings: Warning[]; after: After }
  | { kind: "collision"; writer: string | null; after: After; reason: string | null };

type Answers = { reason?: string | null; confirm?: boolean };
type Options = {
  thread: ThreadView;
  /** what the check of this page says now */
  warnings: Warning[];
  /** who else is writing here now */
  writer: string | null;
  onSent: (sent: { text: string; after: After }) => void;
};

/** Sends the draft of a thread, asks first where it has to, and keeps the words until the server has them. */
export function useSend({ thread, warnings, writer, onSent }: Options) {
  const api = useTRPCClient();
  const online = useOnline();
  const refresh = useRefresh();
  const finish = useFinish(thread, refresh, onSent);
  const [question, setQuestion] = useState<Question | null>(null);
  const [failed, setFailed] = useState<{ error: unknown; after: After } | null>(null);
  const [busy, setBusy] = useState(false);
  const [later, setLater] = useState<{ after: After; answers: Answers } | null>(null);

  const send = async (after: After, answers: Answers = {}): Promise<void> => {
    const { reason = null, confirm = false } = answers;
    const draft = readDraft(thread.id);
    if (busy || draft.text.trim() === "") return;
    setFailed(null);
    setQuestion(null);
    noteShown(draft.key, warnings, draft.text);
    const asks = warnings.filter((warning) => warning.strength === "ask");
    if (asks.length > 0 && !reason) return setQuestion({ kind: "check", warnings: asks, after });
    if (writer && !confirm) return setQuestion({ kind: "collision", writer, after, reason });
    if (!navigator.onLine) return setLater({ after, answers });
    setBusy(true);
    try {
      const reply = await api.replies.send.mutate({
        threadId: thread.id,
        text: draft.text,
        templateId: draft.templateId,
        lang: draft.lang,
        seenVersion: thread.version,
        audience: audienceOfAnswer(thread),
        overrideReason: reason,
        thenDone: after === "done",
        idempotencyKey: draft.key,
        draftBegan: draft.began,
        fired: firedOf(draft.key, draft.text),
        confirm,
      });
      finish(reply, draft.text, after);
    } catch (error) {
      const details = detailsOf(error) as { warnings?: Warning[]; writer?: string | null };
      const code = codeOf(error);
      if (code === "needs_confirmation") setQuestion({ kind: "check", warnings: details.warnings ?? [], after });
      else if (code === "conflict") {
        // What it answers now may be for more people, which the composer has to say before it is sent after all.
        void refresh();
        setQuestion({ kind: "collision", writer: details.writer ?? null, after, reason });
      } else if (code === "offline" && !navigator.onLine) setLater({ after, answers });
      else setFailed({ error, after });
    } finally {
      setBusy(false);
    }
  };

  const resume = useRef(send);
  resume.current = send;
  useEffect(() => {
    if (!online || !later) return;
    setLater(null);
    void resume.current(later.after, later.answers);
  }, [online, later]);

  return {
    send,
    busy,
    question,
    failed,
    waiting: later !== null,
    dropQuestion: () => setQuestion(null),
    dropLater: () => setLater(null),
  };
}

export type Sending = ReturnType<typeof useSend>;

type Sent = { id: string; undoUntil: string | null };

function useRefresh() {
  const trpc = useTRPC();
  const queries = useQueryClient();
  return () => queries.invalidateQueries({ queryKey: trpc.inbox.thread.pathKey() });
}

/** The draft goes, the thread is read again, and for some seconds it can all be taken back. */
function useFinish(thread: ThreadView, refresh: () => Promise<void>, onSent: Options["onSent"]) {
  const api = useTRPCClient();
  const { t } = useTexts("replies");
  return (reply: Sent, text: string, after: After): void => {
    forgetFired(readDraft(thread.id).key);
    keepDraft(thread.id, { ...newDraft(), note: readDraft(thread.id).note });
    void refresh();
    onSent({ text, after });
    if (!reply.undoUntil) return;
    showToast({
      id: `reply-${reply.id}`,
      seconds: Math.max(1, (Date.parse(reply.undoUntil) - Date.now()) / 1000),
      text: (seconds) => t("delivery.toast", { name: thread.memberName, seconds }),
      onUndo: () =>
        void api.replies.undo
          .mutate({ replyId: reply.id })
          .then(({ text: back }) => refresh().then(() => putBack(thread.id, back)))
          .catch(() => showToast({ text: t("delivery.undoFailed") }))
          .finally(refresh),
    });
  };
}
