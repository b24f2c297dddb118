import {
  Area,
  CartesianGrid,
  ComposedChart,
  Line,
  ReferenceLine,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from "recharts";
import type { Forecast } from "#shared/reports/forecast-schema.ts";
import { useFormat } from "#web/lib/format.ts";
import { useTexts } from "#web/lib/i18n.ts";
import { type AheadPoint, aheadPoints } from "./ahead-points.ts";
import { sayDay } from "./period.ts";

const tick = { fontSize: 11, fill: "var(--text-3)" };
const still = { isAnimationActive: false } as const;

/** The last weeks, and what comes with its bands. Loaded after the words, because Recharts is large. */
export default function AheadChart({ forecast }: { forecast: Forecast }) {
  const { t } = useTexts("ahead");
  const { locale, compact, number } = useFormat();
  const points = aheadPoints(forecast);
  const followers = forecast.series === "followers";
  const week = forecast.ahead[Math.min(6, forecast.ahead.length - 1)];
  const whole = (value: number | undefined) => number(Math.round(value ?? 0));
  const title = t(`series.${forecast.series}.title`);
  const summary = t("chart", {
    title,
    days: number(points.length - forecast.ahead.length),
    ahead: number(forecast.ahead.length),
    day: week ? sayDay(week.day, locale) : "",
    value: whole(week?.value),
    low: whole(week?.low80),
    high: whole(week?.high80),
  });
  const area = (key: "band95" | "band80", opacity: number) => (
    <Area dataKey={key} stroke="none" fill="var(--c1)" fillOpacity={opacity} connectNulls={false} {...still} />
  );
  return (
    <ResponsiveContainer width="100%" height={224}>
      <ComposedChart data={points} title={title} desc={summary} margin={{ top: 8, right: 8, bottom: 0, left: 0 }}>
        <CartesianGrid vertical={false} stroke="var(--c-grid)" />
        <XAxis
          dataKey="day"
          scale="point"
          tickFormatter={(day: string) => sayDay(day, locale)}
          tick={tick}
          tickLine={false}
          axisLine={{ stroke: "var(--line-strong)" }}
          minTickGap={48}
          tickMargin={6}
        />
        <YAxis
          tickFormatter={(value: number) => (followers ? number(value) : compact(value))}
          tickCount={5}
          allowDecimals={false}
          domain={followers ? ["auto", "auto"] : [0, "auto"]}
          tick={tick}
          tickLine={false}
          axisLine={false}
          width={52}
        />
        <Tooltip content={<Reading />} cursor={{ stroke: "var(--line-control)" }} {...still} />
        {area("band95", 0.15)}
        {area("band80", 0.22)}
        <ReferenceLine x={forecast.history.at(-1)?.day} stroke="var(--line-control)" />
        <Line dataKey="value" stroke="var(--c-prev)" strokeWidth={1.75} dot={false} {...still} />
        <Line dataKey="said" stroke="var(--c1)" strokeWidth={2} strokeDasharray="5 3" dot={false} {...still} />
      </ComposedChart>
    </ResponsiveContainer>
  );
}

type ReadingProps = { active?: boolean; payload?: readonly { payload?: AheadPoint }[] };

function Reading({ active, payload }: ReadingProps) {
  const { t } = useTexts("ahead");
  const { calendarDay, number } = useFormat();
  const point = payload?.[0]?.payload;
  if (!active || !point) return null;
  const whole = (value: number) => number(Math.round(value));
  const line = (name: string, text: string) => (
    <p className="flex gap-3 whitespace-nowrap">
      <span className="text-text-2">{name}</span>
      <span className="ml-auto font-medium tabular-nums">{text}</span>
    </p>
  );
  const band = (edges: [number, number]) => t("table.to", { low: whole(edges[0]), high: whole(edges[1]) });
  return (
    <div className="rounded-m border border-line-strong bg-raised px-2 py-1.5 text-12 shadow-float">
      <p className="text-text-3">{calendarDay(point.day)}</p>
      {point.said === null || !point.band80 || point.value !== null
        ? line(t("legend.history"), number(point.value))
        : line(t("legend.ahead"), whole(point.said))}
      {point.value === null && point.band80 && line(t("table.band80"), band(point.band80))}
      {point.value === null && point.band95 && line(t("table.band95"), band(point.band95))}
    </div>
  );
}
