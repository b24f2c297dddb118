import { Printer } from "lucide-react";
import { type ReactNode, useEffect } from "react";
import { inkOf } from "#shared/reports/ink.ts";
import { figureDefinition, figureName, sayDays, sayNumber } from "#shared/reports/say-figure.ts";
import type { Figure, Report } from "#shared/reports/schema.ts";
import type { SharedPage } from "#shared/reports/sharing-schema.ts";
import type { OutTexts } from "#shared/reports/texts/out-texts.ts";
import { Button } from "#web/ui/button.tsx";
import { SharedCharts } from "./shared-charts.tsx";
import { SharedPosts } from "./shared-posts.tsx";

type Page = Extract<SharedPage, { state: "open" }>;
type Props = { page: Page; texts: OutTexts; tools: ReactNode };

/** The report behind a link: the figures of the screen, and not a word about anything else. */
export function SharedReport({ page, texts, tools }: Props) {
  const { report, look } = page;
  const ink = inkOf(look.color);
  const title = `${report.brand.name}: ${texts.page.title}`;
  useEffect(() => {
    document.title = title;
  }, [title]);
  return (
    <main className="h-full overflow-y-auto bg-app print:h-auto print:overflow-visible print:bg-white">
      <header style={{ backgroundColor: ink, color: "#ffffff" }} className="print:[print-color-adjust:exact]">
        <div className="mx-auto flex max-w-220 flex-wrap items-end gap-x-6 gap-y-4 px-6 py-8 max-sm:px-4">
          {look.logo && (
            <img
              src={look.logo}
              alt=""
              style={{ backgroundColor: "#ffffff" }}
              className="h-14 max-w-44 rounded-m object-contain p-1.5"
            />
          )}
          <div className="min-w-0 flex-1 max-sm:basis-full">
            <h1 className="text-20 font-strong text-balance">{title}</h1>
            <p className="mt-1">{sayDays(report, texts.locale)}</p>
          </div>
          <div className="flex flex-wrap items-center gap-2 text-text print:hidden">
            {tools}
            <Button size="l" icon={Printer} onClick={() => window.print()}>
              {texts.link.print}
            </Button>
          </div>
        </div>
      </header>
      <div className="mx-auto grid max-w-220 gap-5 px-6 py-5 max-sm:px-4">
        <Standing page={page} texts={texts} />
        <Figures report={report} texts={texts} />
        <SharedCharts report={report} texts={texts} ink={ink} />
        <SharedPosts report={report} texts={texts} />
        <Sources report={report} texts={texts} />
      </div>
    </main>
  );
}

/** Whether the figures stand still or move, and until when the link works. */
function Standing({ page, texts }: { page: Page; texts: OutTexts }) {
  const { link } = texts;
  const zone = page.report.brand.timeZone;
  const format = new Intl.DateTimeFormat(texts.locale, { timeZone: zone, dateStyle: "medium", timeStyle: "short" });
  const say = (at: string) => format.format(new Date(at));
  return (
    <p className="text-12 text-text-3">
      <strong className="font-medium text-text-2">
        {page.live ? link.live(say(page.report.asOf)) : link.frozen(say(page.sharedAt))}
      </strong>{" "}
      {page.report.campaign && texts.page.campaign(page.report.campaign)} {link.until(say(page.expiresAt))}{" "}
      {texts.page.compared(sayDays(page.report.before, texts.locale))}.
    </p>
  );
}

function Figures({ report, texts }: { report: Report; texts: OutTexts }) {
  const before = new Map(report.figuresBefore.map((figure) => [figure.id, figure]));
  return (
    <section aria-label={texts.page.figures}>
      <h2 className="mb-2 text-16 font-strong">{texts.page.figures}</h2>
      <dl className="grid grid-cols-3 gap-3 max-md:grid-cols-2 max-sm:grid-cols-1">
        {report.figures.map((figure) => (
          <FigureCard key={figure.id} figure={figure} before={before.get(figure.id)} report={report} texts={texts} />
        ))}
      </dl>
    </section>
  );
}

type CardProps = { figure: Figure; before: Figure | undefined; report: Report; texts: OutTexts };

function FigureCard({ figure, before, report, texts }: CardProps) {
  const say = (value: number | null) => sayNumber(value, figure.unit, texts);
  const out = figure.leftOut.map(({ why, count }) => `${count} ${texts.leftOut[why]}`).join(", ");
  return (
    <div className="flex flex-col rounded-l border border-line bg-surface px-3.5 py-3 break-inside-avoid">
      <dt className="text-12 text-text-2">{figureName(figure, report, texts)}</dt>
      <dd className="mt-1 text-20 font-strong tabular-nums">{say(figure.value)}</dd>
      <dd className="text-12 text-text-2">
        {figure.missing ? texts.missing[figure.missing] : texts.mail.before(say(before?.value ?? null))}
      </dd>
      <dd className="mt-2 text-12 leading-4.5 text-text-3">
        {figureDefinition(figure, report, texts)}
        {figure.spread && `; ${texts.page.middleHalf(say(figure.spread.q1), say(figure.spread.q3))}`}
        {out && `; ${texts.page.leftOut}: ${out}`}
      </dd>
    </div>
  );
}

function Sources({ report, texts }: { report: Report; texts: OutTexts }) {
  const { timeZone } = report.brand;
  const format = new Intl.DateTimeFormat(texts.locale, { timeZone, dateStyle: "medium", timeStyle: "short" });
  return (
    <footer className="border-t border-line pt-3 pb-6 text-12 text-text-3">
      <h2 className="font-medium text-text-2">{texts.page.sources}</h2>
      <p>{texts.page.made(format.format(new Date(report.asOf)), timeZone)}</p>
      {report.daysWithoutReading.map(({ channelName, network, days }) => (
        <p key={`${network}${channelName}`}>
          {channelName} ({network}): {texts.page.noReading(days.length)}
        </p>
      ))}
      <p>{texts.page.marksMean}</p>
    </footer>
  );
}
