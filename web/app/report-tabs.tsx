import { useQuery } from "@tanstack/react-query";
import { Link, useLocation, useSearch } from "@tanstack/react-router";
import { type ReactNode, useEffect, useRef } from "react";
import { formulaIds } from "#shared/reports/closed-list.ts";
import type { ReportScreenSearch } from "#web/features/reports/screen-search.ts";
import { useTexts } from "#web/lib/i18n.ts";
import { useMe } from "#web/lib/me.ts";
import { useTRPC } from "#web/lib/trpc.ts";
import { Banner } from "#web/ui/banner.tsx";
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

/** Pages whose rates follow the formula of the address. */
const byFormula = ["/reports", "/reports/mix", "/reports/times", "/reports/compare", "/reports/rivals"];
/** Pages whose numbers are of whole brands whatever campaign the address names. */
const ofWholeBrands = ["/reports/overview", "/reports/ahead", "/reports/replies", "/reports/loops"];

/** A page about numbers below the tabs that lead to the others; what was chosen goes along in the address. */
export function ReportTabs({ children }: { children: ReactNode }) {
  const { t } = useTexts("reports");
  const { brand, from, to, formula, aggregate, campaign } = useSearch({ strict: false }) as ReportScreenSearch;
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
            search={{ brand, from, to, formula, aggregate, campaign }}
            activeOptions={{ exact: true, includeSearch: false }}
            className="-mb-px flex h-9 shrink-0 items-center border-b-2 border-transparent px-1.5 whitespace-nowrap text-text-2 hover:text-text focus-visible:-outline-offset-2 aria-[current=page]:border-accent aria-[current=page]:font-medium aria-[current=page]:text-text max-sm:h-11 max-sm:px-2.5"
          >
            {t(`tabs.${tab.name}`)}
          </Link>
        ))}
      </nav>
      <Notes formula={formula} campaign={campaign} />
      {campaign !== undefined && <CampaignGone brand={brand} campaign={campaign} foreign={foreign} />}
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

/** What the address asks for and the numbers below do not follow: a formula nobody has, a campaign of a whole page. */
function Notes({ formula, campaign }: { formula: string | undefined; campaign: string | undefined }) {
  const { t } = useTexts("reports");
  const page = useLocation({ select: (location) => location.pathname });
  const unknown = formula !== undefined && byFormula.includes(page) && !formulaIds.some((id) => id === formula);
  const whole = campaign !== undefined && ofWholeBrands.includes(page);
  return (
    <>
      {unknown && <Banner flush>{t("unknownFormula", { formula })}</Banner>}
      {whole && (
        <Banner tone="hint" flush>
          {t("wholeBrand", { campaign })}
        </Banner>
      )}
    </>
  );
}

/** An address may name a campaign that the brand never had, or has no more; the numbers below are then of none. */
function CampaignGone({ brand, campaign, foreign }: { brand: string | undefined; campaign: string; foreign: boolean }) {
  const { t } = useTexts("reports");
  const trpc = useTRPC();
  const slug = brand ?? "";
  const known = useQuery(
    trpc.reports.campaigns.queryOptions({ brand: slug }, { enabled: slug !== "" && !foreign }),
  ).data;
  if (!known || known.includes(campaign)) return null;
  const all = (
    <Link to="." search={(before: object) => ({ ...before, campaign: undefined })} className="link shrink-0">
      {t("campaignGone.all")}
    </Link>
  );
  return (
    <Banner flush action={all}>
      {t("campaignGone.what", { campaign })}
    </Banner>
  );
}
