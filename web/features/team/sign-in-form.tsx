import { type FormEvent, useState } from "react";
import { useTexts } from "#web/lib/i18n.ts";
import { Problem } from "#web/lib/problem.tsx";
import { codeOf } from "#web/lib/say-error.ts";
import { Button } from "#web/ui/button.tsx";
import { Field, TextInput } from "#web/ui/field.tsx";
import { signIn } from "./session.ts";

export function SignInForm({ onSignedIn }: { onSignedIn: () => Promise<void> }) {
  const { t } = useTexts("team");
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    setBusy(true);
    setError(null);
    try {
      await signIn(String(form.get("email")).trim(), String(form.get("password")));
      await onSignedIn();
    } catch (thrown) {
      setError(thrown);
    } finally {
      setBusy(false);
    }
  };
  const wrong = error !== null && codeOf(error) === "wrong_password";
  return (
    <form onSubmit={submit} className="grid gap-4">
      <Field label={t("signIn.email")}>
        {(wiring) => <TextInput {...wiring} name="email" type="email" autoComplete="username" required autoFocus />}
      </Field>
      <Field label={t("signIn.password")} error={wrong ? t("signIn.wrong") : undefined}>
        {(wiring) => <TextInput {...wiring} name="password" type="password" autoComplete="current-password" required />}
      </Field>
      {error !== null && !wrong && <Problem error={error} />}
      <Button type="submit" variant="primary" size="l" busy={busy}>
        {t("signIn.submit")}
      </Button>
      <p className="text-12 text-text-3">
        {t("signIn.noAccount")} {t("signIn.terminal")}
      </p>
    </form>
  );
}
