import { useMutation, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { type FormEvent, useDeferredValue, useState } from "react";
import { type Said, saidIn } from "#web/features/ideas/idea-messages.ts";
import { StageDot } from "#web/features/ideas/stage-dot.tsx";
import { useRefresh } from "#web/features/ideas/use-calls.ts";
import { useFormat } from "#web/lib/format.ts";
import { useTexts } from "#web/lib/i18n.ts";
import { Problem } from "#web/lib/problem.tsx";
import { type Outputs, useTRPC } from "#web/lib/trpc.ts";
import { Button, buttonClass } from "#web/ui/button.tsx";
import { Dialog } from "#web/ui/dialog.tsx";
import { EmptyState } from "#web/ui/empty-state.tsx";
import { Field, TextInput } from "#web/ui/field.tsx";
import { Select } from "#web/ui/select.tsx";
import { SkeletonRows } from "#web/ui/skeleton.tsx";
import { Textarea } from "#web/ui/textarea.tsx";
import { showToast } from "#web/ui/toast.tsx";

type Found = Outputs["ideas"]["forThread"];
type Props = { threadId: string; onClose: () => void };

/** Takes what was said in a thread into a call, with its author. */
export function MakeIdeaDialog({ threadId, onClose }: Props) {
  const { t } = useTexts("ideas");
  const trpc = useTRPC();
  const found = useQuery(trpc.ideas.forThread.queryOptions({ threadId }));
  const thread = useQuery(trpc.inbox.thread.queryOptions({ id: threadId }));
  if (found.data && found.data.calls.length > 0 && thread.data)
    return <Form threadId={threadId} found={found.data} said={saidIn(thread.data)} onClose={onClose} />;
  const failed = found.error ?? thread.error;
  const retry = () => void Promise.all([found.refetch(), thread.refetch()]);
  return (
    <Dialog open onOpenChange={(next) => !next && onClose()} title={t("make.title")} width={520}>
      {failed && <Problem error={failed} onRetry={retry} />}
      {!failed && (found.isPending || thread.isPending) && <SkeletonRows count={3} height={56} />}
      {found.data?.calls.length === 0 && (
        <>
          <Already found={found.data} onClose={onClose} />
          <EmptyState
            className="!py-6"
            action={
              <Link to="/calls" className={buttonClass()} onClick={onClose}>
                {t("make.toCalls")}
              </Link>
            }
          >
            {t("make.noCalls")}
          </EmptyState>
        </>
      )}
    </Dialog>
  );
}

function Form({ threadId, found, said, onClose }: Props & { found: Found; said: Said[] }) {
  const { t } = useTexts("ideas");
  const { t: say } = useTexts("commonWords");
  const refresh = useRefresh();
  const [callId, setCallId] = useState(found.calls[0]?.callId ?? "");
  const [messageId, setMessageId] = useState(said[0]?.id ?? null);
  const [text, setText] = useState("");
  const [title, setTitle] = useState("");
  const add = useMutation(
    useTRPC().ideas.add.mutationOptions({
      onSuccess: () => {
        const question = found.calls.find((one) => one.callId === callId)?.question ?? "";
        showToast({ text: t("make.added", { question }) });
        onClose();
      },
      onSettled: refresh,
    }),
  );
  const short = text.trim() !== "" && text.trim().length < 3;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!short) add.mutate({ callId, threadId, messageId, title: title.trim(), text: text.trim() || null });
  };
  return (
    <Dialog
      open
      onOpenChange={(next) => !next && onClose()}
      title={t("make.title")}
      width={520}
      footer={
        <>
          <Button size="l" variant="plain" onClick={onClose}>
            {say("cancel")}
          </Button>
          <Button size="l" variant="primary" type="submit" form="make-idea" disabled={short} busy={add.isPending}>
            {t("make.add")}
          </Button>
        </>
      }
    >
      <form id="make-idea" onSubmit={submit} className="grid grid-cols-[minmax(0,1fr)] gap-4">
        <Already found={found} onClose={onClose} />
        <Field label={t("make.call")}>
          {(wiring) => (
            <Select
              {...wiring}
              value={callId}
              onChange={setCallId}
              options={found.calls.map((one) => ({ value: one.callId, label: one.question }))}
            />
          )}
        </Field>
        {said.length > 1 && (
          <Field label={t("make.message")} help={t("make.messageHelp")}>
            {(wiring) => (
              <Select
                {...wiring}
                value={messageId}
                onChange={setMessageId}
                options={said
                  .slice(0, 30)
                  .map((one) => ({ value: one.id, label: `${one.name}: ${one.text.slice(0, 90)}` }))}
              />
            )}
          </Field>
        )}
        <Field label={t("make.text")} help={t("make.textHelp")}>
          {(wiring) => (
            <Textarea
              {...wiring}
              autoFocus
              rows={3}
              maxLength={4000}
              value={text}
              onChange={(event) => setText(event.currentTarget.value)}
            />
          )}
        </Field>
        <Like callId={callId} text={text || (said.find((one) => one.id === messageId)?.text ?? "")} onClose={onClose} />
        <Field label={t("make.heading")} help={t("make.headingHelp")}>
          {(wiring) => (
            <TextInput
              {...wiring}
              maxLength={120}
              value={title}
              onChange={(event) => setTitle(event.currentTarget.value)}
            />
          )}
        </Field>
        {add.isError && <Problem error={add.error} />}
      </form>
    </Dialog>
  );
}

function Already({ found, onClose }: { found: Found; onClose: () => void }) {
  const { t } = useTexts("ideas");
  if (found.ideas.length === 0) return null;
  return (
    <div className="rounded-m bg-hint-soft px-3 py-2">
      <p className="text-text-2">{t("make.already")}</p>
      <ul>
        {found.ideas.map((one) => (
          <li key={one.ideaId} className="flex items-center gap-1.5">
            <StageDot stage={one.stage} />
            <Link
              to="/ideas/$ideaId"
              params={{ ideaId: one.ideaId }}
              onClick={onClose}
              className="truncate font-medium hover:underline"
            >
              {one.title}
            </Link>
            <span className="shrink-0 text-12 text-text-3">{t(`stage.${one.stage}`)}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** Look-alikes at entry: they can be merged afterwards, as the call promised. */
function Like({ callId, text, onClose }: { callId: string; text: string; onClose: () => void }) {
  const { t } = useTexts("ideas");
  const format = useFormat();
  const words = useDeferredValue(text.trim());
  const like = useQuery(
    useTRPC().ideas.similar.queryOptions({ callId, text: words }, { enabled: words.length >= 12, staleTime: 60_000 }),
  );
  if (!like.data || like.data.length === 0 || words.length < 12) return null;
  return (
    <div role="status" className="-mt-2 text-12">
      <p className="text-text-3">{t("make.like")}</p>
      <ul>
        {like.data.slice(0, 3).map((one) => (
          <li key={one.ideaId} className="truncate">
            <Link to="/ideas/$ideaId" params={{ ideaId: one.ideaId }} onClick={onClose} className="hover:underline">
              {one.title}
            </Link>{" "}
            <span className="text-text-3">
              {one.authorName}, {t("likenessOf", { share: format.percent(one.similarity) })}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}
