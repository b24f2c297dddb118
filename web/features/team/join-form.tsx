import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { type LinkInfo, passwordLength } from "#shared/team/schema.ts";
import { useTexts } from "#web/lib/i18n.ts";
import { Problem } from "#web/lib/problem.tsx";
import { useTRPC } from "#web/lib/trpc.ts";
import { Button } from "#web/ui/button.tsx";
import { Field, TextInput } from "#web/ui/field.tsx";

type Props = { token: string; link: LinkInfo; onJoined: () => Promise<void> };
type Asked = "name" | "workspaceName" | "brandName" | "email" | "password";

/** What each kind of link asks; somebody who has an account here already only proves it. */
const asks = (link: LinkInfo): Asked[] => {
  if (link.kind === "sign-in") return [];
  if (link.kind === "setup") return ["name", "workspaceName", "brandName", "email", "password"];
  return link.hasAccount ? ["password"] : ["name", "password"];
};

export function JoinForm({ token, link, onJoined }: Props) {
  const { t } = useTexts("team");
  const trpc = useTRPC();
  const use = useMutation(trpc.team.useLink.mutationOptions({ onSuccess: onJoined }));
  const [bad, setBad] = useState<Partial<Record<Asked, string>>>({});
  const fields = asks(link);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const given = Object.fromEntries(fields.map((name) => [name, String(form.get(name) ?? "")])) as Record<
      Asked,
      string
    >;
    const wrong: Partial<Record<Asked, string>> = {};
    for (const name of fields) if (!given[name].trim()) wrong[name] = t("join.needed");
    if (given.password && given.password.length < passwordLength) wrong.password = t("join.passwordShort");
    setBad(wrong);
    if (Object.keys(wrong).length > 0) return;
    const timeZone = link.kind === "setup" ? Intl.DateTimeFormat().resolvedOptions().timeZone : undefined;
    use.mutate({ token, timeZone, ...given });
  };
  const submitText = { "sign-in": t("join.open"), setup: t("join.create"), invite: t("join.join") }[link.kind];
  return (
    <form onSubmit={submit} noValidate className="grid gap-4">
      {link.kind === "invite" && link.email && <p className="text-text-2">{link.email}</p>}
      {fields.map((name) => (
        <Asking
          key={name}
          name={name}
          error={bad[name]}
          email={link.email}
          first={name === fields[0]}
          known={link.hasAccount}
        />
      ))}
      {use.isError && <Problem error={use.error} />}
      <Button
        type="submit"
        variant="primary"
        size="l"
        busy={use.isPending || use.isSuccess}
        autoFocus={fields.length === 0}
      >
        {submitText}
      </Button>
    </form>
  );
}

type AskingProps = { name: Asked; error?: string; email: string | null; first: boolean; known: boolean };

function Asking({ name, error, email, first, known }: AskingProps) {
  const { t } = useTexts("team");
  const said: Record<Asked, { label: string; help?: string; type?: string; autoComplete?: string }> = {
    name: { label: t("join.name"), autoComplete: "name" },
    workspaceName: { label: t("join.workspace"), help: t("join.workspaceHelp"), autoComplete: "organization" },
    brandName: { label: t("join.brand"), help: t("join.brandHelp") },
    email: { label: t("signIn.email"), type: "email", autoComplete: "username" },
    password: known
      ? { label: t("join.password"), type: "password", autoComplete: "current-password" }
      : { label: t("join.password"), help: t("join.passwordHelp"), type: "password", autoComplete: "new-password" },
  };
  const { label, help, ...input } = said[name];
  return (
    <Field label={label} help={help} error={error}>
      {(wiring) => (
        <TextInput
          {...wiring}
          {...input}
          name={name}
          autoFocus={first}
          defaultValue={name === "email" ? (email ?? "") : undefined}
        />
      )}
    </Field>
  );
}
