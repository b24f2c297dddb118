import { useId } from "react";
import type { DepartmentView } from "#shared/forwarding/schema.ts";
import { type ForwardDraft, isMail, toDepartment } from "#web/features/forwarding/forward-draft.ts";
import { Row } from "#web/features/forwarding/forward-row.tsx";
import { useFormat } from "#web/lib/format.ts";
import { useTexts } from "#web/lib/i18n.ts";
import { TextInput } from "#web/ui/field.tsx";
import { Select } from "#web/ui/select.tsx";

type Props = {
  departments: DepartmentView[];
  draft: ForwardDraft;
  onChange: (more: Partial<ForwardDraft>) => void;
};

const other = "another-address";

/** Which department, and who there: one of its people or any other address. */
export function ForwardWho({ departments, draft, onChange }: Props) {
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
          onChange={(id) => onChange(toDepartment(departments.find((one) => one.id === id)))}
          empty={t("dialog.chooseDepartment")}
          options={departments.map((one) => ({
            value: one.id,
            label: one.name,
            detail: one.contacts.map((contact) => contact.name).join(", "),
          }))}
        />
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
