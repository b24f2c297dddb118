import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTexts } from "#web/lib/i18n.ts";
import { useMe } from "#web/lib/me.ts";
import { useTRPC } from "#web/lib/trpc.ts";
import { EmptyState } from "#web/ui/empty-state.tsx";
import { FormulaWarning } from "./formula-warning.tsx";
import { OverviewDrawer } from "./overview-drawer.tsx";
import type { OverviewColumn } from "./overview-sort.ts";
import { OverviewTable } from "./overview-table.tsx";
import { mayAsk } from "./period.ts";
import { ScreenFrame } from "./screen-frame.tsx";
import type { ScreenProps } from "./screen-search.ts";

export type AskedCell = { slug: string; column: OverviewColumn };

/** All brands of a lead side by side: the same figures as in each brand's own report. */
export function OverviewScreen({ brand, period, onShow }: ScreenProps) {
  const { t } = useTexts("reportScreens");
  const trpc = useTRPC();
  const workspace = useMe().workspace.name;
  const [asked, setAsked] = useState<AskedCell | null>(null);
  const enabled = mayAsk(period, brand.timeZone);
  const overview = useQuery(trpc.reports.overview.queryOptions(period, { placeholderData: keepPreviousData, enabled }));
  const row = overview.data?.rows.find((one) => one.slug === asked?.slug);
  return (
    <ScreenFrame
      title={t("overview.title")}
      about={workspace}
      timeZone={brand.timeZone}
      period={period}
      onPeriod={onShow}
      query={overview}
      drawer={
        asked && row && overview.data ? (
          <OverviewDrawer
            key={`${asked.slug} ${asked.column}`}
            overview={overview.data}
            row={row}
            column={asked.column}
            onClose={() => setAsked(null)}
          />
        ) : null
      }
    >
      {(data) =>
        data.rows.length === 0 ? (
          <EmptyState>{t("overview.empty")}</EmptyState>
        ) : (
          <>
            <FormulaWarning rows={data.rows} />
            <OverviewTable overview={data} asked={asked} onAsk={setAsked} />
          </>
        )
      }
    </ScreenFrame>
  );
}
