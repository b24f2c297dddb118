import { useNavigate, useSearch } from "@tanstack/react-router";
import { dayIn } from "#shared/time.ts";
import { ReportTabs } from "#web/app/report-tabs.tsx";
import { LookBackScreen } from "#web/features/replies/look-back-screen.tsx";
import { type Period, periodOf } from "#web/features/reports/period.ts";
import { PeriodMenu } from "#web/features/reports/period-menu.tsx";
import { useTexts } from "#web/lib/i18n.ts";
import { useBrand, useMe } from "#web/lib/me.ts";
import { EmptyState } from "#web/ui/empty-state.tsx";

/** How the replies of a brand look back; without dates in the address the last 28 whole days. */
export function LookBackPage() {
  const { t } = useTexts("lookBack");
  const search = useSearch({ from: "/shell/reports/replies" });
  const navigate = useNavigate();
  const first = useMe().brands[0];
  const brand = useBrand() ?? first;
  if (!brand) return <EmptyState className="flex-1">{t("noBrand")}</EmptyState>;
  const usual = periodOf("28d", dayIn(brand.timeZone, new Date()));
  const filter = { brand: brand.slug, from: search.from ?? usual.from, to: search.to ?? usual.to };
  const show = (period: Period) =>
    void navigate({
      to: "/reports/replies",
      search: { ...search, brand: brand.slug, from: period.from, to: period.to },
    });
  return (
    <ReportTabs>
      <LookBackScreen
        key={brand.slug}
        brand={brand}
        filter={filter}
        period={
          <PeriodMenu key={`${filter.from}${filter.to}`} period={filter} timeZone={brand.timeZone} onPeriod={show} />
        }
      />
    </ReportTabs>
  );
}
