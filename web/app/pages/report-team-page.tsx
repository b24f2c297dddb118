import { useReportAddress } from "#web/app/report-address.ts";
import { ReportTabs } from "#web/app/report-tabs.tsx";
import { TeamScreen } from "#web/features/reports/team-screen.tsx";
import { useTexts } from "#web/lib/i18n.ts";
import { EmptyState } from "#web/ui/empty-state.tsx";

export function ReportTeamPage() {
  const { t } = useTexts("reports");
  const { brand, search, period, show } = useReportAddress("/reports/team");
  return (
    <ReportTabs>
      {brand ? (
        <TeamScreen key={brand.slug} brand={brand} search={search} period={period} onShow={show} />
      ) : (
        <EmptyState className="flex-1">{t("noBrand")}</EmptyState>
      )}
    </ReportTabs>
  );
}
