// biome-ignore-all lint/a11y/useSemanticElements: a phone swaps rows and columns by CSS, which a table cannot
// biome-ignore-all lint/a11y/useFocusableInteractive: focus roves over the cells alone
import { type CSSProperties, type KeyboardEvent, useRef, useState } from "react";
import type { Times } from "#shared/reports/screens.ts";
import { useFormat } from "#web/lib/format.ts";
import { useTexts } from "#web/lib/i18n.ts";
import { cx } from "#web/ui/cx.ts";
import { useNarrow } from "#web/ui/narrow.ts";
import { type HeatCell, heatCells, moved, sayHour, sayWeekday, usedHours } from "./times-grid.ts";
import { useSayRate } from "./use-say-rate.ts";

type At = { weekday: number; hour: number };
type Props = { times: Times; asked: At | null; onAsk: (at: At | null) => void };

// Literal names, so that the style sheet has them. The two darkest of a theme carry the other theme's text.
const shades = ["", "bg-h1", "bg-h2", "bg-h3", "bg-h4 text-surface", "bg-h5 text-surface"];
const hatch =
  "bg-[repeating-linear-gradient(135deg,var(--c-gap)_0_3px,transparent_3px_6px)] border border-line-strong text-text-3";

/** Days down and hours across; on a phone hours down and days across. One tab stop, arrows inside. */
export function HeatMap({ times, asked, onAsk }: Props) {
  const { t } = useTexts("reportScreens");
  const { locale } = useFormat();
  const grid = useRef<HTMLDivElement>(null);
  const upright = useNarrow();
  const cells = heatCells(times.cells);
  const used = usedHours(times.cells);
  const best = cells.reduce((top, cell, at) => ((cell.median ?? -1) > (cells[top]?.median ?? -1) ? at : top), 0);
  const [here, setHere] = useState(best);
  const move = (event: KeyboardEvent) => {
    const next = moved(here, event.key, upright);
    if (next === here && !event.key.startsWith("Arrow")) return;
    event.preventDefault();
    setHere(next);
    grid.current?.querySelector<HTMLElement>(`[data-at="${next}"]`)?.focus();
  };
  const outside = (hour: number) => hour < used.first || hour > used.last;
  return (
    <>
      <div
        ref={grid}
        role="grid"
        tabIndex={-1}
        aria-label={t("times.heat")}
        aria-description={t("times.keys")}
        onKeyDown={move}
        className="grid grid-cols-[2.5rem_repeat(24,minmax(0,1fr))] gap-0.75 text-11 max-sm:gap-y-0 max-sm:grid-cols-[2.75rem_repeat(7,minmax(0,1fr))]"
      >
        {Array.from({ length: 7 }, (_, weekday) => (
          <div key={sayWeekday(weekday, locale)} role="row" className="contents">
            <span role="rowheader" style={place(weekday, -1)} className={cx(spot, "pr-1 text-text-2")}>
              {sayWeekday(weekday, locale)}
            </span>
            {cells.slice(weekday * 24, weekday * 24 + 24).map((cell, hour) => {
              const at = weekday * 24 + hour;
              return (
                <HourCell
                  key={at}
                  at={at}
                  cell={cell}
                  times={times}
                  focusable={at === here}
                  open={asked?.weekday === weekday && asked.hour === hour}
                  className={cx(outside(hour) && "max-sm:hidden")}
                  onOpen={() => {
                    setHere(at);
                    onAsk(cell.count > 0 ? { weekday, hour } : null);
                  }}
                />
              );
            })}
          </div>
        ))}
        <HourNames outside={outside} />
      </div>
      <Legend times={times} cells={cells} />
    </>
  );
}

// Grid lines count from 1 and the first line belongs to the names; a phone swaps the two directions.
const spot =
  "flex items-center [grid-area:calc(var(--d)+1)/calc(var(--h)+2)] max-sm:justify-center max-sm:[grid-area:calc(var(--h)+2)/calc(var(--d)+2)]";
const place = (weekday: number, hour: number) => ({ "--d": weekday, "--h": hour }) as CSSProperties;

function HourNames({ outside }: { outside: (hour: number) => boolean }) {
  return Array.from({ length: 24 }, (_, hour) => (
    <span
      // biome-ignore lint/suspicious/noArrayIndexKey: the hour is the index
      key={hour}
      aria-hidden
      style={{ "--h": hour } as CSSProperties}
      className={cx(
        "flex items-center justify-center pt-0.5 text-text-3 tabular-nums [grid-area:8/calc(var(--h)+2)] max-sm:justify-start max-sm:pt-0 max-sm:[grid-area:calc(var(--h)+2)/1]",
        hour % 3 !== 0 && "sm:max-lg:invisible",
        outside(hour) && "max-sm:hidden",
      )}
    >
      {String(hour).padStart(2, "0")}
      <span className="sm:hidden">:00</span>
    </span>
  ));
}

type CellProps = {
  at: number;
  cell: HeatCell;
  times: Times;
  focusable: boolean;
  open: boolean;
  className: string;
  onOpen: () => void;
};

function HourCell({ at, cell, times, focusable, open, className, onOpen }: CellProps) {
  const { t } = useTexts("reportScreens");
  const { locale } = useFormat();
  const say = useSayRate(times.formula);
  const when = `${sayWeekday(cell.weekday, locale, "long")} ${sayHour(cell.hour)}`;
  const { count, median } = cell;
  const label =
    median !== null
      ? t("times.cell", { when, rate: say(median), count })
      : count > 0
        ? t("times.cellFew", { when, count })
        : t("times.cellNone", { when });
  return (
    <button
      type="button"
      role="gridcell"
      data-at={at}
      style={place(cell.weekday, cell.hour)}
      tabIndex={focusable ? 0 : -1}
      aria-label={label}
      aria-selected={open}
      title={label}
      onClick={onOpen}
      className={cx(
        spot,
        "h-8 w-full justify-center rounded-[3px] tabular-nums focus-visible:outline-offset-2 max-sm:mb-0.75 max-sm:h-9",
        median !== null ? shades[cell.step] : count > 0 ? hatch : "cursor-default bg-sunken",
        open && "outline-2 outline-offset-1 outline-text",
        className,
      )}
    >
      {count > 0 && count}
    </button>
  );
}

function Legend({ times, cells }: { times: Times; cells: HeatCell[] }) {
  const { t } = useTexts("reportScreens");
  const say = useSayRate(times.formula);
  const medians = cells.flatMap((cell) => (cell.median === null ? [] : [cell.median]));
  return (
    <p className="mt-3 flex flex-wrap items-center gap-x-4 gap-y-1 text-12 text-text-2">
      {medians.length > 0 && (
        <span className="flex items-center gap-1.5 tabular-nums">
          {say(Math.min(...medians))}
          <span aria-hidden className="flex gap-0.5">
            {shades.slice(1).map((shade) => (
              <span key={shade} className={cx("h-3 w-5 rounded-[2px]", shade)} />
            ))}
          </span>
          {say(Math.max(...medians))}
        </span>
      )}
      <span className="flex items-center gap-1.5">
        <span aria-hidden className={cx("size-3.5 rounded-[2px]", hatch)} />
        {t("times.few")}
      </span>
      <span className="text-text-3">{t("times.digits")}</span>
      <span className="text-text-3 max-sm:hidden">{t("times.keys")}</span>
    </p>
  );
}
