import { Plus, Scale, X } from "lucide-react";
import { type ReactNode, useRef, useState } from "react";
import type { Span, TemplateVariant } from "#shared/replies/schema.ts";
import { knownSlots, type RenderedSlot, renderTemplate, type SlotValues } from "#shared/replies/template.ts";
import { templateProblems } from "#shared/replies/template-problems.ts";
import { useFormat } from "#web/lib/format.ts";
import { useTexts } from "#web/lib/i18n.ts";
import { useMe } from "#web/lib/me.ts";
import { Button } from "#web/ui/button.tsx";
import { Field } from "#web/ui/field.tsx";
import { IconButton } from "#web/ui/icon-button.tsx";
import { Menu, MenuItem } from "#web/ui/menu.tsx";
import { Tabs } from "#web/ui/tabs.tsx";
import { Textarea } from "#web/ui/textarea.tsx";
import { mended, TemplateProblems } from "./template-problems.tsx";

type Props = {
  variants: TemplateVariant[];
  /** the languages of the brands, offered first */
  languages: string[];
  brandName: string;
  may: boolean;
  error?: string;
  /** what stands below the text of a language */
  below?: (lang: string, write: (body: string) => void) => ReactNode;
  onChange: (variants: TemplateVariant[]) => void;
};

/** One tab per language: the text with its slots, and how it reads. */
export function VariantFields({ variants, languages, brandName, may, error, below, onChange }: Props) {
  const { t } = useTexts("replies");
  const format = useFormat();
  const [lang, setLang] = useState(variants[0]?.lang ?? "en");
  const field = useRef<HTMLTextAreaElement>(null);
  const current = variants.find((variant) => variant.lang === lang) ?? variants[0];
  const missing = languages.filter((each) => !variants.some((variant) => variant.lang === each));
  const write = (body: string) =>
    onChange(variants.map((each) => (each.lang === current?.lang ? { ...each, body } : each)));
  const insert = (slot: string) => {
    const at = field.current?.selectionStart ?? current?.body.length ?? 0;
    const end = field.current?.selectionEnd ?? at;
    write(`${current?.body.slice(0, at) ?? ""}{{${slot}}}${current?.body.slice(end) ?? ""}`);
    field.current?.focus();
  };
  const show = ({ from, to }: Span) => {
    field.current?.focus();
    field.current?.setSelectionRange(from, to);
  };
  const markLegal = () => {
    const [from, to] = [field.current?.selectionStart ?? 0, field.current?.selectionEnd ?? 0];
    const body = current?.body ?? "";
    if (from < to) write(`${body.slice(0, from)}[[legal]]${body.slice(from, to)}[[/legal]]${body.slice(to)}`);
    field.current?.focus();
  };
  if (!current) return null;
  return (
    <div className="grid gap-3">
      <LanguageBar
        variants={variants}
        current={current}
        missing={missing}
        may={may}
        onLang={setLang}
        onChange={onChange}
      />
      <Field
        label={t("templates.body", { language: format.language(current.lang) })}
        error={error}
        help={t("templates.slotsHint")}
      >
        {(wiring) => (
          <Textarea
            {...wiring}
            ref={field}
            rows={5}
            maxLength={8000}
            lang={current.lang}
            value={current.body}
            onChange={(event) => write(event.currentTarget.value)}
            className="max-h-96"
          />
        )}
      </Field>
      <TemplateProblems
        problems={current.body.trim() ? templateProblems(current.body) : []}
        onShow={show}
        onMend={(problem) => write(mended(current.body, problem))}
      />
      {may && <Slots onInsert={insert} onLegal={markLegal} />}
      <Previews body={current.body} lang={current.lang} brandName={brandName} />
      {below?.(current.lang, write)}
    </div>
  );
}

type BarProps = Pick<Props, "variants" | "may" | "onChange"> & {
  current: TemplateVariant;
  missing: string[];
  onLang: (lang: string) => void;
};

/** The languages the template is written in, one more, one fewer. */
function LanguageBar({ variants, current, missing, may, onLang, onChange }: BarProps) {
  const { t } = useTexts("replies");
  const format = useFormat();
  return (
    <div className="flex flex-wrap items-center gap-2">
      <Tabs
        label={t("templates.variants")}
        value={current.lang}
        onChange={onLang}
        tabs={variants.map((variant) => ({ value: variant.lang, label: format.language(variant.lang) }))}
      />
      {may && missing.length > 0 && (
        <Menu
          trigger={
            <Button variant="plain" size="s" icon={Plus}>
              {t("templates.addLanguage")}
            </Button>
          }
        >
          {missing.map((each) => (
            <MenuItem
              key={each}
              onSelect={() => {
                onChange([...variants, { lang: each, body: "" }]);
                onLang(each);
              }}
            >
              {format.language(each)}
            </MenuItem>
          ))}
        </Menu>
      )}
      {may && variants.length > 1 && (
        <IconButton
          icon={X}
          size="s"
          label={t("templates.removeLanguage", { language: format.language(current.lang) })}
          onClick={() => onChange(variants.filter((variant) => variant !== current))}
        />
      )}
    </div>
  );
}

function Slots({ onInsert, onLegal }: { onInsert: (slot: string) => void; onLegal: () => void }) {
  const { t } = useTexts("replies");
  const meaning = {
    "member.firstName": t("templates.slot.memberFirstName"),
    "member.name|vocative": t("templates.slot.memberVocative"),
    "member.name|formal": t("templates.slot.memberFormal"),
    "brand.name": t("templates.slot.brandName"),
    "me.name": t("templates.slot.meName"),
    order: t("templates.slot.order"),
  };
  const [first, ...others] = knownSlots;
  const slots = [
    { slot: `${first}|`, key: first },
    ...(["member.name|vocative", "member.name|formal", ...others] as const).map((slot) => ({ slot, key: slot })),
  ];
  return (
    <div className="grid gap-1">
      <h3 className="font-medium text-text-2">{t("templates.slots")}</h3>
      <ul className="flex flex-wrap gap-x-4 gap-y-1.5">
        {slots.map(({ slot, key }) => (
          <li key={key} className="flex items-center gap-1.5 text-12 text-text-3">
            <button
              type="button"
              title={t("templates.insert", { slot: key })}
              onClick={() => onInsert(slot)}
              className="rounded-s border border-line-strong bg-raised px-1.5 font-mono leading-5.5 text-text hover:bg-hover max-sm:leading-9"
            >
              {`{{${slot}}}`}
            </button>
            {meaning[key]}
          </li>
        ))}
      </ul>
      <p className="flex flex-wrap items-center gap-x-2 gap-y-1 pt-1 text-12 text-text-3">
        <Button size="s" icon={Scale} onClick={onLegal}>
          {t("legal.mark")}
        </Button>
        {t("legal.why")}
      </p>
    </div>
  );
}

// A name of each language, so that its forms can be seen.
const exampleNames: Record<string, string> = { tr: "Ayşe", fi: "Pekka", pl: "Marek" };

function Previews({ body, lang, brandName }: { body: string; lang: string; brandName: string }) {
  const { t } = useTexts("replies");
  const { user } = useMe();
  const known: SlotValues = {
    "member.firstName": exampleNames[lang.split("-")[0] ?? ""] ?? t("templates.exampleName"),
    "brand.name": brandName,
    "me.name": user.name,
  };
  if (body.trim() === "") return null;
  return (
    <section aria-label={t("templates.preview")} className="grid gap-2">
      <h3 className="font-medium text-text-2">{t("templates.preview")}</h3>
      <div className="grid grid-cols-2 gap-3 max-sm:grid-cols-1">
        <Preview title={t("templates.previewKnown")} lang={lang} {...renderTemplate(body, known, lang)} />
        <Preview
          title={t("templates.previewUnknown")}
          lang={lang}
          {...renderTemplate(body, { ...known, "member.firstName": null }, lang)}
        />
      </div>
    </section>
  );
}

type PreviewProps = { title: string; lang: string; text: string; slots: RenderedSlot[] };

/** A filled text: what came from a slot is underlined, what stayed empty is red, as in the composer. */
function Preview({ title, lang, text, slots }: PreviewProps) {
  const pieces: ReactNode[] = [];
  let read = 0;
  for (const slot of slots) {
    pieces.push(text.slice(read, slot.from));
    pieces.push(
      <span
        key={slot.from}
        className={
          slot.filled
            ? "border-b border-line-control"
            : "rounded-s bg-ask-soft px-1 font-mono text-13 text-ask shadow-[inset_0_0_0_1px_var(--ask-line)]"
        }
      >
        {text.slice(slot.from, slot.to)}
      </span>,
    );
    read = slot.to;
  }
  pieces.push(text.slice(read));
  return (
    <figure className="m-0 rounded-m border border-line bg-sunken px-3 py-2">
      <figcaption className="mb-1 text-12 text-text-3">{title}</figcaption>
      <p lang={lang} className="text-14 leading-5.5 break-words whitespace-pre-wrap">
        {pieces}
      </p>
    </figure>
  );
}
