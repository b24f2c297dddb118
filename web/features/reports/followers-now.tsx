import type { FigureId, Report } from "#shared/reports/schema.ts";
import { useFormat } from "#web/lib/format.ts";
import { useTexts } from "#web/lib/i18n.ts";
import { Card } from "#web/ui/panes.tsx";
import { aggregateName } from "./formula-menu.tsx";
import { useSay } from "./value.tsx";

const figureOf = {
  "median-of-posts": ["rate-median", "median"],
  "mean-of-posts": ["rate-mean", "mean"],
  "ratio-of-sums": ["rate-sum", "sum"],
} as const satisfies Record<Report["aggregate"], readonly [FigureId, "median" | "mean" | "sum"]>;

/** The same posts divided by today's followers, and why that number is another one. Nothing to see where it is not. */
export function FollowersNow({ report }: { report: Report }) {
  const { t } = useTexts("reportFormulas");
  const { number } = useFormat();
  const say = useSay();
  const [id, key] = figureOf[report.aggregate];
  const figure = report.figures.find((one) => one.id === id);
  const sums = report.figures.find((one) => one.id === "rate-sum");
  const now = report.followersNow;
  if (!now || !figure || figure.value === null || now[key] === null || !sums?.denominator) return null;
  const [then, today] = [say(figure.value, figure.unit, id), say(now[key], figure.unit, id)];
  if (then === today) return null;
  const others = Object.entries(figureOf).flatMap(([aggregate, [otherId, otherKey]]) => {
    const other = report.figures.find((one) => one.id === otherId);
    if (otherId === id || !other || other.value === null || now[otherKey] === null) return [];
    const name = aggregateName({ formula: report.formula, aggregate: aggregate as Report["aggregate"] });
    return t("now.other", {
      name,
      own: say(other.value, other.unit, otherId),
      now: say(now[otherKey], other.unit, otherId),
    });
  });
  const average = number(Math.round(sums.denominator / sums.counted));
  return (
    <Card title={t("now.title")}>
      <div className="flex flex-wrap items-start gap-x-8 gap-y-2 pt-0.5">
        <p>
          <span className="block text-18 font-strong tabular-nums">{then}</span>
          <span className="text-12 text-text-3">{t("now.atPosting")}</span>
        </p>
        <p>
          <span className="block text-18 text-text-2 tabular-nums line-through decoration-1">{today}</span>
          <span className="text-12 text-text-3">{t("now.now")}</span>
        </p>
        <div className="grid max-w-150 flex-1 basis-80 gap-1 text-pretty text-text-2">
          <p>{t("now.why", { count: figure.counted, average, today: number(now.count), then, now: today })}</p>
          {others.length > 0 && <p className="text-12 text-text-3 tabular-nums">{others.join(" ")}</p>}
        </div>
      </div>
    </Card>
  );
}
