import { type Ref, useImperativeHandle, useRef } from "react";
import type { Span } from "#shared/replies/schema.ts";
import { cx } from "#web/ui/cx.ts";
import { type Mark, segmentsOf } from "./marks.ts";

export type DraftFieldHandle = {
  focus: () => void;
  blur: () => void;
  select: (span: Span) => void;
  replace: (span: Span, text: string) => void;
  /** puts words where the cursor stands, with a space to either side where one is missing */
  insert: (text: string) => void;
};

type Props = {
  value: string;
  onChange: (text: string) => void;
  marks: readonly Mark[];
  label: string;
  placeholder: string;
  lang: string | null;
  describedBy?: string;
  disabled?: boolean;
  ref?: Ref<DraftFieldHandle>;
};

// The two layers have to break their lines alike, so a mark may change colours and lines but no letter's width.
const type =
  "col-start-1 row-start-1 w-full px-3.5 pt-1.5 pb-2.5 text-14 leading-5.5 break-words whitespace-pre-wrap max-sm:text-16 max-sm:leading-6";
const looks = {
  ask: "rounded-s bg-ask-soft text-ask shadow-[0_0_0_1px_var(--ask-line)]",
  echo: "rounded-[2px] bg-warn-soft decoration-l-amber decoration-2 underline decoration-dotted underline-offset-4",
};

/** A text field whose passages are marked: the letters are drawn by a layer beneath, the field itself is clear. */
export function DraftField({ value, onChange, marks, label, placeholder, lang, describedBy, disabled, ref }: Props) {
  const field = useRef<HTMLTextAreaElement>(null);
  const put = ({ from, to }: Span, text: string) => {
    const element = field.current;
    if (!element) return;
    element.focus();
    element.setSelectionRange(from, to);
    // The one way to change a field that the person's own undo can take back; where it is missing, a plain change.
    if (!document.execCommand?.("insertText", false, text)) onChange(value.slice(0, from) + text + value.slice(to));
  };
  useImperativeHandle(ref, () => ({
    focus: () => field.current?.focus(),
    blur: () => field.current?.blur(),
    select: ({ from, to }) => {
      field.current?.focus();
      field.current?.setSelectionRange(from, to);
    },
    replace: (span, text) => put(span, text),
    insert: (text) => {
      const [from, to] = [field.current?.selectionStart ?? value.length, field.current?.selectionEnd ?? value.length];
      const before = from > 0 && !/\s/.test(value[from - 1] ?? "") ? " " : "";
      const after = to < value.length && !/[\s,.;:!?]/.test(value[to] ?? "") ? " " : "";
      put({ from, to }, before + text + after);
    },
  }));
  return (
    <div className="scroll-y grid max-h-[min(34vh,280px)] min-h-18 [scrollbar-gutter:stable] max-sm:max-h-[38vh]">
      <div aria-hidden className={cx(type, "pointer-events-none")}>
        {segmentsOf(value, marks).map((segment, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: pieces of a text have no other name
          <span key={at} className={segment.kind ? looks[segment.kind] : undefined}>
            {segment.text}
          </span>
        ))}
        {"​"}
      </div>
      <textarea
        ref={field}
        value={value}
        rows={1}
        disabled={disabled}
        lang={lang ?? undefined}
        aria-label={label}
        aria-describedby={describedBy}
        placeholder={placeholder}
        onChange={(event) => onChange(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== "Escape") return;
          event.preventDefault();
          event.currentTarget.blur();
        }}
        className={cx(
          type,
          "resize-none overflow-hidden bg-transparent text-transparent caret-text outline-none focus-visible:outline-none",
        )}
      />
    </div>
  );
}
