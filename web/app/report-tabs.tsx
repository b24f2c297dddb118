import { Link, useSearch } from "@tanstack/react-router";
import { type ReactNode, useEffect, useRef } from "react";
import { useTexts } from "#web/lib/i18n.ts";
import { useMe } from "#web/lib/me.ts";
import { EmptyState } from "#web/ui/empty-state.tsx";

/** Every page about numbers, in the order of the tabs: one line a page. Its name is `tabs.<name>` of the reports' texts. */
const tabs = [
  { name: "brand", to: "/reports" },
  { name: "overview", to: "/reports/overview" },
  { name: "mix", to: "/reports/mix" },
  { name: "times", to: "/reports/times" },
  { name: "ahead", to: "/reports/ahead" },
  { name: "compare", to: "/reports/compare" },
  { name: "rivals", to: "/reports/rivals" },
  { name: "team", to: "/reports/team" },
  { name: "replies", to: "/reports/replies" },
  { name: "loops", to: "/reports/loops" },
] as const;

/** A page about numbers below the tabs that lead to the others; brand and period go along in the address. */
export function ReportTabs({ children }: { children: ReactNode }) {
  const { t } = useTexts("reports");
  const { brand, from, to } = useSearch({ strict: false }) as { brand?: string; from?: string; to?: string };
  // another brand's numbers under a link to this one would be wrong numbers
  const brands = useMe().brands;
  const foreign = brand !== undefined && brands.length > 0 && !brands.some((one) => one.slug === brand);
  const row = useRef<HTMLElement>(null);
  useEffect(() => {
    row.current?.querySelector("[aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" });
  }, []);
  return (
    <div className="flex min-h-0 min-w-0 flex-1 flex-col">
      <nav
        ref={row}
        aria-label={t("tabs.label")}
        className="flex shrink-0 gap-1 overflow-x-auto overflow-y-hidden border-b border-line bg-surface px-2.5 [scrollbar-width:none] max-sm:px-1"
      >
        {tabs.map((tab) => (
          <Link
            key={tab.to}
            to={tab.to}
            search={{ brand, from, to }}
            activeOptions={{ exact: true, includeSearch: false }}
            className="-mb-px flex h-9 shrink-0 items-center border-b-2 border-transparent px-1.5 whitespace-nowrap text-text-2 hover:text-text focus-visible:-outline-offset-2 aria-[current=page]:border-accent aria-[current=page]:font-medium aria-[current=page]:text-text max-sm:h-11 max-sm:px-2.5"
          >
            {t(`tabs.${tab.name}`)}
          </Link>
        ))}
      </nav>
      <div className="flex min-h-0 min-w-0 flex-1">
        {foreign ? (
          <EmptyState className="flex-1 content-start bg-surface">{t("foreignBrand", { slug: brand })}</EmptyState>
        ) : (
          children
        )}
      </div>
    </div>
  );
}
