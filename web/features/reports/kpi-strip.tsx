import type { ReactNode } from "react";
import { rateParts } from "#shared/reports/closed-list.ts";
import type { Figure, FigureId, Report } from "#shared/reports/schema.ts";
import { formulaTexts } from "#shared/reports/texts/en.ts";
import { useFormat } from "#web/lib/format.ts";
import { useTexts } from "#web/lib/i18n.ts";
import { cx } from "#web/ui/cx.ts";
import { beforeKnown } from "./method-notes.tsx";
import { ChangeLine, useSay, useWhy } from "./value.tsx";

type Props = { report: Report; open: FigureId | null; onOpen: (id: FigureId) => void };

const grid = "grid grid-cols-2 overflow-hidden rounded-l border border-line bg-line gap-px";
const columns = "@[560px]:grid-cols-5 @[1000px]:grid-cols-[1fr_.7fr_1fr_3.1fr_1fr_1.15fr]";
const columnsWithVoice = "@[560px]:grid-cols-3 @[1000px]:grid-cols-[1fr_.7fr_1fr_3.1fr_1fr_1.15fr_1fr]";

/** The six numbers a client asks about, and with competitors a seventh; each opens to where it comes from. */
export function KpiStrip({ report, open, onOpen }: Props) {
  const { t } = useTexts("reports");
  const voice = report.figures.some((figure) => figure.id === "share-of-voice");
  const tile = (id: FigureId) => <Tile key={id} id={id} report={report} open={open === id} onOpen={onOpen} />;
  const titled = (id: FigureId, className?: string) => (
    <Titled title={t(`name.${id}`)} className={className}>
      {tile(id)}
    </Titled>
  );
  return (
    <section aria-label={t("kpis.label")} className={cx(grid, voice ? columnsWithVoice : columns)}>
      {titled("followers")}
      {titled("posts")}
      {titled("interactions")}
      <Titled
        title={
          <>
            {t("kpis.rate")} <span className="font-normal text-text-3">{lower(formulaTexts[report.formula].name)}</span>
          </>
        }
        className="-order-1 col-span-full @[1000px]:order-none @[1000px]:col-span-1"
      >
        <div className="grid grid-cols-3">{ratesOf(report).map((id) => tile(id))}</div>
      </Titled>
      {titled("response-rate")}
      {titled("first-answer", voice ? undefined : "col-span-full @[560px]:col-span-1")}
      {voice && titled("share-of-voice")}
    </section>
  );
}

const rateIds = {
  "median-of-posts": "rate-median",
  "mean-of-posts": "rate-mean",
  "ratio-of-sums": "rate-sum",
} as const;

/** The three aggregates of the rate, the one asked for first. */
function ratesOf({ aggregate }: Report): FigureId[] {
  const first = rateIds[aggregate];
  return [first, ...Object.values(rateIds).filter((id) => id !== first)];
}

const lower = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);

function Titled({ title, className, children }: { title: ReactNode; className?: string; children: ReactNode }) {
  return (
    <div className={cx("min-w-0 bg-surface", className)}>
      <h2 className="truncate px-3 pt-2 text-12 leading-4.5 font-normal text-text-2">{title}</h2>
      {children}
    </div>
  );
}

type TileProps = { id: FigureId; report: Report; open: boolean; onOpen: (id: FigureId) => void };

function Tile({ id, report, open, onOpen }: TileProps) {
  const { t } = useTexts("reports");
  const say = useSay();
  const figure = report.figures.find((one) => one.id === id);
  const sub = useSub(report);
  if (!figure) return null;
  const value = say(figure.value, figure.unit, id);
  return (
    <button
      type="button"
      aria-expanded={open}
      title={t("kpis.open", { name: t(`name.${id}`), value })}
      onClick={() => onOpen(id)}
      className={cx(
        "flex w-full min-w-0 flex-col items-start px-3 pb-2.25 text-left hover:bg-hover focus-visible:-outline-offset-2",
        open && "bg-selected",
      )}
    >
      <span className="sr-only">{t(`name.${id}`)}: </span>
      <span
        className={cx(
          "inline-block border-b border-dotted border-line-control text-18 leading-5.5 font-strong tracking-[-.01em] whitespace-nowrap tabular-nums",
          figure.value === null && "font-normal text-text-3",
        )}
      >
        {value}
      </span>
      {figure.value !== null && beforeKnown(report) && (
        <ChangeLine now={figure} before={report.figuresBefore.find((before) => before.id === id)} />
      )}
      <span className="block text-12 leading-4 text-pretty text-text-3">{sub(figure)}</span>
    </button>
  );
}

/** What the number is made of, in a few words; for a missing one, why it is missing. */
function useSub(report: Report): (figure: Figure) => string {
  const { t } = useTexts("reports");
  const why = useWhy();
  const { t: tell } = useTexts("reportFormulas");
  const say = useSay();
  const { number } = useFormat();
  const days = rateParts[report.formula].per === "day";
  const settling = report.posts.filter((post) => !post.settled).length;
  return (figure) => {
    const count = figure.counted;
    if (figure.value === null) return why(figure.missing);
    switch (figure.id) {
      case "followers":
        return t("kpis.channels", { count });
      case "posts":
        return settling > 0 ? t("kpis.settling", { count: settling }) : t("kpis.organic");
      case "interactions":
        return t("kpis.ofPosts", { count });
      case "rate-median":
        return days ? tell("kpis.medianDays", { count }) : t("kpis.median", { count });
      case "rate-mean":
        return days ? tell("kpis.meanDays", { count }) : tell("kpis.mean", { count });
      case "rate-sum":
        return t("kpis.sums");
      case "response-rate":
      case "share-of-voice":
        return t("kpis.ratio", { part: number(figure.numerator), whole: number(figure.denominator) });
      case "first-answer": {
        const p90 = report.figures.find((one) => one.id === "first-answer-p90");
        return p90 ? tell("kpis.p90", { time: say(p90.value, "seconds") }) : t("kpis.answers", { count });
      }
      default:
        return "";
    }
  };
}
