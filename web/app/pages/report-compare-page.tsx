import { useReportAddress } from "#web/app/report-address.ts";
import { ReportTabs } from "#web/app/report-tabs.tsx";
import { CompareScreen } from "#web/features/reports/compare-screen.tsx";
import { useTexts } from "#web/lib/i18n.ts";
import { EmptyState } from "#web/ui/empty-state.tsx";

export function ReportComparePage() {
  const { t } = useTexts("reports");
  const { brand, search, period, show } = useReportAddress("/reports/compare");
  return (
    <ReportTabs>
      {brand ? (
        <CompareScreen key={brand.slug} brand={brand} search={search} period={period} onShow={show} />
      ) : (
        <EmptyState className="flex-1">{t("noBrand")}</EmptyState>
      )}
    </ReportTabs>
  );
}
