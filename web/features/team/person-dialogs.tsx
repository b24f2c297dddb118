import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Copy } from "lucide-react";
import { type FormEvent, useState } from "react";
import type { Role } from "#shared/actions.ts";
import type { Person } from "#shared/team/schema.ts";
import { useTexts } from "#web/lib/i18n.ts";
import { Problem } from "#web/lib/problem.tsx";
import { useTRPC } from "#web/lib/trpc.ts";
import { Button } from "#web/ui/button.tsx";
import { Dialog } from "#web/ui/dialog.tsx";
import { Field, TextInput } from "#web/ui/field.tsx";
import { showToast } from "#web/ui/toast.tsx";
import { RoleFields } from "./role-fields.tsx";

type Closing = { onClose: () => void };

function usePeopleChanged(): () => Promise<void> {
  const trpc = useTRPC();
  const queries = useQueryClient();
  return () => queries.invalidateQueries(trpc.team.people.pathFilter());
}

/** Makes a link; it is shown rather than mailed, because the person inviting knows best how to hand it over. */
export function InviteDialog({ onClose }: Closing) {
  const { t } = useTexts("team");
  const { t: say } = useTexts("commonWords");
  const trpc = useTRPC();
  const changed = usePeopleChanged();
  const invite = useMutation(trpc.team.invite.mutationOptions({ onSuccess: changed }));
  const [email, setEmail] = useState("");
  const [role, setRole] = useState<Role>("manager");
  const [brandIds, setBrandIds] = useState<string[] | null>(null);
  if (invite.data) return <LinkDialog email={email} url={invite.data.url} onClose={onClose} />;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    invite.mutate({ email: email.trim(), role, brandIds });
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t("people.inviteTitle")}
      description={t("people.inviteLead")}
      footer={
        <>
          <Button variant="plain" size="l" onClick={onClose}>
            {say("cancel")}
          </Button>
          <Button
            variant="primary"
            size="l"
            type="submit"
            form="invite"
            busy={invite.isPending}
            disabled={!email.includes("@")}
          >
            {t("people.submit")}
          </Button>
        </>
      }
    >
      <form id="invite" onSubmit={submit} className="grid gap-4">
        <Field label={t("people.email")}>
          {(wiring) => (
            <TextInput
              {...wiring}
              type="email"
              autoFocus
              value={email}
              onChange={(event) => setEmail(event.currentTarget.value)}
            />
          )}
        </Field>
        <RoleFields role={role} brandIds={brandIds} onRole={setRole} onBrands={setBrandIds} />
        {invite.isError && <Problem error={invite.error} />}
      </form>
    </Dialog>
  );
}

function LinkDialog({ email, url, onClose }: Closing & { email: string; url: string }) {
  const { t } = useTexts("team");
  const { t: say } = useTexts("commonWords");
  const [copied, setCopied] = useState(false);
  const copy = () => void navigator.clipboard.writeText(url).then(() => setCopied(true));
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t("people.linkTitle")}
      description={t("people.linkText", { email })}
      footer={
        <Button variant="primary" size="l" icon={Copy} onClick={copy} autoFocus>
          {copied ? say("copied") : t("people.copyLink")}
        </Button>
      }
    >
      <TextInput
        readOnly
        value={url}
        aria-label={t("people.linkTitle")}
        onFocus={(event) => event.currentTarget.select()}
        className="font-mono text-12"
      />
    </Dialog>
  );
}

export function ChangeDialog({ person, onClose }: Closing & { person: Person }) {
  const { t } = useTexts("team");
  const { t: say } = useTexts("commonWords");
  const trpc = useTRPC();
  const changed = usePeopleChanged();
  const [role, setRole] = useState<Role>(person.role);
  const [brandIds, setBrandIds] = useState(person.brandIds);
  const change = useMutation(
    trpc.team.changePerson.mutationOptions({
      onSuccess: async () => {
        await changed();
        onClose();
      },
    }),
  );
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t("people.changeTitle", { name: person.name })}
      footer={
        <>
          <Button variant="plain" size="l" onClick={onClose}>
            {say("cancel")}
          </Button>
          <Button
            variant="primary"
            size="l"
            busy={change.isPending}
            onClick={() => change.mutate({ id: person.id, role, brandIds })}
          >
            {say("save")}
          </Button>
        </>
      }
    >
      <RoleFields role={role} brandIds={brandIds} onRole={setRole} onBrands={setBrandIds} />
      {change.isError && <Problem error={change.error} />}
    </Dialog>
  );
}

/** Removing cannot be undone by a key, so it asks once. */
export function RemoveDialog({ person, onClose }: Closing & { person: Person }) {
  const { t } = useTexts("team");
  const trpc = useTRPC();
  const changed = usePeopleChanged();
  const name = person.name || person.email;
  const remove = useMutation(
    trpc.team.removePerson.mutationOptions({
      onSuccess: async () => {
        await changed();
        showToast({ text: t("people.removed", { name }) });
        onClose();
      },
    }),
  );
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t("people.removeTitle", { name })}
      description={t("people.removeText")}
      footer={
        <>
          <Button variant="plain" size="l" onClick={onClose}>
            {t("people.removeKeep")}
          </Button>
          <Button variant="danger" size="l" busy={remove.isPending} onClick={() => remove.mutate({ id: person.id })}>
            {t("people.remove")}
          </Button>
        </>
      }
    >
      {remove.isError && <Problem error={remove.error} />}
    </Dialog>
  );
}
