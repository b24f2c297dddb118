import { Siren } from "lucide-react";
import { lazy, type RefObject, Suspense, useEffect, useId, useRef, useState } from "react";
import type { Presence, ThreadView } from "#shared/inbox/schema.ts";
import { useTexts } from "#web/lib/i18n.ts";
import { useKeys } from "#web/lib/keys.ts";
import { Problem } from "#web/lib/problem.tsx";
import { Banner } from "#web/ui/banner.tsx";
import { AudienceLine } from "./audience-line.tsx";
import { CheckPanel } from "./check-panel.tsx";
import { ComposerBar } from "./composer-bar.tsx";
import { ConfirmStrip } from "./confirm-strip.tsx";
import { DraftField, type DraftFieldHandle } from "./draft-field.tsx";
import { clearEvidence } from "./evidence.ts";
import { ModelDraft } from "./model-draft.tsx";
import { NoteBox } from "./note-box.tsx";
import { SendBar } from "./send-bar.tsx";
import { type ComposerState, useComposer } from "./use-composer.ts";
import { type After, useSend } from "./use-send.ts";
import type { Acts } from "./ways.tsx";

const TemplatePicker = lazy(() => import("./template-picker.tsx"));

type Props = {
  thread: ThreadView;
  me: { id: string; name: string };
  others: Presence[];
  onWriting: (writing: boolean) => void;
  onSent: (after: After) => void;
  mayNote: boolean;
};

type Open = "templates" | "note" | null;

/** Where an answer is written: template, text, check, send, in this order. */
export function Composer({ thread, me, others, onWriting, onSent, mayNote }: Props) {
  const { t } = useTexts("replies");
  const field = useRef<DraftFieldHandle>(null);
  const [open, setOpen] = useState<Open>(null);
  const state = useComposer(thread, me.name, open === "templates");
  const { draft, change } = state;
  const sending = useSend({
    thread,
    warnings: state.warnings,
    writer: others.find((one) => one.writing)?.name ?? null,
    onSent: ({ after }) => {
      state.remember();
      onSent(after);
    },
  });
  useWriting(draft.text, onWriting);
  useEffect(() => clearEvidence, []);
  const focus = () => {
    setOpen(null);
    setTimeout(() => field.current?.focus(), 0);
  };
  const backToText = () => {
    sending.dropQuestion();
    focus();
  };
  useComposerKeys({ focus, open: setOpen, send: (after) => void sending.send(after), mayNote });
  if (open === "note")
    return <NoteBox thread={thread} note={draft.note} onChange={(note) => change({ note })} onClose={focus} />;
  return (
    <section
      aria-label={t("composer.label")}
      className="mx-4 mt-1 mb-3.5 flex max-h-[62%] min-h-0 shrink-0 flex-col overflow-hidden rounded-l border border-line-control bg-raised shadow-low focus-within:border-accent focus-within:shadow-[0_0_0_1px_var(--accent)] max-sm:mx-2 max-sm:mb-2 max-sm:max-h-[74%]"
    >
      {state.crisis && (
        <Banner flush tone="ask" icon={Siren}>
          {t("composer.crisis")}
        </Banner>
      )}
      <Templates
        thread={thread}
        field={field}
        state={state}
        open={open === "templates"}
        onOpen={(on) => setOpen(on ? "templates" : null)}
        onDone={focus}
      />
      <Writing thread={thread} state={state} field={field} disabled={sending.busy} asking={sending.question !== null} />
      {sending.failed && (
        <Problem
          error={sending.failed.error}
          onRetry={() => void sending.send(sending.failed?.after ?? "nothing")}
          className="mx-2 mb-1"
        />
      )}
      {sending.question ? (
        <ConfirmStrip question={sending.question} sending={sending} onBack={backToText} />
      ) : (
        <SendBar
          thread={thread}
          text={draft.text}
          warnings={state.warnings}
          sending={sending}
          onNote={mayNote ? () => setOpen("note") : null}
          onDiscard={() => change({ text: "", templateId: null, key: crypto.randomUUID() })}
        />
      )}
    </section>
  );
}

type TemplatesProps = {
  thread: ThreadView;
  field: RefObject<DraftFieldHandle | null>;
  state: ComposerState;
  open: boolean;
  onOpen: (open: boolean) => void;
  onDone: () => void;
};

const Templates = ({ thread, field, state, open, onOpen, onDone }: TemplatesProps) => (
  <ComposerBar
    template={state.template}
    lang={state.lang}
    languages={state.languages}
    onLanguage={(lang) => void state.setLanguage(lang)}
    open={open}
    onOpen={onOpen}
    more={
      <ModelDraft
        threadId={thread.id}
        draft={state.draft}
        lang={state.lang}
        onText={(text) => field.current?.replace({ from: 0, to: state.draft.text.length }, text)}
      />
    }
  >
    <Suspense fallback={null}>
      <TemplatePicker
        templates={state.templates}
        lang={state.lang}
        chosen={state.draft.templateId}
        onChoose={(template) => void state.take(template, state.lang).then(onDone)}
      />
    </Suspense>
  </ComposerBar>
);

type WritingProps = {
  thread: ThreadView;
  state: ComposerState;
  field: RefObject<DraftFieldHandle | null>;
  disabled: boolean;
  /** a question stands below and says the reasons itself */
  asking: boolean;
};

/** Who will read it, the text with its marks and, while there is any, what the check says about it. */
function Writing({ thread, state, field, disabled, asking }: WritingProps) {
  const { t } = useTexts("replies");
  const { draft, change, template } = state;
  const readers = useId();
  const acts: Acts = {
    select: (span) => field.current?.select(span),
    replace: (span, text) => field.current?.replace(span, text),
    insert: (text) => field.current?.insert(text),
    inLanguage: (lang) =>
      template?.variants.some((each) => each.lang === lang) ? () => void state.take(template, lang) : null,
  };
  return (
    <>
      <AudienceLine thread={thread} id={readers} />
      <div className="scroll-y flex-1">
        <DraftField
          ref={field}
          value={draft.text}
          onChange={(text) => change({ text })}
          marks={state.marks}
          label={t("composer.text", { name: thread.memberName })}
          placeholder={t("composer.placeholder", { name: thread.memberName })}
          lang={draft.lang}
          describedBy={readers}
          disabled={disabled}
        />
        {state.checked && !asking && draft.text.trim() !== "" && (
          <CheckPanel
            checked={state.checked}
            against={state.against}
            acts={acts}
            usesTemplate={draft.templateId !== null}
          />
        )}
      </div>
    </>
  );
}

const still = 8_000;

/** Tells the others that somebody writes here, until the keys have been still for a while. */
function useWriting(text: string, onWriting: (writing: boolean) => void): void {
  const first = useRef(text);
  const tell = useRef(onWriting);
  tell.current = onWriting;
  useEffect(() => {
    if (text === first.current) return;
    first.current = text;
    tell.current(text.trim() !== "");
    const timer = setTimeout(() => tell.current(false), still);
    return () => clearTimeout(timer);
  }, [text]);
}

type KeyActs = { focus: () => void; open: (open: Open) => void; send: (after: After) => void; mayNote: boolean };

function useComposerKeys({ focus, open, send, mayNote }: KeyActs): void {
  const { t } = useTexts("replies");
  const group = t("keys.group");
  useKeys({
    r: { label: t("keys.answer"), group, run: focus },
    t: { label: t("keys.template"), group, run: () => open("templates") },
    "mod+Enter": { label: t("keys.send"), group, run: () => send("nothing") },
    "mod+shift+Enter": { label: t("keys.sendDone"), group, run: () => send("done") },
    ...(mayNote && { n: { label: t("keys.note"), group, run: () => open("note") } }),
  });
}
