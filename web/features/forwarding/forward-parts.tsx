import { useId } from "react";
import type { OfferedAttachment } from "#shared/forwarding/schema.ts";
import { needsTranslation } from "#shared/forwarding/translation.ts";
import type { ForwardDraft } from "#web/features/forwarding/forward-draft.ts";
import { type Change, Drafting, type Into } from "#web/features/forwarding/forward-translate.tsx";
import { useFormat } from "#web/lib/format.ts";
import { useTexts } from "#web/lib/i18n.ts";
import { Attachment } from "#web/ui/attachment.tsx";
import { Button } from "#web/ui/button.tsx";
import { Checkbox } from "#web/ui/checkbox.tsx";
import { Textarea } from "#web/ui/textarea.tsx";

/** A message that goes along, of whichever thread. */
export type Part = {
  id: string;
  threadId: string;
  name: string;
  lang: string | null;
  attachments: OfferedAttachment[];
};
type Props = { part: Part; into: Into | null; draft: ForwardDraft; onChange: Change };

/** Under a ticked message: what hangs on it, each to be taken along or not, and its words in the department's language. */
export function ForwardParts({ part, into, draft, onChange }: Props) {
  // Words too few to tell their language may need it too; only a person knows.
  const foreign = into !== null && (part.lang === null || needsTranslation(part.lang, into.lang));
  if (part.attachments.length === 0 && !foreign) return null;
  return (
    <div className="grid gap-1 pr-2.5 pb-2 pl-9">
      {part.attachments.length > 0 && <Hanging part={part} draft={draft} onChange={onChange} />}
      {foreign && <Translating part={part} into={into} draft={draft} onChange={onChange} />}
    </div>
  );
}

type HangingProps = Omit<Props, "into">;

function Hanging({ part, draft, onChange }: HangingProps) {
  const { t } = useTexts("forwarding");
  const toggle = (id: string, on: boolean) =>
    onChange({ leftOut: on ? draft.leftOut.filter((one) => one !== id) : [...draft.leftOut, id] });
  return (
    <ul aria-label={t("attachment.of", { name: part.name })}>
      {part.attachments.map((one) => (
        <li key={one.id} className="flex items-center gap-2 max-sm:min-h-9">
          <Checkbox
            aria-label={[t(`attachment.${one.kind}`), one.name].filter(Boolean).join(": ")}
            checked={!draft.leftOut.includes(one.id)}
            onChange={(on) => toggle(one.id, on)}
          />
          <Attachment kind={one.kind} label={t(`attachment.${one.kind}`)} name={one.name} url={one.url} />
          {one.namesWriter && draft.firstNamesOnly && (
            <span className="shrink-0 text-12 text-text-3">{t("attachment.namesWriter")}</span>
          )}
        </li>
      ))}
    </ul>
  );
}

function Translating({ part, into, draft, onChange }: Props & { into: Into }) {
  const { t } = useTexts("forwarding");
  const format = useFormat();
  const id = useId();
  const found = draft.translations[part.id];
  const open = found?.lang === into.lang ? found : null;
  const write = (text: string) =>
    onChange(({ translations }) => {
      const drafted = translations[part.id]?.lang === into.lang ? (translations[part.id]?.drafted ?? null) : null;
      return { translations: { ...translations, [part.id]: { lang: into.lang, text, drafted } } };
    });
  const { [part.id]: _gone, ...others } = draft.translations;
  const language = format.language(into.lang);
  if (!open)
    return (
      <div className="flex flex-wrap gap-1.5">
        <Button size="s" variant="plain" className="-ml-2" onClick={() => write("")}>
          {t("translation.write", { language })}
        </Button>
        <Drafting part={part} into={into} onChange={onChange} />
      </div>
    );
  return (
    <div className="grid gap-1">
      <label htmlFor={id} className="text-12 text-text-3">
        {t("translation.label", { language })}
      </label>
      <Textarea
        id={id}
        rows={2}
        lang={into.lang}
        maxLength={5000}
        value={open.text}
        onChange={(event) => write(event.currentTarget.value)}
      />
      <p className="flex flex-wrap items-center gap-1.5 text-12 leading-4.5 text-text-3">
        <span className="min-w-0 flex-1">
          {open.drafted === null
            ? t("translation.byYou")
            : t(open.text.trim() === open.drafted.trim() ? "translation.byModel" : "translation.byBoth", {
                model: into.model?.name ?? "",
              })}
        </span>
        <Button size="s" variant="plain" onClick={() => onChange({ translations: others })}>
          {t("translation.remove")}
        </Button>
      </p>
    </div>
  );
}
