import { useNavigate, useSearch } from "@tanstack/react-router";
import { useEffect } from "react";
import { aggregateIds } from "#shared/reports/closed-list.ts";
import { dayIn } from "#shared/time.ts";
import { ReportTabs } from "#web/app/report-tabs.tsx";
import type { Method } from "#web/features/reports/formula-menu.tsx";
import { type Period, periodOf } from "#web/features/reports/period.ts";
import { ReportScreen } from "#web/features/reports/report-screen.tsx";
import { rateFormulaOf } from "#web/features/reports/screen-search.ts";
import { useTexts } from "#web/lib/i18n.ts";
import { useBrand, useMe } from "#web/lib/me.ts";
import { EmptyState } from "#web/ui/empty-state.tsx";

/** The report of one brand and period. What the address leaves out is the first brand and the last 28 whole days. */
export function ReportPage() {
  const { t } = useTexts("reports");
  const search = useSearch({ from: "/shell/reports" });
  const navigate = useNavigate();
  const first = useMe().brands[0];
  const brand = useBrand() ?? first;
  const slug = brand?.slug;
  const usual = brand && periodOf("28d", dayIn(brand.timeZone, new Date()));
  const from = search.from ?? usual?.from ?? "";
  const to = search.to ?? usual?.to ?? "";
  const method = {
    formula: rateFormulaOf(search.formula),
    aggregate: aggregateIds.find((id) => id === search.aggregate),
  };
  const { campaign } = search;
  const whole = search.brand === slug && search.from === from && search.to === to;
  // a brand that is not among the person's stays in the address: the tabs say so
  const foreign = search.brand !== undefined && search.brand !== slug;
  useEffect(() => {
    if (slug && !whole && !foreign)
      void navigate({ to: "/reports", search: { ...search, brand: slug, from, to }, replace: true });
  }, [slug, from, to, whole, foreign, navigate, search]);
  if (!brand) return <EmptyState className="flex-1">{t("noBrand")}</EmptyState>;
  const show = (period: Period) =>
    void navigate({ to: "/reports", search: { ...method, brand: brand.slug, ...period, campaign } });
  const judge = (next: Method) =>
    void navigate({ to: "/reports", search: { brand: brand.slug, from, to, ...next, campaign } });
  const narrow = (next: string | undefined) =>
    void navigate({ to: "/reports", search: { ...method, brand: brand.slug, from, to, campaign: next } });
  return (
    <ReportTabs>
      <ReportScreen
        key={brand.slug}
        brand={brand}
        filter={{ brand: brand.slug, from, to, ...method, campaign }}
        onPeriod={show}
        onMethod={judge}
        onCampaign={narrow}
      />
    </ReportTabs>
  );
}
