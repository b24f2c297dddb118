import {
  Bar,
  CartesianGrid,
  ComposedChart,
  Line,
  ReferenceArea,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from "recharts";
import { useFormat } from "#web/lib/format.ts";
import { useTexts } from "#web/lib/i18n.ts";
import { alone, type ChartKind, extremes, gapsOf, type Point } from "./chart-series.ts";
import { sayDay } from "./period.ts";

type Props = { kind: ChartKind; points: Point[] };

const tick = { fontSize: 11, fill: "var(--text-3)" };
const still = { isAnimationActive: false } as const;

/** One axis, four lines, and holes where nothing was read. Loaded after the numbers, because Recharts is large. */
export default function DayChart({ kind, points }: Props) {
  const { t } = useTexts("reports");
  const { locale, compact, number } = useFormat();
  const ends = extremes(points);
  const summary = ends
    ? t("chart.summary", { low: number(ends.low), high: number(ends.high), day: sayDay(ends.day, locale) })
    : t("chart.nothing");
  const lines = kind === "followers";
  return (
    <ResponsiveContainer width="100%" height={188}>
      <ComposedChart
        data={points}
        title={t(`chart.${kind}`)}
        desc={summary}
        margin={{ top: 8, right: 8, bottom: 0, left: 0 }}
        barGap={1}
        barCategoryGap="18%"
      >
        <defs>
          <pattern id="no-reading" width={6} height={6} patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
            <rect width={6} height={6} fill="var(--c-gap)" />
            <line x1={0} x2={0} y1={0} y2={6} stroke="var(--line-strong)" strokeWidth={1.5} strokeOpacity={0.55} />
          </pattern>
        </defs>
        <CartesianGrid vertical={false} stroke="var(--c-grid)" />
        <XAxis
          dataKey="day"
          scale={lines ? "point" : "band"}
          tickFormatter={(day: string) => sayDay(day, locale)}
          tick={tick}
          tickLine={false}
          axisLine={{ stroke: "var(--line-strong)" }}
          minTickGap={48}
          tickMargin={6}
        />
        <YAxis
          tickFormatter={(value: number) => (lines ? number(value) : compact(value))}
          tickCount={4}
          allowDecimals={false}
          domain={lines ? ["auto", "auto"] : [0, "auto"]}
          tick={tick}
          tickLine={false}
          axisLine={false}
          width={lines ? 52 : 40}
        />
        <Tooltip
          content={<Reading kind={kind} />}
          cursor={{ fill: "var(--bg-hover)", stroke: "var(--line-control)" }}
          {...still}
        />
        {lines ? followerLines(points, t("chart.noReading")) : dayBars()}
      </ComposedChart>
    </ResponsiveContainer>
  );
}

const dayBars = () => [
  <Bar key="now" dataKey="now" fill="var(--c1)" radius={[2, 2, 0, 0]} maxBarSize={16} {...still} />,
  <Bar
    key="before"
    dataKey="before"
    fill="transparent"
    stroke="var(--c-prev)"
    radius={[2, 2, 0, 0]}
    maxBarSize={16}
    {...still}
  />,
];

const followerLines = (points: Point[], none: string) => [
  ...gapsOf(points).map(({ from, to }) => (
    <ReferenceArea
      key={from}
      x1={from}
      x2={to}
      fill="url(#no-reading)"
      fillOpacity={1}
      strokeOpacity={0}
      label={{ value: none, position: "insideTop", fontSize: 11, fill: "var(--text-2)" }}
    />
  )),
  <Line
    key="before"
    dataKey="before"
    stroke="var(--c-prev)"
    strokeWidth={1.25}
    strokeDasharray="4 3"
    dot={single(points, "before")}
    {...still}
  />,
  <Line key="now" dataKey="now" stroke="var(--c1)" strokeWidth={2} dot={single(points, "now")} {...still} />,
];

type DotProps = { cx?: number; cy?: number; index?: number };

/** Days with a reading between days without one: a line would leave them out. */
const single = (points: Point[], key: "now" | "before") =>
  function Dot({ cx, cy, index = 0 }: DotProps) {
    const shown = cx !== undefined && cy !== undefined && alone(points, index, key);
    return (
      <circle key={index} cx={cx} cy={cy} r={shown ? 2 : 0} fill={key === "now" ? "var(--c1)" : "var(--c-prev)"} />
    );
  };

type ReadingProps = { kind: ChartKind; active?: boolean; payload?: readonly { payload?: Point }[] };

function Reading({ kind, active, payload }: ReadingProps) {
  const { t } = useTexts("reports");
  const { locale, number } = useFormat();
  const point = payload?.[0]?.payload;
  if (!active || !point) return null;
  const none = t(kind === "interactions" ? "chart.noPost" : "chart.noReading");
  const rows = [
    { day: point.day, value: point.now, mark: "bg-c1" },
    { day: point.beforeDay, value: point.before, mark: "bg-c-prev" },
  ];
  return (
    <div className="rounded-m border border-line-strong bg-raised px-2 py-1.5 text-12 shadow-float">
      {rows.map(({ day, value, mark }) => (
        <p key={day} className="flex items-center gap-2 whitespace-nowrap">
          <span aria-hidden className={`size-2 rounded-[2px] ${mark}`} />
          <span className="min-w-14 text-text-2">{sayDay(day, locale)}</span>
          <span className="ml-auto font-medium tabular-nums">{value === null ? none : number(value)}</span>
        </p>
      ))}
    </div>
  );
}
