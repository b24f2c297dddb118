import { Link, useSearch } from "@tanstack/react-router";
import { ChartColumn, FileText, Inbox, type LucideIcon, Menu, Search } from "lucide-react";
import type { ShellWindow } from "#web/app/shell.tsx";
import { useTexts } from "#web/lib/i18n.ts";
import { cx } from "#web/ui/cx.ts";

const tab =
  "grid place-content-center justify-items-center gap-0.5 text-11 text-text-3 aria-[current=page]:font-medium aria-[current=page]:text-accent";
const Icon = ({ of: Of }: { of: LucideIcon }) => <Of aria-hidden size={20} strokeWidth={1.5} />;

type Props = { hidden: boolean; sideOpen: boolean; onOpen: (window: ShellWindow) => void };

/** What the sidebar is on a phone: five places under the thumb. */
export function TabBar({ hidden, sideOpen, onOpen }: Props) {
  const { t } = useTexts("shell");
  const brand = useSearch({ strict: false }).brand;
  const search = { brand };
  return (
    <nav
      aria-label={t("nav.main")}
      className={cx(
        "fixed inset-x-0 bottom-0 z-30 grid h-[calc(56px+env(safe-area-inset-bottom))] grid-cols-5 border-t border-line bg-raised pb-[env(safe-area-inset-bottom)] md:hidden",
        hidden && "max-sm:hidden",
      )}
    >
      <Link to="/inbox" search={search} activeOptions={{ includeSearch: false }} className={tab}>
        <Icon of={Inbox} />
        {t("nav.inbox")}
      </Link>
      <Link to="/templates" search={search} activeOptions={{ includeSearch: false }} className={tab}>
        <Icon of={FileText} />
        {t("nav.templates")}
      </Link>
      <Link to="/reports" search={search} activeOptions={{ includeSearch: false }} className={tab}>
        <Icon of={ChartColumn} />
        {t("nav.reports")}
      </Link>
      <button type="button" className={tab} onClick={() => onOpen("palette")}>
        <Icon of={Search} />
        {t("nav.find")}
      </button>
      <button type="button" className={tab} aria-expanded={sideOpen} onClick={() => onOpen(sideOpen ? null : "side")}>
        <Icon of={Menu} />
        {t("nav.views")}
      </button>
    </nav>
  );
}
