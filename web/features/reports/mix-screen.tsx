import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useTexts } from "#web/lib/i18n.ts";
import { useTRPC } from "#web/lib/trpc.ts";
import { EmptyState } from "#web/ui/empty-state.tsx";
import { Card } from "#web/ui/panes.tsx";
import { CampaignCard } from "./campaign-card.tsx";
import { GrowthCard } from "./growth-card.tsx";
import { MixCard } from "./mix-card.tsx";
import { MixPosts } from "./mix-posts.tsx";
import { MixShift } from "./mix-shift.tsx";
import { mayAsk } from "./period.ts";
import { PerDayNote, PostFormulaMenu } from "./post-formula-menu.tsx";
import { ScreenFilters } from "./screen-filters.tsx";
import { ScreenFrame } from "./screen-frame.tsx";
import type { ScreenProps } from "./screen-search.ts";
import { useNetworks } from "./use-networks.ts";

/** How a brand grew, what it posted, and how what it posted moved its rate. */
export function MixScreen({ brand, search, period, onShow }: ScreenProps) {
  const { t } = useTexts("reportScreens");
  const trpc = useTRPC();
  const { network, campaign, formula } = search;
  const filter = { brand: brand.slug, ...period, network, campaign, formula };
  const enabled = mayAsk(period, brand.timeZone);
  const mix = useQuery(trpc.reports.mix.queryOptions(filter, { placeholderData: keepPreviousData, enabled }));
  const networks = useNetworks(brand.slug);
  return (
    <ScreenFrame
      title={t("mix.title")}
      about={brand.name}
      timeZone={brand.timeZone}
      period={period}
      onPeriod={onShow}
      query={mix}
      fits={(data) => data.brand.slug === brand.slug}
      controls={<PostFormulaMenu brand={brand} asked={formula} onFormula={(next) => onShow({ formula: next })} />}
    >
      {(data) => (
        <>
          <div className="flex flex-wrap items-center gap-x-4 gap-y-2 empty:hidden max-sm:grid max-sm:grid-cols-2 max-sm:gap-x-3">
            <ScreenFilters search={search} networks={networks} campaigns={data.campaigns} onShow={onShow} />
          </div>
          <PerDayNote brand={brand} asked={formula} />
          <GrowthCard mix={data} />
          {data.posts.length === 0 ? (
            <Card>
              <EmptyState className="py-8">{t("mix.empty")}</EmptyState>
            </Card>
          ) : (
            <>
              <div className="grid grid-cols-[minmax(0,1fr)] gap-3 @[860px]:grid-cols-2">
                <MixCard mix={data} />
                <MixShift mix={data} />
              </div>
              <CampaignCard mix={data} chosen={campaign} onChoose={(name) => onShow({ campaign: name })} />
              <MixPosts mix={data} />
            </>
          )}
        </>
      )}
    </ScreenFrame>
  );
}
