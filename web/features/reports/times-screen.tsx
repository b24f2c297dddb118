import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { Times } from "#shared/reports/screens.ts";
import { formulaTexts } from "#shared/reports/texts/en.ts";
import { addDays } from "#shared/time.ts";
import { useFormat } from "#web/lib/format.ts";
import { useTexts } from "#web/lib/i18n.ts";
import { useTRPC } from "#web/lib/trpc.ts";
import { Card } from "#web/ui/panes.tsx";
import { BestHour } from "./best-hour.tsx";
import { HeatMap } from "./heat-map.tsx";
import { mayAsk } from "./period.ts";
import { PerDayNote, PostFormulaMenu } from "./post-formula-menu.tsx";
import { Pick, ScreenFilters } from "./screen-filters.tsx";
import { ScreenFrame } from "./screen-frame.tsx";
import type { ReportScreenSearch, ScreenProps } from "./screen-search.ts";
import { TimesDrawer } from "./times-drawer.tsx";
import { TimesTable } from "./times-table.tsx";
import { useNetworks } from "./use-networks.ts";

type AskedHour = { weekday: number; hour: number };
const spans = ["period", "180", "365"] as const;

/** Hours of the week by what posts of that hour got. Hours need many posts, so it looks further back than the period. */
export function TimesScreen({ brand, search, period, onShow }: ScreenProps) {
  const { t } = useTexts("reportScreens");
  const trpc = useTRPC();
  const [asked, setAsked] = useState<AskedHour | null>(null);
  const span = search.span ?? "180";
  const from = span === "period" ? period.from : addDays(period.to, 1 - Number(span));
  const { network, campaign, formula } = search;
  const filter = { brand: brand.slug, from, to: period.to, network, campaign, formula };
  const enabled = mayAsk(period, brand.timeZone);
  const times = useQuery(trpc.reports.times.queryOptions(filter, { placeholderData: keepPreviousData, enabled }));
  const networks = useNetworks(brand.slug);
  return (
    <ScreenFrame
      title={t("times.title")}
      about={brand.name}
      timeZone={brand.timeZone}
      period={period}
      onPeriod={onShow}
      query={times}
      fits={(data) => data.brand.slug === brand.slug}
      controls={<PostFormulaMenu brand={brand} asked={formula} onFormula={(next) => onShow({ formula: next })} />}
      drawer={
        asked && (
          <TimesDrawer
            key={`${asked.weekday} ${asked.hour}`}
            filter={filter}
            at={asked}
            onClose={() => setAsked(null)}
          />
        )
      }
    >
      {(data) => (
        <>
          <div className="flex flex-wrap items-center gap-x-4 gap-y-2 empty:hidden max-sm:grid max-sm:grid-cols-2 max-sm:gap-x-3">
            <Pick
              label={t("times.over")}
              value={span}
              choices={spans.map((value) => ({ value, label: t(`times.spans.${value}`) }))}
              onChoose={(value) => onShow({ span: value as ReportScreenSearch["span"] })}
            />
            <ScreenFilters search={search} networks={networks} campaigns={data.campaigns} onShow={onShow} />
          </div>
          <PerDayNote brand={brand} asked={formula} />
          <BestHour times={data} />
          <Heat times={data} asked={asked} onAsk={setAsked} />
        </>
      )}
    </ScreenFrame>
  );
}

type HeatProps = { times: Times; asked: AskedHour | null; onAsk: (at: AskedHour | null) => void };

function Heat({ times, asked, onAsk }: HeatProps) {
  const { t } = useTexts("reportScreens");
  const { number } = useFormat();
  const [asTable, setAsTable] = useState(false);
  const left = times.posts - times.rated;
  return (
    <Card
      title={
        <>
          {t("times.heat")}{" "}
          <span className="text-12 font-normal text-text-3">
            {formulaTexts[times.formula].unit}, {t("times.unit", { zone: times.brand.timeZone })}
          </span>
        </>
      }
      aside={
        <button
          type="button"
          aria-pressed={asTable}
          className="link max-sm:min-h-11"
          onClick={() => setAsTable(!asTable)}
        >
          {t(asTable ? "asChart" : "asTable")}
        </button>
      }
    >
      {asTable ? <TimesTable times={times} onAsk={onAsk} /> : <HeatMap times={times} asked={asked} onAsk={onAsk} />}
      <p className="mt-2 text-12 text-pretty text-text-3">
        {t("times.rated", { rated: number(times.rated), count: times.posts })}{" "}
        {left > 0 && `${t("times.leftOut", { count: left })} `}
        {t("times.zoneNote")}
      </p>
    </Card>
  );
}
