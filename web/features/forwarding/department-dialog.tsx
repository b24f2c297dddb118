import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import type { DepartmentView } from "#shared/forwarding/department.ts";
import { ContactFields } from "#web/features/forwarding/contact-fields.tsx";
import {
  type DepartmentDraft,
  departmentInput,
  draftOfDepartment,
  missingIn,
} from "#web/features/forwarding/department-draft.ts";
import { ChatFields, HourFields, RuleFields, TopicFields } from "#web/features/forwarding/department-fields.tsx";
import { useTexts } from "#web/lib/i18n.ts";
import { Problem } from "#web/lib/problem.tsx";
import { useTRPC } from "#web/lib/trpc.ts";
import { Button } from "#web/ui/button.tsx";
import { Dialog } from "#web/ui/dialog.tsx";
import { Field, TextInput } from "#web/ui/field.tsx";
import { showToast } from "#web/ui/toast.tsx";

type Props = { department: DepartmentView | null; onClose: () => void };

/** A department: its people, what is theirs, when they work, and what happens by itself. */
export function DepartmentDialog({ department, onClose }: Props) {
  const { t } = useTexts("forwarding");
  const { t: say } = useTexts("commonWords");
  const { save, remove } = useDepartmentChanges(onClose);
  const [draft, setDraft] = useState(() => draftOfDepartment(department));
  const change = (more: Partial<DepartmentDraft>) => setDraft((before) => ({ ...before, ...more }));
  const missing = missingIn(draft, department);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!missing) save.mutate(departmentInput(draft, department?.id));
  };
  const error = save.error ?? remove.error;
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={department ? t("departments.edit", { name: department.name }) : t("departments.add")}
      width={640}
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
          <Button
            variant="primary"
            size="l"
            type="submit"
            form="department"
            busy={save.isPending}
            disabled={missing !== null}
          >
            {t("departments.save")}
          </Button>
        </>
      }
    >
      <form id="department" onSubmit={submit} className="grid gap-5" noValidate>
        <Field label={t("departments.name")} help={t("departments.nameExample")}>
          {(wiring) => (
            <TextInput
              {...wiring}
              autoFocus
              maxLength={80}
              value={draft.name}
              onChange={(event) => change({ name: event.currentTarget.value })}
            />
          )}
        </Field>
        <ContactFields contacts={draft.contacts} onChange={(contacts) => change({ contacts })} />
        <TopicFields draft={draft} onChange={change} />
        <HourFields draft={draft} onChange={change} />
        <ChatFields draft={draft} onChange={change} known={department?.hook ?? null} />
        <RuleFields draft={draft} onChange={change} />
        {missing && missing !== "name" && missing !== "people" && (
          <p role="status" className="text-12 text-text-3">
            {t(`departments.missing.${missing}`)}
          </p>
        )}
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
