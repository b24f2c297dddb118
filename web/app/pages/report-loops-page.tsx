import { useReportAddress } from "#web/app/report-address.ts";
import { ReportTabs } from "#web/app/report-tabs.tsx";
import { LoopReportScreen } from "#web/features/forwarding/loop-report-screen.tsx";
import { PeriodMenu } from "#web/features/reports/period-menu.tsx";
import { useTexts } from "#web/lib/i18n.ts";
import { EmptyState } from "#web/ui/empty-state.tsx";

export function ReportLoopsPage() {
  const { t } = useTexts("reports");
  const { brand, period, show } = useReportAddress("/reports/loops");
  return (
    <ReportTabs>
      {brand ? (
        <LoopReportScreen
          key={brand.slug}
          filter={{ brand: brand.slug, ...period }}
          period={<PeriodMenu period={period} timeZone={brand.timeZone} onPeriod={show} />}
        />
      ) : (
        <EmptyState className="flex-1">{t("noBrand")}</EmptyState>
      )}
    </ReportTabs>
  );
}
