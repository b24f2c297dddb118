import { ReportTabs } from "#web/app/report-tabs.tsx";
import { AheadScreen } from "#web/features/reports/ahead-screen.tsx";
import { useTexts } from "#web/lib/i18n.ts";
import { useBrand, useMe } from "#web/lib/me.ts";
import { EmptyState } from "#web/ui/empty-state.tsx";

/** What is ahead of one brand; the first one while none is chosen. */
export function ReportAheadPage() {
  const { t } = useTexts("reports");
  const first = useMe().brands[0];
  const brand = useBrand() ?? first;
  return (
    <ReportTabs>
      {brand ? (
        <AheadScreen key={brand.slug} brand={brand} />
      ) : (
        <EmptyState className="flex-1">{t("noBrand")}</EmptyState>
      )}
    </ReportTabs>
  );
}
