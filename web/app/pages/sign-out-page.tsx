import { useMutation } from "@tanstack/react-query";
import { useLocation } from "@tanstack/react-router";
import { useEffect } from "react";
import { PlainPage } from "#web/app/plain-page.tsx";
import { signOut } from "#web/features/team/session.ts";
import { useTexts } from "#web/lib/i18n.ts";
import { Problem } from "#web/lib/problem.tsx";
import { Button } from "#web/ui/button.tsx";

/**
 * Leaving happens on a page of its own: no part of the shell is left that could ask for something in the name of nobody,
 * and the page that follows is loaded whole, so nothing of this person stays in the browser's memory.
 */
export function SignOutPage() {
  const { t } = useTexts("team");
  const { chosen } = useLocation().state;
  const { mutate, isError, isPending, error } = useMutation({
    mutationFn: signOut,
    onSuccess: () => window.location.replace("/sign-in"),
  });
  useEffect(() => {
    if (chosen) mutate();
  }, [chosen, mutate]);
  return (
    <PlainPage title={t(isPending ? "signOut.leaving" : "signOut.title")}>
      {isError && <Problem error={error} />}
      {(isError || !chosen) && (
        <Button variant="primary" size="l" busy={isPending} onClick={() => mutate()}>
          {t("signOut.submit")}
        </Button>
      )}
    </PlainPage>
  );
}
