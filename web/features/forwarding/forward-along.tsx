import { useId } from "react";
import type { ForwardPreview } from "#shared/forwarding/schema.ts";
import type { ForwardDraft } from "#web/features/forwarding/forward-draft.ts";
import { ForwardParts } from "#web/features/forwarding/forward-parts.tsx";
import { Row } from "#web/features/forwarding/forward-row.tsx";
import type { Change, Into } from "#web/features/forwarding/forward-translate.tsx";
import { useFormat } from "#web/lib/format.ts";
import { useTexts } from "#web/lib/i18n.ts";
import { Avatar } from "#web/ui/avatar.tsx";
import { Tag } from "#web/ui/badge.tsx";
import { Checkbox } from "#web/ui/checkbox.tsx";

type Props = {
  threadId: string;
  preview: ForwardPreview;
  into: Into | null;
  draft: ForwardDraft;
  onChange: Change;
};

/** Which messages go along, and how much of who wrote them. */
export function ForwardAlong({ threadId, preview, into, draft, onChange }: Props) {
  const { t } = useTexts("forwarding");
  const label = useId();
  const found = preview.messages
    .filter((message) => draft.chosen.includes(message.id))
    .reduce((sum, message) => sum + message.privateCount, 0);
  const toggle = (id: string, on: boolean) =>
    onChange({ chosen: on ? [...draft.chosen, id] : draft.chosen.filter((one) => one !== id) });
  return (
    <Row label={t("dialog.along")} id={label}>
      {/* biome-ignore lint/a11y/useSemanticElements: the label stands in the column beside it */}
      <div role="group" aria-labelledby={label}>
        {preview.messages.length > 0 && (
          <ul className="scroll-y max-h-80 rounded-m border border-line-strong">
            {preview.messages.map((message) => (
              <li key={message.id} className="[&+&]:border-t [&+&]:border-line">
                <Pick
                  message={message}
                  on={draft.chosen.includes(message.id)}
                  onToggle={(on) => toggle(message.id, on)}
                />
                {draft.chosen.includes(message.id) && (
                  <ForwardParts part={{ ...message, threadId }} into={into} draft={draft} onChange={onChange} />
                )}
              </li>
            ))}
          </ul>
        )}
        <div className="mt-2 flex flex-wrap gap-x-5 gap-y-1 max-sm:flex-col">
          {preview.post && (
            <Checkbox checked={draft.withPost} onChange={(withPost) => onChange({ withPost })}>
              {t("dialog.post")}
            </Checkbox>
          )}
          <Checkbox checked={draft.firstNamesOnly} onChange={(firstNamesOnly) => onChange({ firstNamesOnly })}>
            {t("dialog.firstNames")}
          </Checkbox>
          <Checkbox checked={draft.withoutPrivate} onChange={(withoutPrivate) => onChange({ withoutPrivate })}>
            {t("dialog.withoutPrivate")}
            {found > 0 && <span className="text-text-3"> ({t("dialog.privateFound", { count: found })})</span>}
          </Checkbox>
        </div>
      </div>
    </Row>
  );
}

type PickProps = { message: ForwardPreview["messages"][number]; on: boolean; onToggle: (on: boolean) => void };

function Pick({ message, on, onToggle }: PickProps) {
  const { t } = useTexts("forwarding");
  const format = useFormat();
  return (
    <label className="flex cursor-pointer items-start gap-2.5 px-2.5 py-1.75 hover:bg-hover">
      <input
        type="checkbox"
        checked={on}
        onChange={(event) => onToggle(event.currentTarget.checked)}
        className="mt-2.5 size-4 shrink-0 accent-accent-fill"
      />
      <Avatar name={message.name} lang={message.lang} className="mt-0.5" />
      <span className="min-w-0 flex-1">
        <span className="flex items-center gap-1.5">
          <b className="truncate">{message.name}</b>
          {message.lang && <Tag title={format.language(message.lang)}>{message.lang.slice(0, 2).toUpperCase()}</Tag>}
          {message.author === "brand" && <span className="text-12 text-text-3">{t("dialog.ours")}</span>}
          {!message.forAll && <span className="shrink-0 text-12 text-text-3">{t("dialog.notForAll")}</span>}
        </span>
        <span lang={message.lang ?? undefined} className="line-clamp-2 leading-4.5 wrap-anywhere text-text-2">
          {message.text}
        </span>
      </span>
    </label>
  );
}
