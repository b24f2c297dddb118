import type { Figure } from "#shared/reports/schema.ts";

/** A length of time in its two largest units: `38 mins`, `2 hrs 5 mins`, `3 days 4 hr`. */
export function duration(seconds: number, locale: string): string {
  const say = (value: number, unit: string) =>
    value.toLocaleString(locale, { style: "unit", unit, unitDisplay: "short", maximumFractionDigits: 0 });
  if (seconds < 60) return say(Math.round(seconds), "second");
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return say(minutes, "minute");
  const [large, small, size] = minutes < 48 * 60 ? ["hour", "minute", 60] : ["day", "hour", 1440];
  const whole = Math.floor(minutes / (size as number));
  const rest = (minutes % (size as number)) / (large === "day" ? 60 : 1);
  const part = Math.floor(rest);
  return part === 0 ? say(whole, large as string) : `${say(whole, large as string)} ${say(part, small as string)}`;
}

/** A number of the report with its unit, or null where there is none: the screen then says n/a and why. */
export function sayValue(value: number | null, unit: Figure["unit"], locale: string, digits = 2): string | null {
  if (value === null) return null;
  if (unit === "seconds") return duration(value, locale);
  if (unit === "count") return value.toLocaleString(locale, { maximumFractionDigits: 0 });
  if (unit === "per-1000" || unit === "per-post")
    return value.toLocaleString(locale, {
      minimumFractionDigits: 1,
      maximumFractionDigits: unit === "per-post" ? 1 : 2,
    });
  return value.toLocaleString(locale, {
    style: "percent",
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
}
