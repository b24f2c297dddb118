import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Plus, Upload } from "lucide-react";
import { useState } from "react";
import { useTexts } from "#web/lib/i18n.ts";
import { useMay } from "#web/lib/me.ts";
import { useTRPC } from "#web/lib/trpc.ts";
import { Button } from "#web/ui/button.tsx";
import { EmptyState } from "#web/ui/empty-state.tsx";
import { Card } from "#web/ui/panes.tsx";
import { mayAsk } from "./period.ts";
import { Published } from "./published.tsx";
import { RivalDrawer } from "./rival-drawer.tsx";
import { RivalFileDialog } from "./rival-file-dialog.tsx";
import { RivalHandDialog } from "./rival-hand-dialog.tsx";
import { RivalRank } from "./rival-rank.tsx";
import { RivalTable } from "./rival-table.tsx";
import { ScreenFilters } from "./screen-filters.tsx";
import { ScreenFrame } from "./screen-frame.tsx";
import type { ScreenProps } from "./screen-search.ts";

type Opened = "file" | "hand" | null;

/** The brand among its competitors by public counts, and beside published rates of the same denominator. */
export function RivalsScreen({ brand, search, period, onShow }: ScreenProps) {
  const { t } = useTexts("reportScreens");
  const trpc = useTRPC();
  const [asked, setAsked] = useState<string | null | undefined>(undefined);
  const [opened, setOpened] = useState<Opened>(null);
  const { network, campaign, formula } = search;
  const filter = { brand: brand.slug, ...period, network, campaign, formula };
  const enabled = mayAsk(period, brand.timeZone);
  const rivals = useQuery(trpc.reports.rivals.queryOptions(filter, { placeholderData: keepPreviousData, enabled }));
  const line = rivals.data?.lines.find((one) => one.id === asked);
  const may = useMay("rival.import");
  const controls = may && (
    <>
      <Button icon={Plus} onClick={() => setOpened("hand")} aria-label={t("rivals.add")}>
        <span className="max-sm:hidden">{t("rivals.add")}</span>
      </Button>
      <Button icon={Upload} onClick={() => setOpened("file")} aria-label={t("rivals.import")}>
        <span className="max-lg:hidden">{t("rivals.import")}</span>
      </Button>
    </>
  );
  return (
    <>
      <ScreenFrame
        title={t("rivals.title")}
        about={brand.name}
        timeZone={brand.timeZone}
        period={period}
        onPeriod={onShow}
        query={rivals}
        fits={(data) => data.brand.slug === brand.slug}
        controls={controls}
        drawer={line && <RivalDrawer key={line.id} filter={filter} line={line} onClose={() => setAsked(undefined)} />}
      >
        {(data) => (
          <>
            <div className="flex flex-wrap items-center gap-x-4 gap-y-2 empty:hidden max-sm:grid max-sm:grid-cols-2 max-sm:gap-x-3">
              <ScreenFilters search={search} networks={data.networks} campaigns={data.campaigns} onShow={onShow} />
              {campaign && (
                <p className="text-12 text-pretty text-text-3 max-sm:col-span-full">{t("filter.campaignRivals")}</p>
              )}
            </div>
            {data.lines.length < 2 ? (
              <Card>
                <EmptyState
                  className="py-8"
                  action={may && <Button onClick={() => setOpened("file")}>{t("rivals.import")}</Button>}
                >
                  {t("rivals.empty")}
                </EmptyState>
              </Card>
            ) : (
              <>
                <RivalRank rivals={data} />
                <RivalTable rivals={data} open={asked} onOpen={setAsked} />
              </>
            )}
            <Published rivals={data} />
          </>
        )}
      </ScreenFrame>
      <RivalFileDialog brand={brand.slug} open={opened === "file"} onClose={() => setOpened(null)} />
      {opened === "hand" && <RivalHandDialog brand={brand.slug} period={period} onClose={() => setOpened(null)} />}
    </>
  );
}
