import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Download } from "lucide-react";
import { type ReactNode, useState } from "react";
import type { LookBack, LookedKind, LookFilter } from "#shared/replies/look-back.ts";
import type { Brand } from "#shared/team/schema.ts";
import { FormatContext, useFormatIn } from "#web/lib/format.ts";
import { useTexts } from "#web/lib/i18n.ts";
import { useMay } from "#web/lib/me.ts";
import { Problem } from "#web/lib/problem.tsx";
import { useTRPC } from "#web/lib/trpc.ts";
import { Banner } from "#web/ui/banner.tsx";
import { buttonClass } from "#web/ui/button.tsx";
import { EmptyState } from "#web/ui/empty-state.tsx";
import { Page, PaneTitle } from "#web/ui/panes.tsx";
import { Bar, Waiting } from "#web/ui/skeleton.tsx";
import { LookedDrawer } from "./looked-drawer.tsx";
import { LookedFigures } from "./looked-figures.tsx";
import { LookedPeople } from "./looked-people.tsx";
import { WarningRecords } from "./warning-records.tsx";

/** Which replies the drawer shows: those behind one number of one person, or of all. */
export type Drill = { kind: LookedKind; person: string | null; name: string | null; count: number };

type Props = { brand: Brand; filter: LookFilter; period: ReactNode };

/** How a brand's replies look back: how many repeat, take something up, leave something open; and how the check fares. */
export function LookBackScreen({ brand, filter, period }: Props) {
  const { t } = useTexts("lookBack");
  const trpc = useTRPC();
  const format = useFormatIn(brand.timeZone);
  const mayWarnings = useMay("warning.read");
  const [drill, setDrill] = useState<Drill | null>(null);
  const report = useQuery(trpc.replies.lookBack.queryOptions(filter, { placeholderData: keepPreviousData }));
  const shown = report.data?.brand.slug === brand.slug ? report.data : undefined;
  const bar = (
    <>
      <PaneTitle className="max-sm:pl-1">{t("title")}</PaneTitle>
      <span className="min-w-0 flex-1 truncate text-text-3 max-sm:invisible">{brand.name}</span>
      {period}
      <a
        href={`/api/replies.csv?${new URLSearchParams(filter)}`}
        download
        aria-label={t("export")}
        className={buttonClass("default", "m", "max-sm:w-10 max-sm:px-0")}
      >
        <Download aria-hidden size={16} strokeWidth={1.5} />
        <span className="max-sm:hidden">{t("export")}</span>
      </a>
    </>
  );
  return (
    <FormatContext value={format}>
      <Page
        bar={bar}
        drawer={
          drill && (
            <LookedDrawer
              key={`${drill.kind} ${drill.person}`}
              filter={filter}
              drill={drill}
              onClose={() => setDrill(null)}
            />
          )
        }
      >
        {report.isError && <Problem error={report.error} onRetry={() => void report.refetch()} />}
        {!shown && !report.isError && <Loading />}
        {shown && <Body report={shown} onDrill={setDrill} />}
        {mayWarnings && <WarningRecords brandId={brand.id} filter={filter} />}
      </Page>
    </FormatContext>
  );
}

function Body({ report, onDrill }: { report: LookBack; onDrill: (drill: Drill) => void }) {
  const { t } = useTexts("lookBack");
  return (
    <>
      {report.waiting > 0 && <Banner tone="hint">{t("waiting", { count: report.waiting })}</Banner>}
      {report.all.replies === 0 ? (
        <EmptyState className="py-8">{t("empty")}</EmptyState>
      ) : (
        <>
          <LookedFigures all={report.all} onDrill={onDrill} />
          <LookedPeople report={report} onDrill={onDrill} />
        </>
      )}
    </>
  );
}

const Loading = () => (
  <Waiting>
    <div className="grid gap-3">
      <Bar className="h-20 w-full" />
      <Bar className="h-40 w-full" />
    </div>
  </Waiting>
);
