import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import type { FigureId, Report, ReportFilter } from "#shared/reports/schema.ts";
import type { Brand } from "#shared/team/schema.ts";
import { dayIn } from "#shared/time.ts";
import { FormatContext, useFormat, useFormatIn } from "#web/lib/format.ts";
import { useTexts } from "#web/lib/i18n.ts";
import { Problem } from "#web/lib/problem.tsx";
import { useTRPC } from "#web/lib/trpc.ts";
import { Button, buttonClass } from "#web/ui/button.tsx";
import { cx } from "#web/ui/cx.ts";
import { EmptyState } from "#web/ui/empty-state.tsx";
import { Card, Page, PaneTitle } from "#web/ui/panes.tsx";
import { BestWorst } from "./best-worst.tsx";
import { CampaignBar } from "./campaign-bar.tsx";
import { ChartCard } from "./chart-card.tsx";
import { CountsCard } from "./counts-card.tsx";
import { ExportMenu } from "./export-menu.tsx";
import { FigureDrawer } from "./figure-drawer.tsx";
import { FollowersNow } from "./followers-now.tsx";
import { FormulaMenu, type Method } from "./formula-menu.tsx";
import { FrozenCard } from "./frozen-card.tsx";
import { FrozenDrawer } from "./frozen-drawer.tsx";
import { KpiStrip } from "./kpi-strip.tsx";
import { beforeKnown, MethodNotes } from "./method-notes.tsx";
import { mayAsk, type Period, periodIdOf, periodOf, sayPeriod } from "./period.ts";
import { PeriodMenu } from "./period-menu.tsx";
import { PostDrawer } from "./post-drawer.tsx";
import { PostsTable } from "./posts-table.tsx";
import { QualityBanner } from "./quality-banner.tsx";
import { ReportLoading } from "./report-loading.tsx";
import { WrongPeriod } from "./wrong-period.tsx";

type Props = {
  brand: Brand;
  filter: ReportFilter;
  onPeriod: (period: Period) => void;
  onMethod: (method: Method) => void;
  onCampaign: (name: string | undefined) => void;
};
/** What the drawer explains: a number of the period, or a post, perhaps reached from such a number. */
type Asked = { figure: FigureId | null; post: string | null; frozen?: string };
const nothing: Asked = { figure: null, post: null };

export function ReportScreen({ brand, filter, onPeriod, onMethod, onCampaign }: Props) {
  const trpc = useTRPC();
  const format = useFormatIn(brand.timeZone);
  const [asked, setAsked] = useState(nothing);
  const may = mayAsk(filter, brand.timeZone);
  const report = useQuery(trpc.reports.get.queryOptions(filter, { placeholderData: keepPreviousData, enabled: may }));
  // the numbers of another brand must not stand under this one's name, not even for a moment
  const shown = may && report.data?.brand.slug === brand.slug ? report.data : undefined;
  return (
    <FormatContext value={format}>
      <Page
        bar={<Bar brand={brand} filter={filter} report={shown} onPeriod={onPeriod} onMethod={onMethod} />}
        drawer={shown && <Asking report={shown} filter={filter} asked={asked} onAsk={setAsked} />}
        className="px-4 pt-3 pb-6 max-sm:p-3"
      >
        <div
          aria-busy={report.isPlaceholderData || undefined}
          className={cx("@container grid grid-cols-[minmax(0,1fr)] gap-3", report.isPlaceholderData && "opacity-60")}
        >
          {may && <CampaignBar brand={brand.slug} chosen={filter.campaign} onCampaign={onCampaign} />}
          {!may && <WrongPeriod period={filter} timeZone={brand.timeZone} onPeriod={onPeriod} />}
          {report.isError && <Problem error={report.error} onRetry={() => void report.refetch()} />}
          {may && !shown && !report.isError && <ReportLoading />}
          {shown && (
            <Body
              report={shown}
              filter={filter}
              asked={asked}
              onAsk={setAsked}
              onPeriod={onPeriod}
              onMethod={onMethod}
            />
          )}
        </div>
      </Page>
    </FormatContext>
  );
}

const houseOf = (brand: Brand): Method => ({ formula: brand.houseFormula, aggregate: brand.houseAggregate });

type BarProps = Omit<Props, "onCampaign"> & { report: Report | undefined };

function Bar({ brand, filter, report, onPeriod, onMethod }: BarProps) {
  const { t } = useTexts("reports");
  const { locale } = useFormat();
  const year = dayIn(brand.timeZone, new Date()).slice(0, 4);
  return (
    <>
      <PaneTitle className="max-sm:pl-1 sm:shrink-0">{t("title")}</PaneTitle>
      <span className="min-w-0 flex-1 truncate text-text-3 max-sm:invisible">{brand.name}</span>
      {report && beforeKnown(report) && (
        <span className="truncate text-text-2 tabular-nums max-lg:hidden">
          {t("vs", { period: sayPeriod(report.before, locale, year) })}
        </span>
      )}
      <FormulaMenu method={report ?? houseOf(brand)} house={houseOf(brand)} onMethod={onMethod} />
      <PeriodMenu key={`${filter.from}${filter.to}`} period={filter} timeZone={brand.timeZone} onPeriod={onPeriod} />
      <ExportMenu brand={brand} filter={filter} />
    </>
  );
}

type AskingProps = { report: Report; asked: Asked; onAsk: (asked: Asked) => void };

function Asking({ report, filter, asked, onAsk }: AskingProps & { filter: ReportFilter }) {
  const { t } = useTexts("reports");
  const post = report.posts.find((one) => one.id === asked.post);
  const figure = report.figures.find((one) => one.id === asked.figure);
  const close = () => onAsk(nothing);
  if (asked.frozen) return <FrozenDrawer key={asked.frozen} id={asked.frozen} onClose={close} />;
  if (post)
    return (
      <PostDrawer
        key={post.id}
        post={post}
        formula={report.formula}
        brand={report.brand.slug}
        back={figure ? { name: t(`name.${figure.id}`), onBack: () => onAsk({ figure: figure.id, post: null }) } : null}
        onClose={close}
      />
    );
  if (!figure) return null;
  return (
    <FigureDrawer
      key={figure.id}
      report={report}
      figure={figure}
      filter={filter}
      onPost={(id) => onAsk({ figure: figure.id, post: id })}
      onClose={close}
    />
  );
}

type BodyProps = AskingProps & Pick<Props, "filter" | "onPeriod" | "onMethod">;

function Body({ report, filter, asked, onAsk, onPeriod, onMethod }: BodyProps) {
  const openPost = (id: string) => onAsk({ figure: null, post: asked.post === id ? null : id });
  const openFigure = (id: FigureId) => onAsk({ figure: asked.figure === id && !asked.post ? null : id, post: null });
  const openFrozen = (id: string) => onAsk(asked.frozen === id ? nothing : { ...nothing, frozen: id });
  const posted = report.posts.length > 0;
  return (
    <>
      <MethodNotes report={report} onMethod={onMethod} />
      <QualityBanner report={report} />
      <KpiStrip report={report} open={asked.post ? null : asked.figure} onOpen={openFigure} />
      {posted && <FollowersNow report={report} />}
      {posted ? <ChartCard report={report} kind="interactions" /> : <NoPosts report={report} onPeriod={onPeriod} />}
      <div className="grid grid-cols-[minmax(0,1fr)] gap-3 @[760px]:grid-cols-2">
        <ChartCard report={report} kind="followers" />
        <ChartCard report={report} kind="received" />
      </div>
      {posted && <BestWorst posts={report.posts} formula={report.formula} onOpen={openPost} />}
      {posted && <PostsTable posts={report.posts} formula={report.formula} open={asked.post} onOpen={openPost} />}
      {posted && <CountsCard report={report} />}
      <FrozenCard filter={filter} report={report} open={asked.frozen} onOpen={openFrozen} />
    </>
  );
}

function NoPosts({ report, onPeriod }: { report: Report; onPeriod: Props["onPeriod"] }) {
  const { t } = useTexts("reports");
  const { locale } = useFormat();
  const today = dayIn(report.brand.timeZone, new Date());
  const longer = periodIdOf(report, today) !== "90d";
  const action = longer ? (
    <Button onClick={() => onPeriod(periodOf("90d", today))}>{t("posts.emptyLonger")}</Button>
  ) : (
    <Link to="/channels" search={{ brand: report.brand.slug }} className={buttonClass()}>
      {t("posts.emptyConnect")}
    </Link>
  );
  return (
    <Card>
      <EmptyState action={action} className="py-8">
        {t("posts.empty", { period: sayPeriod(report, locale, today.slice(0, 4)) })}
      </EmptyState>
    </Card>
  );
}
