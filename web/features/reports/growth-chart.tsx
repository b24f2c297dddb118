import {
  Bar,
  BarChart,
  CartesianGrid,
  ComposedChart,
  Line,
  ReferenceArea,
  ReferenceLine,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from "recharts";
import type { Mix } from "#shared/reports/screens.ts";
import { useFormat } from "#web/lib/format.ts";
import { useTexts } from "#web/lib/i18n.ts";
import { gapsIn } from "./growth-gaps.ts";
import { sayDay } from "./period.ts";

type Point = Mix["growth"][number];
const tick = { fontSize: 11, fill: "var(--text-3)" };
const still = { isAnimationActive: false } as const;

/** Two charts with an axis each: the whole curve with the period marked, and the period's days. Gaps stay gaps. */
export default function GrowthChart({ mix }: { mix: Mix }) {
  const { t } = useTexts("reportScreens");
  const inside = mix.growth.filter((point) => point.day >= mix.from && point.day <= mix.to);
  return (
    <>
      <Curve mix={mix} />
      <h3 className="mt-2 font-strong">
        {t("mix.changes")} <span className="text-12 font-normal text-text-3">{t("mix.changesUnit")}</span>
      </h3>
      <Changes points={inside} />
    </>
  );
}

function Curve({ mix }: { mix: Mix }) {
  const { t } = useTexts("reportScreens");
  const { locale, compact } = useFormat();
  const [first, last] = [mix.growth[0]?.day ?? mix.from, mix.growth.at(-1)?.day ?? mix.to];
  return (
    <ResponsiveContainer width="100%" height={176}>
      <ComposedChart data={mix.growth} title={t("mix.followers")} margin={{ top: 8, right: 8, bottom: 0, left: 0 }}>
        <defs>
          <pattern id="no-count" width={6} height={6} patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
            <rect width={6} height={6} fill="var(--c-gap)" />
            <line x1={0} x2={0} y1={0} y2={6} stroke="var(--line-strong)" strokeWidth={1.5} />
          </pattern>
        </defs>
        <CartesianGrid vertical={false} stroke="var(--c-grid)" />
        <ReferenceArea
          x1={mix.from > first ? mix.from : first}
          x2={mix.to < last ? mix.to : last}
          fill="var(--c-band)"
          fillOpacity={0.6}
          strokeOpacity={0}
        />
        {gapsIn(mix.growth).map(({ from, to }) => (
          <ReferenceArea key={from} x1={from} x2={to} fill="url(#no-count)" fillOpacity={1} strokeOpacity={0} />
        ))}
        <XAxis
          dataKey="day"
          scale="point"
          tickFormatter={(day: string) => sayDay(day, locale)}
          tick={tick}
          tickLine={false}
          axisLine={{ stroke: "var(--line-strong)" }}
          minTickGap={56}
          tickMargin={6}
        />
        <YAxis
          tickFormatter={(value: number) => compact(value)}
          tickCount={4}
          allowDecimals={false}
          domain={[0, "auto"]}
          tick={tick}
          tickLine={false}
          axisLine={false}
          width={44}
        />
        <Tooltip content={<Reading />} cursor={{ stroke: "var(--line-control)" }} {...still} />
        <Line dataKey="followers" stroke="var(--c1)" strokeWidth={2} dot={false} {...still} />
      </ComposedChart>
    </ResponsiveContainer>
  );
}

function Changes({ points }: { points: Point[] }) {
  const { t } = useTexts("reportScreens");
  const { locale, compact } = useFormat();
  return (
    <ResponsiveContainer width="100%" height={124}>
      <BarChart
        data={points.map(({ day, followers, change }) => ({
          ...{ day, followers, change },
          won: change !== null && change >= 0 ? change : null,
          lost: change !== null && change < 0 ? change : null,
        }))}
        title={t("mix.changes")}
        stackOffset="sign"
        margin={{ top: 6, right: 8, bottom: 0, left: 0 }}
        barCategoryGap="18%"
      >
        <CartesianGrid vertical={false} stroke="var(--c-grid)" />
        <XAxis
          dataKey="day"
          tickFormatter={(day: string) => sayDay(day, locale)}
          tick={tick}
          tickLine={false}
          axisLine={false}
          minTickGap={56}
          tickMargin={6}
        />
        <YAxis
          tickFormatter={(value: number) => compact(value).replace("-", "−")}
          tickCount={4}
          allowDecimals={false}
          tick={tick}
          tickLine={false}
          axisLine={false}
          width={44}
        />
        <ReferenceLine y={0} stroke="var(--line-control)" />
        <Tooltip content={<Reading />} cursor={{ fill: "var(--bg-hover)" }} {...still} />
        <Bar dataKey="won" stackId="one" fill="var(--c1)" maxBarSize={16} {...still} />
        <Bar dataKey="lost" stackId="one" fill="var(--c2)" maxBarSize={16} {...still} />
      </BarChart>
    </ResponsiveContainer>
  );
}

type ReadingProps = { active?: boolean; payload?: readonly { payload?: Point }[] };

function Reading({ active, payload }: ReadingProps) {
  const { t } = useTexts("reportScreens");
  const reports = useTexts("reports").t;
  const { number, calendarDay } = useFormat();
  const point = payload?.[0]?.payload;
  if (!active || !point) return null;
  const say = (count: number | null) => (count === null ? reports("chart.noReading") : number(count));
  return (
    <div className="rounded-m border border-line-strong bg-raised px-2 py-1.5 text-12 shadow-float">
      <p className="text-text-2">{calendarDay(point.day)}</p>
      <p className="tabular-nums">
        {reports("name.followers")}: <b>{say(point.followers)}</b>
      </p>
      <p className="tabular-nums">
        {t("mix.change")}: <b>{say(point.change)}</b>
      </p>
    </div>
  );
}
