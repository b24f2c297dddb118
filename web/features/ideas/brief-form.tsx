import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import type { CallView } from "#shared/ideas/schema.ts";
import { BriefCheckList } from "#web/features/ideas/brief-check-list.tsx";
import {
  AimFields,
  DecideFields,
  JudgeFields,
  PromiseFields,
  QuestionFields,
} from "#web/features/ideas/brief-fields.tsx";
import { SourceFields } from "#web/features/ideas/brief-sources.tsx";
import { type BriefState, useBrief } from "#web/features/ideas/use-brief.ts";
import { useRefresh } from "#web/features/ideas/use-calls.ts";
import { useFormat } from "#web/lib/format.ts";
import { useTexts } from "#web/lib/i18n.ts";
import { useMay } from "#web/lib/me.ts";
import { Problem } from "#web/lib/problem.tsx";
import { codeOf } from "#web/lib/say-error.ts";
import { useTRPC } from "#web/lib/trpc.ts";
import { Banner } from "#web/ui/banner.tsx";
import { Button, buttonClass } from "#web/ui/button.tsx";
import { Dialog } from "#web/ui/dialog.tsx";
import { Field, TextInput } from "#web/ui/field.tsx";
import { Card } from "#web/ui/panes.tsx";
import { showToast } from "#web/ui/toast.tsx";

type Props = {
  call: CallView | null;
  brand?: string;
  onSaved: (callId: string) => void;
  onPublished: (callId: string) => void;
  onGone: () => void;
};

/** The form with its check beside it; on a phone the check stands below. */
export function BriefForm({ call, brand, onSaved, onPublished, onGone }: Props) {
  const { t } = useTexts("callBrief");
  const state = useBrief({ call, brand, onSaved });
  const may = useMay("call.save") && call?.state !== "closed";
  return (
    <div className="@container">
      <div className="grid grid-cols-[minmax(0,1fr)] gap-x-6 gap-y-3 @[820px]:grid-cols-[minmax(0,680px)_minmax(260px,320px)]">
        <form
          className="min-w-0"
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            state.keep();
          }}
        >
          {call?.state === "closed" && <Banner tone="hint">{t("closed")}</Banner>}
          <fieldset disabled={!may} className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-3">
            <QuestionFields state={state} fixedBrand={call !== null} />
            <DecideFields state={state} />
            <JudgeFields state={state} />
            <PromiseFields state={state} />
            <AimFields state={state} />
            <SourceFields state={state} />
          </fieldset>
          <button type="submit" hidden />
        </form>
        <aside className="min-w-0">
          <div className="sticky top-3 grid grid-cols-[minmax(0,1fr)] gap-3">
            <BriefCheckList check={state.check} />
            {may && <Saving state={state} call={call} onPublished={onPublished} onGone={onGone} />}
            {call?.publishedAt && <Versions call={call} />}
          </div>
        </aside>
      </div>
    </div>
  );
}

type SavingProps = { state: BriefState; call: CallView | null } & Pick<Props, "onPublished" | "onGone">;

function Saving({ state, call, onPublished, onGone }: SavingProps) {
  const { t } = useTexts("callBrief");
  const { check, changed, note, save } = state;
  const published = call?.publishedAt != null;
  const musts = check.problems.some((one) => one.strength === "must");
  const conflict = save.isError && codeOf(save.error) === "conflict";
  const ready = changed && (!published || (note.trim().length >= 3 && !musts));
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-2.5">
      {published && (
        <Field label={t("note")} help={t("noteHelp")}>
          {(wiring) => (
            <TextInput
              {...wiring}
              maxLength={500}
              value={note}
              onChange={(event) => state.setNote(event.currentTarget.value)}
            />
          )}
        </Field>
      )}
      {conflict && (
        <Banner
          tone="warn"
          action={
            <Button size="s" onClick={() => void state.load()}>
              {t("load")}
            </Button>
          }
        >
          {t("moved")}
        </Banner>
      )}
      {save.isError && !conflict && <Problem error={save.error} />}
      <div className="flex flex-wrap items-center gap-1.5">
        <Button
          size="l"
          variant={published ? "primary" : "default"}
          disabled={!ready}
          busy={save.isPending}
          onClick={state.keep}
        >
          {t(published ? "saveChange" : "saveDraft")}
        </Button>
        {!published && <Publish state={state} ready={!musts} onPublished={onPublished} />}
        {call && !published && <Remove callId={call.id} onGone={onGone} />}
      </div>
      {changed && (
        <p role="status" className="text-12 text-text-3">
          {t("unsaved")}
        </p>
      )}
    </div>
  );
}

type PublishProps = { state: BriefState; ready: boolean; onPublished: (callId: string) => void };

/** Publishing asks: from then on a promise stands in public. */
function Publish({ state, ready, onPublished }: PublishProps) {
  const { t } = useTexts("callBrief");
  const { t: say } = useTexts("commonWords");
  const may = useMay("call.publish");
  const [asking, setAsking] = useState(false);
  if (!may) return <p className="w-full text-12 text-text-3">{t("whoMayPublish")}</p>;
  const error = state.publish.error ?? state.save.error;
  const run = async () => {
    const callId = await state.goPublic();
    if (callId) onPublished(callId);
  };
  return (
    <>
      <Button size="l" variant="primary" disabled={!ready} onClick={() => setAsking(true)}>
        {t("publish")}
      </Button>
      <Dialog
        open={asking}
        onOpenChange={setAsking}
        title={t("publishTitle")}
        width={440}
        footer={
          <>
            <Button size="l" variant="plain" onClick={() => setAsking(false)}>
              {say("cancel")}
            </Button>
            <Button
              size="l"
              variant="primary"
              busy={state.publish.isPending || state.save.isPending}
              onClick={() => void run()}
            >
              {t("publishDo")}
            </Button>
          </>
        }
      >
        <p className="text-14 font-strong text-balance">{state.draft.question}</p>
        <p className="text-pretty text-text-2">{t("publishText")}</p>
        {error && <Problem error={error} />}
      </Dialog>
    </>
  );
}

function Remove({ callId, onGone }: { callId: string; onGone: () => void }) {
  const { t } = useTexts("callBrief");
  const { t: say } = useTexts("commonWords");
  const may = useMay("call.remove");
  const refresh = useRefresh();
  const [asking, setAsking] = useState(false);
  const remove = useMutation(
    useTRPC().calls.remove.mutationOptions({
      onSuccess: () => {
        showToast({ text: t("removed") });
        onGone();
        void refresh();
      },
    }),
  );
  if (!may) return null;
  return (
    <>
      <Button size="l" variant="plain" onClick={() => setAsking(true)}>
        {t("remove")}
      </Button>
      <Dialog
        open={asking}
        onOpenChange={setAsking}
        title={t("removeTitle")}
        width={400}
        footer={
          <>
            <Button size="l" variant="plain" onClick={() => setAsking(false)}>
              {say("cancel")}
            </Button>
            <Button size="l" variant="danger" busy={remove.isPending} onClick={() => remove.mutate({ callId })}>
              {t("removeDo")}
            </Button>
          </>
        }
      >
        <p className="text-text-2">{t("removeText")}</p>
        {remove.isError && <Problem error={remove.error} />}
      </Dialog>
    </>
  );
}

function Versions({ call }: { call: CallView }) {
  const { t } = useTexts("callBrief");
  const { t: say } = useTexts("calls");
  const format = useFormat();
  return (
    <Card title={t("versions")}>
      <ol className="grid gap-1.5">
        {[...call.versions].reverse().map((one) => (
          <li key={one.version} className="text-12 leading-4.5">
            <p className="text-text-3">
              <b className="font-medium text-text">{t("versionOf", { version: one.version })}</b>, {one.personName},{" "}
              {format.full(one.at)}
            </p>
            <p className="wrap-anywhere text-text-2">{one.note || (one.version === 1 ? t("first") : "")}</p>
          </li>
        ))}
      </ol>
      {call.publicUrl && (
        <a href={call.publicUrl} target="_blank" rel="noreferrer" className={buttonClass("default", "s", "mt-2")}>
          {say("acts.page")}
        </a>
      )}
    </Card>
  );
}
