import { useQueryClient } from "@tanstack/react-query";
import { CircleAlert, CircleHelp, Hourglass, type LucideIcon, Send } from "lucide-react";
import { type ReactNode, useEffect, useState } from "react";
import { type ErrorCode, errorCodes } from "#shared/errors.ts";
import type { ReplyView, ThreadView } from "#shared/inbox/schema.ts";
import { useFormat } from "#web/lib/format.ts";
import { useTexts } from "#web/lib/i18n.ts";
import { useMay } from "#web/lib/me.ts";
import { Problem } from "#web/lib/problem.tsx";
import { sayError } from "#web/lib/say-error.ts";
import { useTRPC, useTRPCClient } from "#web/lib/trpc.ts";
import { Button, buttonClass } from "#web/ui/button.tsx";
import { cx } from "#web/ui/cx.ts";
import { putBack } from "./draft.ts";

type Props = { reply: ReplyView; thread: ThreadView };
type Look = { icon: LucideIcon; box: string; mark: string };

const calm: Look = { icon: Send, box: "border-line bg-sunken", mark: "text-text-3" };
const looks: Record<ReplyView["status"], Look> = {
  queued: calm,
  sending: calm,
  sent: calm,
  cancelled: calm,
  waiting: { icon: Hourglass, box: "border-warn-line bg-warn-soft", mark: "text-warn" },
  failed: { icon: CircleAlert, box: "border-ask-line bg-ask-soft", mark: "text-ask" },
  unknown: { icon: CircleHelp, box: "border-warn-line bg-warn-soft", mark: "text-warn" },
};

/** An answer of ours on its way: where it is, why it is not there yet, and what can be done about it. */
export function DeliveryEntry({ reply, thread }: Props) {
  const mayResolve = useMay("reply.resolve");
  const { icon: Icon, box, mark } = looks[reply.status];
  const acts = useDeliveryActs({ reply, thread });
  return (
    <article className={cx("mt-3.5 ml-10.5 rounded-m border px-3 py-2 max-sm:ml-5", box)}>
      <p className="flex flex-wrap items-center gap-x-2 leading-4.5">
        <span className={cx("inline-flex items-center gap-1.5 font-medium", mark)}>
          <Icon aria-hidden size={14} strokeWidth={1.75} />
          <StatusWords reply={reply} />
        </span>
        <span className="text-12 text-text-3">{reply.personName}</span>
      </p>
      <p className="mt-1 max-w-[68ch] text-14 break-words whitespace-pre-wrap">{reply.text}</p>
      <Reason reply={reply} />
      {mayResolve && <Ways reply={reply} thread={thread} acts={acts} />}
      {acts.error !== null && <Problem error={acts.error} className="mt-2" />}
    </article>
  );
}

function StatusWords({ reply }: { reply: ReplyView }) {
  const { t } = useTexts("replies");
  const format = useFormat();
  const seconds = useSecondsUntil(reply.undoUntil);
  if (reply.status === "queued") return seconds > 0 ? t("delivery.queued", { seconds }) : t("delivery.leaving");
  if (reply.waitsUntil) return t("delivery.waitingUntil", { time: format.ahead(reply.waitsUntil, new Date()) });
  return t(`delivery.${reply.status}`);
}

const known = (code: string): code is ErrorCode => (errorCodes as readonly string[]).includes(code);

/** Why it waits or failed: our own sentence for a known reason, else the network's words as they are. */
function Reason({ reply: { status, reason } }: { reply: ReplyView }) {
  const { t } = useTexts("replies");
  if (status === "unknown")
    return <p className="mt-1 text-12 text-text-2">{`${t("delivery.unknownDetail")} ${reason ?? ""}`.trim()}</p>;
  if (!reason || (status !== "failed" && status !== "waiting")) return null;
  const said = known(reason) ? sayError({ data: { code: reason } }) : null;
  return <p className="mt-1 text-12 text-text-2">{said ? `${said.what} ${said.todo}` : reason}</p>;
}

type Acts = ReturnType<typeof useDeliveryActs>;

function useDeliveryActs({ reply, thread }: Props) {
  const api = useTRPCClient();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [error, setError] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const refresh = () => queries.invalidateQueries({ queryKey: trpc.inbox.thread.pathKey() });
  const run = async (act: () => Promise<{ text: string }>, back: boolean) => {
    setBusy(true);
    setError(null);
    try {
      const { text } = await act();
      // The thread first: words that are back may be sent at once, and must not meet a thread as it was before.
      await refresh();
      if (back) putBack(thread.id, text);
    } catch (failed) {
      setError(failed);
    } finally {
      setBusy(false);
      await refresh();
    }
  };
  const resolve = (as: "sent" | "again" | "dropped") => () => api.replies.resolve.mutate({ replyId: reply.id, as });
  return {
    error,
    busy,
    undo: () => void run(() => api.replies.undo.mutate({ replyId: reply.id }), true),
    again: () => void run(resolve("again"), false),
    sent: () => void run(resolve("sent"), false),
    drop: () => void run(resolve("dropped"), false),
    toDraft: () => void run(resolve("dropped"), true),
  };
}

function Ways({ reply, thread, acts }: Props & { acts: Acts }) {
  const { t } = useTexts("replies");
  const seconds = useSecondsUntil(reply.undoUntil);
  const button = (words: string, run: () => void) => (
    <Button size="s" disabled={acts.busy} onClick={run}>
      {words}
    </Button>
  );
  const row = (ways: ReactNode) => <p className="mt-2 flex flex-wrap gap-1.5">{ways}</p>;
  const look = reply.url ?? thread.url;
  if (reply.status === "queued") return seconds > 0 ? row(button(t("delivery.undo"), acts.undo)) : null;
  if (reply.status === "waiting")
    return row(
      <>
        {button(t("delivery.toDraft"), acts.toDraft)}
        {button(t("delivery.drop"), acts.drop)}
      </>,
    );
  if (reply.status === "failed")
    return row(
      <>
        {button(t("delivery.tryAgain"), acts.again)}
        {button(t("delivery.toDraft"), acts.toDraft)}
        {button(t("delivery.drop"), acts.drop)}
      </>,
    );
  if (reply.status !== "unknown") return null;
  return row(
    <>
      {look && (
        <a href={look} target="_blank" rel="noreferrer noopener" className={buttonClass("default", "s")}>
          {t("delivery.look")}
        </a>
      )}
      {button(t("delivery.markSent"), acts.sent)}
      {button(t("delivery.again"), acts.again)}
      {button(t("delivery.drop"), acts.drop)}
    </>,
  );
}

function useSecondsUntil(until: string | null): number {
  const left = () => (until === null ? 0 : Math.max(0, Math.ceil((Date.parse(until) - Date.now()) / 1000)));
  const [seconds, setSeconds] = useState(left);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the clock is read anew each time
  useEffect(() => {
    setSeconds(left());
    if (until === null) return;
    const timer = setInterval(() => {
      setSeconds(left());
      if (left() === 0) clearInterval(timer);
    }, 250);
    return () => clearInterval(timer);
  }, [until]);
  return seconds;
}
