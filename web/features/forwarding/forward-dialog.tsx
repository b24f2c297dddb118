import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import type { DepartmentView } from "#shared/forwarding/department.ts";
import type { ForwardPreview } from "#shared/forwarding/schema.ts";
import { ForwardAlong } from "#web/features/forwarding/forward-along.tsx";
import { ForwardBundle, LikeLoops, partOf } from "#web/features/forwarding/forward-bundle.tsx";
import { inputOf, isReady, newDraft } from "#web/features/forwarding/forward-draft.ts";
import { ForwardDue } from "#web/features/forwarding/forward-due.tsx";
import { letterOf } from "#web/features/forwarding/forward-letter.ts";
import { ForwardPreviewPane } from "#web/features/forwarding/forward-preview.tsx";
import { Row } from "#web/features/forwarding/forward-row.tsx";
import { type Change, ForwardTranslate } from "#web/features/forwarding/forward-translate.tsx";
import { ForwardWho } from "#web/features/forwarding/forward-who.tsx";
import { useTexts } from "#web/lib/i18n.ts";
import { useKeys } from "#web/lib/keys.ts";
import { useMay } from "#web/lib/me.ts";
import { Problem } from "#web/lib/problem.tsx";
import { useTRPC } from "#web/lib/trpc.ts";
import { Banner } from "#web/ui/banner.tsx";
import { Button, buttonClass } from "#web/ui/button.tsx";
import { Checkbox } from "#web/ui/checkbox.tsx";
import { Dialog } from "#web/ui/dialog.tsx";
import { EmptyState } from "#web/ui/empty-state.tsx";
import { Kbd } from "#web/ui/kbd.tsx";
import { useNow } from "#web/ui/say.tsx";
import { SkeletonRows } from "#web/ui/skeleton.tsx";
import { Textarea } from "#web/ui/textarea.tsx";
import { showToast } from "#web/ui/toast.tsx";

type Props = { threadId: string; open: boolean; onClose: () => void };

/** Asks a department about a thread; what it gets stands beside the form, word for word. */
export function ForwardDialog({ threadId, open, onClose }: Props) {
  return open ? <Loaded threadId={threadId} onClose={onClose} /> : null;
}

function Loaded({ threadId, onClose }: Omit<Props, "open">) {
  const { t } = useTexts("forwarding");
  const trpc = useTRPC();
  const departments = useQuery(trpc.forwarding.departments.queryOptions());
  const preview = useQuery(trpc.forwarding.preview.queryOptions({ threadId }, { staleTime: 0 }));
  if (departments.data && departments.data.length > 0 && preview.data)
    return <Form threadId={threadId} departments={departments.data} preview={preview.data} onClose={onClose} />;
  const failed = departments.error ?? preview.error;
  const retry = () => void Promise.all([departments.refetch(), preview.refetch()]);
  return (
    <Dialog open onOpenChange={(next) => !next && onClose()} title={t("dialog.title")} width={560}>
      {failed ? (
        <Problem error={failed} onRetry={retry} />
      ) : departments.data?.length === 0 ? (
        <Nobody />
      ) : (
        <SkeletonRows count={4} height={56} />
      )}
    </Dialog>
  );
}

function Nobody() {
  const { t } = useTexts("forwarding");
  const mayEdit = useMay("department.save");
  return (
    <EmptyState
      action={
        mayEdit && (
          <Link to="/departments" className={buttonClass("primary")}>
            {t("dialog.toDepartments")}
          </Link>
        )
      }
    >
      {t("dialog.noDepartments")} {!mayEdit && t("dialog.whoCan")}
    </EmptyState>
  );
}

type FormProps = { threadId: string; departments: DepartmentView[]; preview: ForwardPreview; onClose: () => void };

function Form({ threadId, departments, preview, onClose }: FormProps) {
  const { t } = useTexts("forwarding");
  const [draft, setDraft] = useState(() => newDraft(departments, preview));
  const change: Change = (more) =>
    setDraft((before) => ({ ...before, ...(typeof more === "function" ? more(before) : more) }));
  const chosen = departments.find((one) => one.id === draft.departmentId);
  const department = chosen?.name ?? "";
  const trpc = useTRPC();
  const like = useQuery(trpc.forwarding.like.queryOptions({ threadId }));
  const send = useSend(department, onClose);
  const [idempotencyKey] = useState(() => crypto.randomUUID());
  const others = like.data?.threads ?? [];
  const lang = chosen?.lang ?? "en";
  const into = chosen ? { lang: chosen.lang, model: preview.model } : null;
  const submit = () => {
    if (isReady(draft) && !send.isPending)
      send.mutate(inputOf(draft, { threadId, idempotencyKey, preview, like: others, lang }));
  };
  useKeys({ "mod+Enter": submit });
  const letter = letterOf(draft, { department: { name: department, lang }, preview, like: others, now: useNow() });
  const parts = [
    ...preview.messages.filter(({ id }) => draft.chosen.includes(id)).map((one) => ({ ...one, threadId })),
    ...others.filter((one) => draft.also.includes(one.threadId)).map(partOf),
  ];
  return (
    <Dialog
      open
      onOpenChange={(next) => !next && onClose()}
      title={t("dialog.title")}
      aside={[
        draft.also.length > 0 && t("dialog.threads", { count: draft.also.length + 1 }),
        t("dialog.messages", { count: letter.quotes.length }),
        letter.post && t("dialog.andPost"),
      ]
        .filter(Boolean)
        .join(", ")}
      width={984}
      className="grid grid-cols-[minmax(0,1fr)_372px] content-start max-md:grid-cols-1"
      footer={
        <Footer
          department={department}
          busy={send.isPending}
          ready={isReady(draft)}
          onClose={onClose}
          onSend={submit}
        />
      }
    >
      <div className="grid content-start gap-4 px-5 pt-4 pb-5 max-sm:px-4">
        {preview.folder && <Banner tone="hint">{t("dialog.folder", { folder: preview.folder })}</Banner>}
        <LikeLoops loops={like.data?.loops ?? []} threadId={threadId} onAdded={onClose} />
        <ForwardWho departments={departments} preview={preview} draft={draft} onChange={change} />
        <Question value={draft.question} onChange={(question) => change({ question })} />
        <ForwardAlong threadId={threadId} preview={preview} into={into} draft={draft} onChange={change} />
        <ForwardBundle
          like={like.data?.threads ?? null}
          into={into}
          draft={draft}
          onChange={change}
          error={like.error}
        />
        {into && <ForwardTranslate parts={parts} into={into} department={department} draft={draft} onChange={change} />}
        <ForwardDue
          timeZone={preview.timeZone}
          value={draft.dueAt}
          promised={preview.promised[draft.departmentId] ?? null}
          onChange={(dueAt) => change({ dueAt })}
        />
        <Row label={t("dialog.after")}>
          <Checkbox checked={draft.thenWaiting} onChange={(thenWaiting) => change({ thenWaiting })} className="mt-1">
            {t("dialog.thenWaiting")}
          </Checkbox>
        </Row>
        {send.isError && <Problem error={send.error} />}
      </div>
      <ForwardPreviewPane letter={letter} mail={draft.mail} lang={lang} zone={chosen?.timeZone ?? null} />
    </Dialog>
  );
}

function useSend(department: string, onClose: () => void) {
  const { t } = useTexts("forwarding");
  const trpc = useTRPC();
  const queries = useQueryClient();
  return useMutation(
    trpc.forwarding.send.mutationOptions({
      onSuccess: async () => {
        showToast({ text: t("dialog.sent", { department }) });
        onClose();
        await queries.invalidateQueries(trpc.forwarding.pathFilter());
        await queries.invalidateQueries(trpc.inbox.thread.pathFilter());
      },
    }),
  );
}

function Question({ value, onChange }: { value: string; onChange: (question: string) => void }) {
  const { t } = useTexts("forwarding");
  const count = value.trim().split(/\s+/).filter(Boolean).length;
  return (
    <Row label={t("dialog.question")} htmlFor="forward-question">
      <Textarea
        id="forward-question"
        autoFocus
        rows={2}
        maxLength={2000}
        value={value}
        aria-describedby="forward-question-help"
        onChange={(event) => onChange(event.currentTarget.value)}
      />
      <p id="forward-question-help" className="mt-1 flex justify-between gap-3 text-12 leading-4.5 text-text-3">
        <span>{count > 0 && t("dialog.words", { count })}</span>
        <span>{t("dialog.theySeeFirst")}</span>
      </p>
    </Row>
  );
}

type FooterProps = { department: string; busy: boolean; ready: boolean; onClose: () => void; onSend: () => void };

function Footer({ department, busy, ready, onClose, onSend }: FooterProps) {
  const { t } = useTexts("forwarding");
  const { t: say } = useTexts("commonWords");
  return (
    <>
      <span className="mr-auto text-12 text-text-3 max-sm:hidden">
        <Kbd keys="Tab" /> {t("dialog.nextField")}
      </span>
      <Button size="l" variant="plain" keys="Escape" onClick={onClose}>
        {say("cancel")}
      </Button>
      <Button
        size="l"
        variant="primary"
        keys="mod+Enter"
        busy={busy}
        disabled={!ready}
        onClick={onSend}
        className="max-sm:min-w-0 max-sm:flex-1"
      >
        <span className="truncate">{department ? t("dialog.send", { department }) : t("dialog.sendPlain")}</span>
      </Button>
    </>
  );
}
