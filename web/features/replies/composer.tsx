import { useQuery } from "@tanstack/react-query";
import { lazy, type Ref, Suspense, useEffect, useImperativeHandle, useRef, useState } from "react";
import type { Presence, ThreadView } from "#shared/inbox/schema.ts";
import type { Template } from "#shared/replies/schema.ts";
import { renderTemplate } from "#shared/replies/template.ts";
import { useTexts } from "#web/lib/i18n.ts";
import { useKeys } from "#web/lib/keys.ts";
import { Problem } from "#web/lib/problem.tsx";
import { useTRPC } from "#web/lib/trpc.ts";
import { CheckPanel } from "./check-panel.tsx";
import { ComposerBar } from "./composer-bar.tsx";
import { ConfirmStrip } from "./confirm-strip.tsx";
import { useDraft } from "./draft.ts";
import { DraftField, type DraftFieldHandle } from "./draft-field.tsx";
import { marksOf, movedSpans } from "./marks.ts";
import { NoteBox } from "./note-box.tsx";
import { SendBar } from "./send-bar.tsx";
import { slotValues, useCheck, useCheckGround } from "./use-check.ts";
import { type After, useSend } from "./use-send.ts";
import type { Acts } from "./warning-row.tsx";

const TemplatePicker = lazy(() => import("./template-picker.tsx"));

export type ComposerHandle = { focus: () => void };

type Props = {
  thread: ThreadView;
  me: { id: string; name: string };
  others: Presence[];
  onWriting: (writing: boolean) => void;
  onSent: (after: After) => void;
  mayNote: boolean;
  ref?: Ref<ComposerHandle>;
};

type Open = "templates" | "note" | null;

/** Where an answer is written: template, text, check, send, in this order. */
export function Composer({ thread, me, others, onWriting, onSent, mayNote, ref }: Props) {
  const { t } = useTexts("replies");
  const [draft, change] = useDraft(thread.id);
  const field = useRef<DraftFieldHandle>(null);
  const [open, setOpen] = useState<Open>(null);
  const state = useComposer(thread, me.name, open === "templates");
  const writer = others.find((one) => one.writing)?.name ?? null;
  const sending = useSend({
    thread,
    warnings: state.warnings,
    writer,
    onSent: ({ text, after }) => {
      state.remember(text);
      onSent(after);
    },
  });
  useWriting(draft.text, onWriting);
  useImperativeHandle(ref, () => ({ focus: () => field.current?.focus() }));
  const focus = () => {
    setOpen(null);
    setTimeout(() => field.current?.focus(), 0);
  };
  useComposerKeys({ focus, open: setOpen, send: (after) => void sending.send(after), mayNote });
  if (open === "note")
    return <NoteBox thread={thread} note={draft.note} onChange={(note) => change({ note })} onClose={focus} />;
  const acts: Acts = {
    select: (span) => field.current?.select(span),
    replace: (span, text) => field.current?.replace(span, text),
    firstName: state.values["member.firstName"],
    inLanguage: (lang) =>
      state.template?.variants.some((each) => each.lang === lang) ? () => state.take(state.template, lang) : null,
  };
  return (
    <section
      aria-label={t("composer.label")}
      className="mx-4 mt-1 mb-3.5 flex max-h-[62%] min-h-0 shrink-0 flex-col overflow-hidden rounded-l border border-line-control bg-raised shadow-low focus-within:border-accent focus-within:shadow-[0_0_0_1px_var(--accent)] max-sm:mx-2 max-sm:mb-2 max-sm:max-h-[74%]"
    >
      <ComposerBar
        template={state.template}
        lang={draft.lang ?? thread.lang}
        languages={state.languages}
        onLanguage={state.setLanguage}
        open={open === "templates"}
        onOpen={(on) => setOpen(on ? "templates" : null)}
      >
        <Suspense fallback={null}>
          <TemplatePicker
            templates={state.templates}
            lang={draft.lang ?? thread.lang}
            chosen={draft.templateId}
            onChoose={(template) => {
              state.take(template, draft.lang ?? thread.lang);
              focus();
            }}
          />
        </Suspense>
      </ComposerBar>
      <div className="scroll-y flex-1">
        <DraftField
          ref={field}
          value={draft.text}
          onChange={(text) => change({ text })}
          marks={state.marks}
          label={t("composer.text", { name: thread.memberName })}
          placeholder={t("composer.placeholder", { name: thread.memberName })}
          lang={draft.lang}
          disabled={sending.busy}
        />
        {state.checked && draft.text.trim() !== "" && (
          <CheckPanel
            checked={state.checked}
            against={state.against}
            acts={acts}
            usesTemplate={draft.templateId !== null}
          />
        )}
      </div>
      {sending.failed && (
        <Problem
          error={sending.failed.error}
          onRetry={() => void sending.send(sending.failed?.after ?? "nothing")}
          className="mx-2 mb-1"
        />
      )}
      {sending.question ? (
        <ConfirmStrip question={sending.question} sending={sending} onBack={() => (sending.dropQuestion(), focus())} />
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

/** The draft with its template, its check and its marks. */
function useComposer(thread: ThreadView, me: string, wanted: boolean) {
  const trpc = useTRPC();
  const [draft, change] = useDraft(thread.id);
  const ground = useCheckGround(thread, wanted || draft.text !== "");
  const templates =
    useQuery(trpc.templates.list.queryOptions({ brand: thread.brandSlug }, { staleTime: 5 * 60_000 })).data ?? [];
  const template = templates.find((each) => each.id === draft.templateId) ?? null;
  const lang = draft.lang ?? thread.lang;
  const body = template ? variantOf(template, lang) : null;
  const checked = useCheck({ thread, me, text: draft.text, templateBody: body, ground: ground.data });
  const warnings = checked && draft.text.trim() !== "" ? checked.result.warnings : [];
  const values = slotValues(ground.data, thread, me);
  const take = (chosen: Template | null, inLang: string | null) =>
    change(
      chosen
        ? { templateId: chosen.id, lang: inLang, text: renderTemplate(variantOf(chosen, inLang), values).text }
        : { templateId: null },
    );
  const setLanguage = (next: string) => {
    const untouched = template && body !== null && draft.text === renderTemplate(body, values).text;
    if (untouched) take(template, next);
    else change({ lang: next });
  };
  return {
    checked,
    warnings,
    template,
    templates,
    values,
    take,
    setLanguage,
    languages: [...new Set([...thread.languages, ...(thread.lang ? [thread.lang] : [])])],
    marks: checked ? movedSpans(marksOf(checked.result.warnings), checked.text, draft.text) : [],
    against: ground.error ? null : (ground.data?.index.size ?? 0),
    remember: (text: string) => {
      const sentAt = new Date().toISOString();
      ground.data?.index.add({
        id: crypto.randomUUID(),
        threadId: thread.id,
        text,
        sentAt,
        memberName: thread.memberName,
        lang,
      });
      ground.data?.recent.unshift(text);
    },
  };
}

/** The text of a template in a language; its first one where it has none in it. */
const variantOf = (template: Template, lang: string | null): string =>
  (template.variants.find((variant) => variant.lang === lang) ?? template.variants[0])?.body ?? "";

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
