import { sayDay } from "./say-figure.ts";
import type { Report } from "./schema.ts";
import type { OutTexts } from "./texts/out-texts.ts";

type Kind = "interactions" | "followers" | "received";
type Point = { day: string; now: number | null; before: number | null };

const [width, height] = [515, 150];
const [left, right, top, bottom] = [46, 4, 8, 18];
const ink = { grid: "#dde1e8", text: "#5d626e", earlier: "#8b93a3", gap: "#eef0f4" };

/** A chart for print: bars of counts or a line of followers, a hole where nothing was read, the period before in grey. Null without a value. */
export function chartSvg(report: Report, kind: Kind, color: string, texts: OutTexts): string | null {
  const points = pointsOf(report, kind);
  const lines = kind === "followers";
  const known = points.flatMap(({ now, before }) => [now, before]).filter((value) => value !== null);
  if (known.length === 0) return null;
  const scale = scaleOf(known, lines);
  const x = (at: number): number => left + ((at + 0.5) * (width - left - right)) / points.length;
  const y = (value: number): number =>
    top + (height - top - bottom) * (1 - (value - scale.low) / (scale.high - scale.low));
  const label = (value: number): string => value.toLocaleString(texts.locale);
  const ticks = scale.ticks.map(
    (value) =>
      `<line x1="${left}" x2="${width - right}" y1="${y(value)}" y2="${y(value)}" stroke="${ink.grid}" stroke-width="0.6"/>` +
      `<text x="${left - 5}" y="${y(value) + 2.6}" text-anchor="end" ${font}>${label(value)}</text>`,
  );
  const marks = lines ? curves(points, x, y, color) : bars(points, x, y, color);
  const gaps = lines ? holes(points, x) : [];
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">${[
    ...gaps,
    ...ticks,
    ...marks,
    ...days(points, x, texts),
  ].join("")}</svg>`;
}

const font = `font-family="Roboto" font-size="7.5" fill="${ink.text}"`;

function pointsOf(report: Report, kind: Kind): Point[] {
  return report.days.map((day) => {
    if (kind === "interactions") return { day: day.day, now: day.interactions, before: day.interactionsBefore };
    if (kind === "followers") return { day: day.day, now: day.followers, before: day.followersBefore };
    return { day: day.day, now: day.received, before: day.receivedBefore };
  });
}

/** Round numbers around the values; bars stand on 0, lines need not. */
function scaleOf(values: readonly number[], fromValues: boolean): { low: number; high: number; ticks: number[] } {
  const most = Math.max(1, ...values);
  const least = fromValues && values.length > 0 ? Math.min(...values) : 0;
  const rough = Math.max(1, (most - least) / 3);
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = Math.max(1, [1, 2, 5, 10].map((by) => by * power).find((by) => by >= rough) ?? rough);
  const low = Math.min(0, Math.floor(Math.min(least, 0) / step) * step) || Math.floor(least / step) * step;
  const high = Math.max(low + step, Math.ceil(most / step) * step);
  return { low, high, ticks: Array.from({ length: Math.round((high - low) / step) + 1 }, (_, at) => low + at * step) };
}

type Place = (value: number) => number;

function bars(points: Point[], x: Place, y: Place, color: string): string[] {
  const each = Math.min(11, ((width - left - right) / points.length) * 0.38);
  const bar = (at: number, value: number | null, way: -1 | 1, paint: string): string => {
    if (value === null) return "";
    const [from, tall] = [way < 0 ? x(at) - each : x(at), Math.abs(y(0) - y(value))];
    return `<rect x="${from}" y="${Math.min(y(0), y(value))}" width="${each - 0.6}" height="${tall}" ${paint}/>`;
  };
  return points.flatMap(({ now, before }, at) => [
    bar(at, now, -1, `fill="${color}"`),
    bar(at, before, 1, `fill="none" stroke="${ink.earlier}" stroke-width="0.6"`),
  ]);
}

function curves(points: Point[], x: Place, y: Place, color: string): string[] {
  const path = (of: "now" | "before"): string => {
    let pen = "M";
    const parts = points.map((point, at) => {
      const value = point[of];
      const part = value === null ? "" : `${pen}${x(at).toFixed(1)} ${y(value).toFixed(1)}`;
      pen = value === null ? "M" : "L";
      return part;
    });
    return parts.join("");
  };
  const line = (d: string, paint: string) => (d ? `<path d="${d}" fill="none" ${paint}/>` : "");
  const dots = points.flatMap(({ now }, at) =>
    now !== null && points[at - 1]?.now == null && points[at + 1]?.now == null
      ? [`<circle cx="${x(at)}" cy="${y(now)}" r="1.4" fill="${color}"/>`]
      : [],
  );
  return [
    line(path("before"), `stroke="${ink.earlier}" stroke-width="0.9" stroke-dasharray="3 2"`),
    line(path("now"), `stroke="${color}" stroke-width="1.6"`),
    ...dots,
  ];
}

/** Days without a reading between days with one, shaded so that nobody takes them for zero. */
function holes(points: Point[], x: Place): string[] {
  const first = points.findIndex(({ now }) => now !== null);
  const last = points.findLastIndex(({ now }) => now !== null);
  const half = (width - left - right) / points.length / 2;
  return points.flatMap(({ now }, at) =>
    now === null && at > first && at < last
      ? [
          `<rect x="${x(at) - half}" y="${top}" width="${half * 2}" height="${height - top - bottom}" fill="${ink.gap}"/>`,
        ]
      : [],
  );
}

function days(points: Point[], x: Place, texts: OutTexts): string[] {
  const every = Math.max(1, Math.ceil(points.length / 6));
  return points.flatMap(({ day }, at) => {
    if (at % every !== 0 || at > points.length - every / 2) return [];
    const anchor = at === 0 ? `x="${left}"` : `x="${x(at)}" text-anchor="middle"`;
    return [
      `<text ${anchor} y="${height - 5}" ${font}>${sayDay(day, texts.locale).replace(/[ .]*20\d\d\D*$/, "")}</text>`,
    ];
  });
}
