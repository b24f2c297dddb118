import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Plus, X } from "lucide-react";
import { type FormEvent, useRef, useState } from "react";
import type { DepartmentView } from "#shared/forwarding/schema.ts";
import { useTexts } from "#web/lib/i18n.ts";
import { Problem } from "#web/lib/problem.tsx";
import { useTRPC } from "#web/lib/trpc.ts";
import { Button } from "#web/ui/button.tsx";
import { Dialog } from "#web/ui/dialog.tsx";
import { Field, TextInput } from "#web/ui/field.tsx";
import { IconButton } from "#web/ui/icon-button.tsx";
import { showToast } from "#web/ui/toast.tsx";

type Props = { department: DepartmentView | null; onClose: () => void };
type Contact = { key: number; name: string; mail: string };

const filled = ({ name, mail }: Contact) => name.trim() !== "" && mail.includes("@");

/** A department and its people, to make or to change. */
export function DepartmentDialog({ department, onClose }: Props) {
  const { t } = useTexts("forwarding");
  const { t: say } = useTexts("commonWords");
  const { save, remove } = useDepartmentChanges(onClose);
  const [name, setName] = useState(department?.name ?? "");
  const { contacts, change, add, drop } = useContacts(department);
  const ready = name.trim() !== "" && contacts.length > 0 && contacts.every(filled);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const people = contacts.map((contact) => ({ name: contact.name.trim(), mail: contact.mail.trim() }));
    save.mutate({ id: department?.id, name: name.trim(), contacts: people });
  };
  const error = save.error ?? remove.error;
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={department ? t("departments.edit", { name: department.name }) : t("departments.add")}
      width={560}
      footer={
        <>
          {department && (
            <Button
              variant="danger"
              size="l"
              className="mr-auto"
              busy={remove.isPending}
              onClick={() => remove.mutate({ id: department.id }, { onSuccess: () => said(department.name) })}
            >
              {t("departments.remove")}
            </Button>
          )}
          <Button variant="plain" size="l" onClick={onClose}>
            {say("cancel")}
          </Button>
          <Button variant="primary" size="l" type="submit" form="department" busy={save.isPending} disabled={!ready}>
            {t("departments.save")}
          </Button>
        </>
      }
    >
      <form id="department" onSubmit={submit} className="grid gap-4">
        <Field label={t("departments.name")} help={t("departments.nameExample")}>
          {(wiring) => (
            <TextInput
              {...wiring}
              autoFocus
              maxLength={80}
              value={name}
              onChange={(event) => setName(event.currentTarget.value)}
            />
          )}
        </Field>
        <ContactFields contacts={contacts} change={change} add={add} drop={drop} />
        {error && <Problem error={error} />}
      </form>
    </Dialog>
  );

  function said(removed: string) {
    showToast({ text: t("departments.removed", { name: removed }) });
  }
}

function useDepartmentChanges(onClose: () => void) {
  const { t } = useTexts("forwarding");
  const trpc = useTRPC();
  const queries = useQueryClient();
  const done = async () => {
    await queries.invalidateQueries(trpc.forwarding.pathFilter());
    onClose();
  };
  const save = useMutation(
    trpc.forwarding.saveDepartment.mutationOptions({
      onSuccess: (_, input) => {
        showToast({ text: t("departments.saved", { name: input.name }) });
        return done();
      },
    }),
  );
  const remove = useMutation(trpc.forwarding.removeDepartment.mutationOptions({ onSuccess: done }));
  return { save, remove };
}

function useContacts(department: DepartmentView | null) {
  const next = useRef(department?.contacts.length ?? 1);
  const [contacts, setContacts] = useState<Contact[]>(() =>
    department
      ? department.contacts.map(({ name, mail }, key) => ({ key, name, mail }))
      : [{ key: 0, name: "", mail: "" }],
  );
  return {
    contacts,
    change: (key: number, more: Partial<Contact>) =>
      setContacts((all) => all.map((one) => (one.key === key ? { ...one, ...more } : one))),
    add: () => setContacts((all) => [...all, { key: next.current++, name: "", mail: "" }]),
    drop: (key: number) => setContacts((all) => all.filter((one) => one.key !== key)),
  };
}

type ContactProps = ReturnType<typeof useContacts>;

function ContactFields({ contacts, change, add, drop }: ContactProps) {
  const { t } = useTexts("forwarding");
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
            onClick={() => drop(contact.key)}
          />
        </div>
      ))}
      <Button icon={Plus} variant="plain" className="justify-self-start" disabled={contacts.length >= 20} onClick={add}>
        {t("departments.addPerson")}
      </Button>
    </fieldset>
  );
}
