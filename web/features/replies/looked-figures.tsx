import { bands, type LookedPerson } from "#shared/replies/look-back.ts";
import { useFormat } from "#web/lib/format.ts";
import { useTexts } from "#web/lib/i18n.ts";
import { cx } from "#web/ui/cx.ts";
import { Card } from "#web/ui/panes.tsx";
import type { Drill } from "./look-back-screen.tsx";

type Props = { all: LookedPerson; onDrill: (drill: Drill) => void };

/** The four shares of the period, each with what it is a share of, and the bands of likeness. */
export function LookedFigures({ all, onDrill }: Props) {
  const { t } = useTexts("lookBack");
  const repeats = { hits: all.bands.reused + all.bands.same, of: all.replies };
  const kinds = [
    { name: "repeats", share: repeats, drill: "reused" },
    { name: "takesUp", share: all.takesUp, drill: "nothing" },
    { name: "unanswered", share: all.unanswered, drill: "unanswered" },
    { name: "missed", share: all.missed, drill: "missed" },
  ] as const;
  return (
    <>
      <dl className="grid grid-cols-4 overflow-hidden rounded-l border border-line max-lg:grid-cols-2 max-sm:grid-cols-1">
        {kinds.map(({ name, share }) => (
          <Figure key={name} label={t(`figures.${name}`)} why={t(`figures.${name}Why`)} share={share} />
        ))}
      </dl>
      <Card title={t("bands.title")}>
        <p className="mb-1.5 text-12 text-text-3">{t("bands.why")}</p>
        <Bands all={all} onDrill={onDrill} />
      </Card>
    </>
  );
}

type FigureProps = { label: string; why: string; share: { hits: number; of: number } };

function Figure({ label, why, share }: FigureProps) {
  const { t } = useTexts("lookBack");
  const format = useFormat();
  const value = share.of === 0 ? null : share.hits / share.of;
  return (
    <div className="grid content-start gap-0.5 border-line px-3 py-2.5 not-last:border-r max-lg:border-b max-sm:!border-r-0">
      <dt className="text-text-2">{label}</dt>
      <dd className="flex items-baseline gap-2">
        <b className="text-20 font-strong tabular-nums">{format.percent(value)}</b>
        <span className="text-12 text-text-3 tabular-nums">
          {t("figures.of", { hits: format.number(share.hits), of: format.number(share.of) })}
        </span>
      </dd>
      <dd className="text-12 text-text-3">{why}</dd>
    </div>
  );
}

const fills = { own: "bg-c3", kindred: "bg-c3/60", reused: "bg-l-amber", same: "bg-c2" };

function Bands({ all, onDrill }: Props) {
  const { t } = useTexts("lookBack");
  const format = useFormat();
  return (
    <ul className="grid gap-0.5">
      {bands.map((band) => {
        const count = all.bands[band];
        return (
          <li key={band}>
            <button
              type="button"
              disabled={count === 0}
              onClick={() => onDrill({ kind: band, person: null, name: null, count })}
              className="grid w-full grid-cols-[96px_minmax(0,1fr)_92px] items-center gap-3 rounded-m px-1 py-1 text-left enabled:hover:bg-hover max-sm:min-h-11"
            >
              <span className="text-text-2">{t(`bands.${band}`)}</span>
              <span aria-hidden className="h-3 rounded-[2px] bg-active">
                <i
                  className={cx("block h-full rounded-[2px]", fills[band])}
                  style={{ width: `${(count / Math.max(1, all.replies)) * 100}%` }}
                />
              </span>
              <span className="text-right tabular-nums">
                {format.number(count)}{" "}
                <span className="text-12 text-text-3">{format.percent(count / Math.max(1, all.replies))}</span>
              </span>
            </button>
          </li>
        );
      })}
    </ul>
  );
}
