import { useQueryClient } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { PlainPage } from "#web/app/plain-page.tsx";
import { SignInForm } from "#web/features/team/sign-in-form.tsx";
import { useTexts } from "#web/lib/i18n.ts";

export function SignInPage() {
  const { t } = useTexts("team");
  const { next } = useSearch({ from: "/sign-in" });
  const navigate = useNavigate();
  const queries = useQueryClient();
  const enter = async () => {
    queries.clear();
    await navigate({ href: next ?? "/inbox", replace: true });
  };
  return (
    <PlainPage title={t("signIn.title")}>
      <SignInForm onSignedIn={enter} />
    </PlainPage>
  );
}
