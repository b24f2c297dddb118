import { Plus, X } from "lucide-react";
import type { ContactDraft } from "#web/features/forwarding/department-draft.ts";
import { useTexts } from "#web/lib/i18n.ts";
import { Button } from "#web/ui/button.tsx";
import { TextInput } from "#web/ui/field.tsx";
import { IconButton } from "#web/ui/icon-button.tsx";

type Props = { contacts: ContactDraft[]; onChange: (contacts: ContactDraft[]) => void };

/** The people of a department; a mail address is enough. */
export function ContactFields({ contacts, onChange }: Props) {
  const { t } = useTexts("forwarding");
  const change = (key: number, more: Partial<ContactDraft>) =>
    onChange(contacts.map((one) => (one.key === key ? { ...one, ...more } : one)));
  const add = () =>
    onChange([...contacts, { key: Math.max(...contacts.map(({ key }) => key)) + 1, name: "", mail: "" }]);
  return (
    <fieldset className="grid gap-2">
      <legend className="mb-1 font-medium text-text-2">{t("departments.people")}</legend>
      {contacts.map((contact) => (
        <div key={contact.key} className="flex items-center gap-2 max-sm:flex-wrap">
          <TextInput
            aria-label={t("departments.contactName")}
            placeholder={t("departments.contactName")}
            maxLength={120}
            value={contact.name}
            onChange={(event) => change(contact.key, { name: event.currentTarget.value })}
          />
          <TextInput
            type="email"
            aria-label={t("departments.contactMail")}
            placeholder={t("departments.contactMail")}
            maxLength={254}
            value={contact.mail}
            onChange={(event) => change(contact.key, { mail: event.currentTarget.value })}
            className="max-sm:flex-1"
          />
          <IconButton
            icon={X}
            label={t("departments.removePerson", { name: contact.name })}
            disabled={contacts.length === 1}
            onClick={() => onChange(contacts.filter((one) => one.key !== contact.key))}
          />
        </div>
      ))}
      <Button icon={Plus} variant="plain" className="justify-self-start" disabled={contacts.length >= 20} onClick={add}>
        {t("departments.addPerson")}
      </Button>
    </fieldset>
  );
}
