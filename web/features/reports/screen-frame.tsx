import type { ReactNode } from "react";
import { FormatContext, useFormat, useFormatIn } from "#web/lib/format.ts";
import { useTexts } from "#web/lib/i18n.ts";
import { Problem } from "#web/lib/problem.tsx";
import { Banner } from "#web/ui/banner.tsx";
import { cx } from "#web/ui/cx.ts";
import { Page, PaneTitle } from "#web/ui/panes.tsx";
import { mayAsk, type Period } from "./period.ts";
import { PeriodMenu } from "./period-menu.tsx";
import { ReportLoading } from "./report-loading.tsx";
import { WrongPeriod } from "./wrong-period.tsx";

type Query<T> = {
  data: T | undefined;
  error: unknown;
  isError: boolean;
  isPlaceholderData: boolean;
  refetch: () => unknown;
};

type Props<T> = {
  title: string;
  about: string;
  timeZone: string;
  period: Period;
  onPeriod: (period: Period) => void;
  query: Query<T>;
  /** false while the answer is still that of another brand: its numbers must not stand under this one's name */
  fits?: (data: T) => boolean;
  controls?: ReactNode;
  drawer?: ReactNode;
  children: (data: T) => ReactNode;
};

/** What every further report screen shares: bar, period, loading, errors, and days nothing is known of. */
export function ScreenFrame<T>({ timeZone, ...props }: Props<T>) {
  const format = useFormatIn(timeZone);
  return (
    <FormatContext value={format}>
      <Page
        bar={<Bar {...props} timeZone={timeZone} />}
        drawer={props.drawer}
        className="px-4 pt-3 pb-6 max-sm:p-3 max-md:pb-20"
      >
        <Body {...props} timeZone={timeZone} />
      </Page>
    </FormatContext>
  );
}

function Bar<T>({ title, about, period, timeZone, onPeriod, controls }: Props<T>) {
  return (
    <>
      <PaneTitle className="max-sm:pl-1">{title}</PaneTitle>
      <span className="min-w-0 flex-1 truncate text-text-3 max-sm:invisible">{about}</span>
      {controls}
      <PeriodMenu key={`${period.from}${period.to}`} period={period} timeZone={timeZone} onPeriod={onPeriod} />
    </>
  );
}

function Body<T>({ period, timeZone, onPeriod, query, fits, children }: Props<T>) {
  if (!mayAsk(period, timeZone)) return <WrongPeriod period={period} timeZone={timeZone} onPeriod={onPeriod} />;
  const shown = query.data !== undefined && (!fits || fits(query.data)) ? query.data : undefined;
  return (
    <div
      aria-busy={query.isPlaceholderData || undefined}
      className={cx("@container grid grid-cols-[minmax(0,1fr)] gap-3", query.isPlaceholderData && "opacity-60")}
    >
      {query.isError && <Problem error={query.error} onRetry={() => void query.refetch()} />}
      {shown === undefined && !query.isError && <ReportLoading />}
      {shown !== undefined && <Partly from={period.from} dataFrom={dataFromOf(shown)} />}
      {shown !== undefined && children(shown)}
    </div>
  );
}

const dataFromOf = (data: unknown): string | null => (data as { dataFrom?: string | null }).dataFrom ?? null;

/** A period longer than the data says so, so that its beginning is not read as zero. */
function Partly({ from, dataFrom }: { from: string; dataFrom: string | null }) {
  const { t } = useTexts("reportScreens");
  const { calendarDay } = useFormat();
  if (!dataFrom || dataFrom <= from) return null;
  return <Banner tone="hint">{t("partly", { day: calendarDay(dataFrom) })}</Banner>;
}
