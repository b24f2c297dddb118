import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense, useState } from "react";
import type { Forecast } from "#shared/reports/forecast-schema.ts";
import type { Brand } from "#shared/team/schema.ts";
import { FormatContext, useFormat, useFormatIn } from "#web/lib/format.ts";
import { useTexts } from "#web/lib/i18n.ts";
import { Problem } from "#web/lib/problem.tsx";
import { useTRPC } from "#web/lib/trpc.ts";
import { Page, PaneTitle } from "#web/ui/panes.tsx";
import { AheadTable, TestTable } from "./ahead-table.tsx";
import { aheadWords } from "./ahead-words.ts";
import { InsteadOf } from "./instead-of.tsx";
import { ReportLoading } from "./report-loading.tsx";
import { SimilarBox } from "./similar-box.tsx";

const AheadChart = lazy(() => import("./ahead-chart.tsx"));

/** What comes, with how sure one can be of it; and what posts like a draft got. */
export function AheadScreen({ brand }: { brand: Brand }) {
  const { t } = useTexts("ahead");
  const format = useFormatIn(brand.timeZone);
  const trpc = useTRPC();
  const ahead = useQuery(trpc.reports.ahead.queryOptions({ brand: brand.slug }, { staleTime: 5 * 60_000 }));
  return (
    <FormatContext value={format}>
      <Page
        bar={
          <>
            <PaneTitle className="max-sm:pl-1">{t("title")}</PaneTitle>
            <span className="min-w-0 flex-1 truncate text-text-3">{brand.name}</span>
          </>
        }
        className="px-4 pt-3 pb-6 max-sm:p-3"
      >
        <div className="grid max-w-300 grid-cols-[minmax(0,1fr)] gap-3">
          <p className="text-text-2">{t("about")}</p>
          {ahead.isError && <Problem error={ahead.error} onRetry={() => void ahead.refetch()} />}
          {ahead.isPending && <ReportLoading />}
          {ahead.data?.forecasts.map((forecast) => (
            <ForecastCard key={forecast.series} forecast={forecast} />
          ))}
          <SimilarBox brand={brand} />
        </div>
      </Page>
    </FormatContext>
  );
}

function ForecastCard({ forecast }: { forecast: Forecast }) {
  const { t } = useTexts("ahead");
  const [asTable, setAsTable] = useState(false);
  const title = t(`series.${forecast.series}.title`);
  return (
    <section className="min-w-0 rounded-l border border-line px-3 pt-2 pb-2.5" aria-label={title}>
      <header className="mb-1 flex min-h-6 flex-wrap items-center gap-x-3">
        <h2 className="font-strong">
          {title} <span className="text-12 font-normal text-text-3">{t(`series.${forecast.series}.unit`)}</span>
        </h2>
        {!forecast.missing && (
          <>
            <Legend />
            <button
              type="button"
              aria-pressed={asTable}
              className="link ml-auto text-12 max-sm:min-h-11"
              onClick={() => setAsTable(!asTable)}
            >
              {t(asTable ? "asChart" : "asTable")}
            </button>
          </>
        )}
      </header>
      {forecast.missing ? (
        <p className="py-3 text-text-2">{t(`missing.${forecast.missing}`, { count: forecast.known })}</p>
      ) : (
        <>
          {asTable ? (
            <AheadTable forecast={forecast} />
          ) : (
            <InsteadOf failed={<p className="text-12 text-text-3">{t("failed")}</p>}>
              <Suspense fallback={<div className="h-56" />}>
                <AheadChart forecast={forecast} />
              </Suspense>
            </InsteadOf>
          )}
          <Sentences forecast={forecast} />
          <TestTable forecast={forecast} />
        </>
      )}
    </section>
  );
}

/** What to take from the chart, which method made it, and how far its bands can be trusted. */
function Sentences({ forecast }: { forecast: Forecast }) {
  const { t } = useTexts("ahead");
  const format = useFormat();
  const words = aheadWords(forecast, format, t);
  return (
    <div className="mt-2 grid max-w-200 gap-1 text-text-2">
      <p className="font-medium text-text">{words.next}</p>
      <p>{words.method}</p>
      <p>
        {words.coverage} {words.warning && <span className="text-warn">{words.warning}</span>}
      </p>
    </div>
  );
}

function Legend() {
  const { t } = useTexts("ahead");
  const item = (name: string, mark: string) => (
    <li className="flex items-center gap-1.5">
      <span aria-hidden className={mark} />
      {name}
    </li>
  );
  return (
    <ul className="flex flex-wrap gap-x-3.5 text-12 text-text-2">
      {item(t("legend.history"), "w-4 border-t-2 border-c-prev")}
      {item(t("legend.ahead"), "w-4 border-t-2 border-dashed border-c1")}
      {item(t("legend.band80"), "size-2.5 rounded-[2px] bg-c1/35")}
      {item(t("legend.band95"), "size-2.5 rounded-[2px] bg-c1/15")}
    </ul>
  );
}
