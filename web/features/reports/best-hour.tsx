import { bestCells } from "#shared/reports/best-times.ts";
import type { Times } from "#shared/reports/screens.ts";
import { useFormat } from "#web/lib/format.ts";
import { useTexts } from "#web/lib/i18n.ts";
import { EmptyState } from "#web/ui/empty-state.tsx";
import { sayHour, sayWeekday } from "./times-grid.ts";
import { useSayRate } from "./use-say-rate.ts";

/** From here on chance explains a best hour too easily to plan by it. */
const byChance = 0.1;

/** The best hour in words, and how much of it may be luck: three posts make no rule. */
export function BestHour({ times }: { times: Times }) {
  const { t } = useTexts("reportScreens");
  const { locale, percent } = useFormat();
  const say = useSayRate(times.formula);
  const best = bestCells(times.cells)[0];
  if (times.posts === 0) return <EmptyState className="py-6">{t("times.empty")}</EmptyState>;
  if (!best) return <p className="text-text-2">{t("times.noBest")}</p>;
  const when = `${sayWeekday(best.weekday, locale, "long")} ${sayHour(best.hour)}`;
  const said = { rate: say(best.median), all: say(times.median), rated: times.rated, count: best.count };
  return (
    <div>
      <p className="text-16">
        <b>{t("times.best", { when })}</b> {t("times.bestOf", said)}
      </p>
      {times.chance !== null && (
        <p className="mt-0.5 max-w-[88ch] text-pretty text-text-2" title={t("times.chanceHow")}>
          {t(times.chance >= byChance ? "times.chanceHigh" : "times.chanceLow", { share: percent(times.chance) })}
        </p>
      )}
    </div>
  );
}
