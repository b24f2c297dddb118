import { Sparkles } from "lucide-react";
import { useId } from "react";
import type { DepartmentView } from "#shared/forwarding/department.ts";
import type { ForwardPreview } from "#shared/forwarding/schema.ts";
import { type ForwardDraft, isMail, toDepartment } from "#web/features/forwarding/forward-draft.ts";
import { Row } from "#web/features/forwarding/forward-row.tsx";
import { useFormat } from "#web/lib/format.ts";
import { useTexts } from "#web/lib/i18n.ts";
import { TextInput } from "#web/ui/field.tsx";
import { Select } from "#web/ui/select.tsx";

type Props = {
  departments: DepartmentView[];
  preview: ForwardPreview;
  draft: ForwardDraft;
  onChange: (more: Partial<ForwardDraft>) => void;
};

const other = "another-address";

/** Which department, and who there: one of its people or any other address. */
export function ForwardWho({ departments, preview, draft, onChange }: Props) {
  const { t } = useTexts("forwarding");
  const [to, person] = [useId(), useId()];
  const department = departments.find((one) => one.id === draft.departmentId);
  const people = department?.contacts ?? [];
  return (
    <>
      <Row label={t("dialog.to")} htmlFor={to}>
        <Select
          id={to}
          value={draft.departmentId || null}
          onChange={(id) =>
            onChange(
              toDepartment(
                departments.find((one) => one.id === id),
                preview,
              ),
            )
          }
          empty={t("dialog.chooseDepartment")}
          options={departments.map((one) => ({
            value: one.id,
            label: one.name,
            detail: one.contacts.map((contact) => contact.name).join(", "),
          }))}
        />
        <Why preview={preview} departmentId={draft.departmentId} />
        <Pace department={department} />
      </Row>
      <Row label={t("dialog.person")} htmlFor={person}>
        <Select
          id={person}
          value={draft.contactId ?? other}
          onChange={(id) => {
            const contact = people.find((one) => one.id === id);
            onChange({ contactId: contact?.id ?? null, name: contact?.name ?? "", mail: contact?.mail ?? "" });
          }}
          empty={t("dialog.choosePerson")}
          options={[
            ...people.map((contact) => ({ value: contact.id, label: `${contact.name}, ${contact.mail}` })),
            { value: other, label: t("dialog.otherPerson") },
          ]}
        />
        {draft.contactId === null && <OtherPerson draft={draft} onChange={onChange} />}
      </Row>
    </>
  );
}

/** Why Konak suggests this department, in words; nothing where it does not. */
function Why({ preview, departmentId }: { preview: ForwardPreview; departmentId: string }) {
  const { t } = useTexts("forwarding");
  const format = useFormat();
  const found = preview.suggestions.find((one) => one.departmentId === departmentId);
  if (!found)
    return departmentId === "" ? <p className="mt-1 text-12 leading-4.5 text-text-3">{t("why.none")}</p> : null;
  const reasons = [
    found.words.length > 0 && t("why.words", { words: format.list(found.words.map((word) => `“${word}”`)) }),
    found.labels.length > 0 && t("why.labels", { labels: format.list(found.labels) }),
    found.earlier && t("why.earlier", { count: found.earlier.count, of: found.earlier.of }),
    found.brand && t("why.brand"),
  ].filter(Boolean);
  return (
    <p className="mt-1 flex gap-1.5 text-12 leading-4.5 text-text-2">
      <Sparkles aria-hidden size={14} strokeWidth={1.5} className="mt-0.5 shrink-0 text-text-3" />
      <span>{t("why.suggested", { reasons: reasons.join("; ") })}</span>
    </p>
  );
}

function Pace({ department }: { department: DepartmentView | undefined }) {
  const { t } = useTexts("forwarding");
  const format = useFormat();
  const { medianSeconds, onTime } = department ?? { medianSeconds: null, onTime: null };
  const pace = [
    medianSeconds !== null && t("dialog.pace", { time: format.span(medianSeconds) }),
    onTime && t("dialog.onTime", onTime),
  ].filter(Boolean);
  return (
    <p className="mt-1 text-12 leading-4.5 text-text-3">
      {pace.length > 0 && `${pace.join("; ")}. `}
      {t("dialog.noAccount")}
    </p>
  );
}

function OtherPerson({ draft, onChange }: Pick<Props, "draft" | "onChange">) {
  const { t } = useTexts("forwarding");
  const wrong = draft.mail.trim() !== "" && !isMail(draft.mail);
  return (
    <div className="mt-2 grid gap-1">
      <div className="grid grid-cols-2 gap-2 max-sm:grid-cols-1">
        <TextInput
          aria-label={t("dialog.name")}
          placeholder={t("dialog.name")}
          maxLength={120}
          value={draft.name}
          onChange={(event) => onChange({ name: event.currentTarget.value })}
        />
        <TextInput
          type="email"
          aria-label={t("dialog.mail")}
          placeholder={t("dialog.mail")}
          maxLength={254}
          aria-invalid={wrong || undefined}
          value={draft.mail}
          onChange={(event) => onChange({ mail: event.currentTarget.value })}
        />
      </div>
      {wrong && <p className="text-12 text-ask">{t("dialog.mailWrong")}</p>}
    </div>
  );
}
