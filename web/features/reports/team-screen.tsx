import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { TeamLine } from "#shared/reports/screens.ts";
import { useTexts } from "#web/lib/i18n.ts";
import { useTRPC } from "#web/lib/trpc.ts";
import { EmptyState } from "#web/ui/empty-state.tsx";
import { CampaignBar } from "./campaign-bar.tsx";
import { mayAsk } from "./period.ts";
import { ScreenFrame } from "./screen-frame.tsx";
import type { ScreenProps } from "./screen-search.ts";
import { TeamDrawer } from "./team-drawer.tsx";
import { TeamTable } from "./team-table.tsx";

/** What each person of the team answered, how fast, and how often nearly the same. */
export function TeamScreen({ brand, search, period, onShow }: ScreenProps) {
  const { t } = useTexts("reportScreens");
  const trpc = useTRPC();
  const [asked, setAsked] = useState<TeamLine | null>(null);
  const { campaign } = search;
  const filter = { brand: brand.slug, ...period, campaign };
  const enabled = mayAsk(period, brand.timeZone);
  const team = useQuery(trpc.reports.team.queryOptions(filter, { placeholderData: keepPreviousData, enabled }));
  return (
    <ScreenFrame
      title={t("team.title")}
      about={brand.name}
      timeZone={brand.timeZone}
      period={period}
      onPeriod={onShow}
      query={team}
      fits={(data) => data.brand.slug === brand.slug}
      drawer={asked && <TeamDrawer key={asked.userId} filter={filter} line={asked} onClose={() => setAsked(null)} />}
    >
      {(data) => (
        <>
          <CampaignBar
            brand={brand.slug}
            chosen={campaign}
            onCampaign={(name) => onShow({ campaign: name })}
            means="campaignTeam"
          />
          {data.people.length === 0 && <EmptyState>{t("team.empty")}</EmptyState>}
          {data.people.length > 0 && (
            <>
              <TeamTable report={data} open={asked?.userId} onOpen={setAsked} />
              <div className="grid max-w-[92ch] gap-1 text-12 text-pretty text-text-3">
                <p>{t(data.serviceHours ? "team.hours" : "team.round")}</p>
                <p>{t("team.nearWhy")}</p>
                <p>{t("team.notes")}</p>
              </div>
            </>
          )}
        </>
      )}
    </ScreenFrame>
  );
}
