import { Link, useLocation, useSearch } from "@tanstack/react-router";
import {
  Building2,
  ChartColumn,
  FileText,
  Inbox,
  Lightbulb,
  type LucideIcon,
  Plug,
  Repeat,
  ScrollText,
  Search,
  Users,
} from "lucide-react";
import { type ReactNode, useEffect, useRef } from "react";
import { BrandSwitch } from "#web/app/brand-switch.tsx";
import { MyCorner } from "#web/app/my-corner.tsx";
import type { ShellWindow } from "#web/app/shell.tsx";
import { ChannelLinks } from "#web/features/channels/channel-links.tsx";
import { InboxViews } from "#web/features/inbox/inbox-views.tsx";
import { useTexts } from "#web/lib/i18n.ts";
import { useBrand, useMay } from "#web/lib/me.ts";
import { cx } from "#web/ui/cx.ts";
import { IconButton } from "#web/ui/icon-button.tsx";
import { SideSection, sideLink } from "#web/ui/side-list.tsx";

type Props = { shown: boolean; onClose: () => void; onOpen: (window: ShellWindow) => void };

/** The left pane: which brand, where to, which view, how the channels are. Below 1024 px it lies over the page when asked for. */
export function Sidebar({ shown, onClose, onOpen }: Props) {
  const { t } = useTexts("shell");
  const aside = useRef<HTMLElement>(null);
  const { href } = useLocation();
  const opened = useRef(href);
  useEffect(() => {
    if (shown && opened.current !== href) onClose();
    opened.current = href;
  }, [shown, href, onClose]);
  return (
    <aside
      ref={aside}
      aria-label={t("nav.views")}
      className={cx(
        "flex w-(--side) shrink-0 flex-col border-r border-line bg-app [--ring:var(--bg-app)]",
        shown
          ? "max-md:fixed max-md:inset-0 max-md:bottom-14 max-md:z-40 max-md:w-full max-md:border-0"
          : "max-md:hidden",
      )}
    >
      <div className="flex h-(--bar) shrink-0 items-center gap-1 pr-2 pl-2.5">
        <BrandSwitch />
        <IconButton icon={Search} label={t("palette.title")} keys="mod+k" onClick={() => onOpen("palette")} />
      </div>
      <nav aria-label={t("nav.main")} className="scroll-y flex-1 px-2 pt-1 pb-2 [scrollbar-width:none]">
        <Pages />
        <Views />
        <SideSection title={t("nav.channels")} action={<ManageChannels />}>
          <ChannelLinks />
        </SideSection>
        <Workspace />
      </nav>
      <MyCorner onOpen={onOpen} />
    </aside>
  );
}

function Pages() {
  const { t } = useTexts("shell");
  return (
    <ul>
      <PageLink to="/inbox" icon={Inbox} quiet>
        {t("nav.inbox")}
      </PageLink>
      <PageLink to="/reports" icon={ChartColumn}>
        {t("nav.reports")}
      </PageLink>
      <PageLink to="/templates" icon={FileText}>
        {t("nav.templates")}
      </PageLink>
      <PageLink to="/loops" icon={Repeat}>
        {t("nav.loops")}
      </PageLink>
      <PageLink to="/calls" icon={Lightbulb}>
        {t("nav.calls")}
      </PageLink>
      <PageLink to="/departments" icon={Building2}>
        {t("nav.departments")}
      </PageLink>
    </ul>
  );
}

/** The inbox's own part of the sidebar; the filter it marks is the address. */
function Views() {
  const brand = useBrand()?.slug;
  const { pathname } = useLocation();
  const filter = useSearch({ strict: false });
  return <InboxViews brand={brand} filter={pathname === "/inbox" ? filter : null} />;
}

function Workspace() {
  const { t } = useTexts("shell");
  const mayAudit = useMay("audit.read");
  return (
    <SideSection title={t("nav.workspace")}>
      <PageLink to="/channels" icon={Plug}>
        {t("nav.channels")}
      </PageLink>
      <PageLink to="/people" icon={Users}>
        {t("nav.people")}
      </PageLink>
      {mayAudit && (
        <PageLink to="/audit" icon={ScrollText}>
          {t("nav.audit")}
        </PageLink>
      )}
    </SideSection>
  );
}

const ManageChannels = () => {
  const { t } = useTexts("shell");
  const brand = useBrand()?.slug;
  if (!useMay("channel.connect")) return null;
  return (
    <Link to="/channels" search={{ brand, connect: "new" }} className="rounded-s px-1 text-text-3 hover:text-text">
      <span aria-hidden>+</span>
      <span className="sr-only">{t("channel.connect")}</span>
    </Link>
  );
};

type PageLinkProps = {
  to: "/inbox" | "/reports" | "/templates" | "/loops" | "/calls" | "/departments" | "/channels" | "/people" | "/audit";
  icon: LucideIcon;
  quiet?: boolean;
  children: ReactNode;
};

function PageLink({ to, icon: Icon, quiet, children }: PageLinkProps) {
  const brand = useSearch({ strict: false }).brand;
  return (
    <li>
      <Link
        to={to}
        search={{ brand }}
        activeOptions={{ includeSearch: false }}
        activeProps={quiet ? { className: "!bg-transparent !font-normal" } : undefined}
        className={sideLink}
      >
        <Icon aria-hidden size={16} strokeWidth={1.5} />
        {children}
      </Link>
    </li>
  );
}
