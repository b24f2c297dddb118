import { Link } from "@tanstack/react-router";
import { useTexts } from "#web/lib/i18n.ts";
import { buttonClass } from "#web/ui/button.tsx";
import { EmptyState } from "#web/ui/empty-state.tsx";

export function NotFoundPage() {
  const { t } = useTexts("shell");
  return (
    <main className="grid min-h-full flex-1 place-items-center bg-surface">
      <EmptyState
        action={
          <Link to="/inbox" className={buttonClass("primary", "l")}>
            {t("page.toInbox")}
          </Link>
        }
      >
        <b className="block text-16 text-text">{t("page.notFound")}</b>
        {t("page.notFoundWhy")}
      </EmptyState>
    </main>
  );
}
