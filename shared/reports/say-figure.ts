import type { Unit } from "./closed-list.ts";
import type { Figure, Report } from "./schema.ts";
import type { OutTexts } from "./texts/out-texts.ts";

/** A figure's name: "Engagement rate by reach, median of posts", or "Followers". */
export function figureName({ id, formula, aggregate }: Figure, report: Report, texts: OutTexts): string {
  if (id !== "rate-median" && id !== "rate-mean" && id !== "rate-sum") return texts.figures[id].name;
  const by = texts.formulas[rateFormulaOf(formula, report)].name;
  const how = aggregate ?? usualAggregates[id];
  return `${texts.rate} ${by}, ${texts.aggregates[how]}`;
}
const usualAggregates = {
  "rate-median": "median-of-posts",
  "rate-mean": "mean-of-posts",
  "rate-sum": "ratio-of-sums",
} as const;

/** The formula of a figure in words. */
export function figureDefinition({ id, formula }: Figure, report: Report, texts: OutTexts): string {
  if (id !== "rate-median" && id !== "rate-mean" && id !== "rate-sum") return texts.figures[id].definition;
  return texts.formulas[rateFormulaOf(formula, report)].definition;
}

const rateFormulaOf = (formula: Figure["formula"], report: Report): Report["formula"] =>
  formula === null || formula === "response-rate" || formula === "first-answer" || formula === "share-of-voice"
    ? report.formula
    : formula;

/** A number as a reader of the language reads it: counts whole, rates with two digits, times in hours and minutes. */
export function sayNumber(value: number | null, unit: Unit, texts: Pick<OutTexts, "locale" | "page">): string {
  if (value === null) return texts.page.missing;
  const fixed = (digits: number) => ({ minimumFractionDigits: digits, maximumFractionDigits: digits });
  switch (unit) {
    case "count":
      return value.toLocaleString(texts.locale, fixed(0));
    case "share":
      return value.toLocaleString(texts.locale, { style: "percent", ...fixed(2) });
    case "per-1000":
    case "per-post":
      return value.toLocaleString(texts.locale, fixed(2));
    case "seconds":
      return sayDuration(value, texts.locale);
  }
}

function sayDuration(seconds: number, locale: string): string {
  const minutes = Math.round(seconds / 60);
  const of = (count: number, unit: "hour" | "minute") =>
    count.toLocaleString(locale, { style: "unit", unit, unitDisplay: "short", maximumFractionDigits: 0 });
  if (minutes < 60) return of(minutes, "minute");
  const rest = minutes % 60;
  return rest === 0 ? of(minutes / 60, "hour") : `${of(Math.floor(minutes / 60), "hour")} ${of(rest, "minute")}`;
}

/** A day of the calendar, which belongs to no time zone. */
export const sayDay = (day: string, locale: string): string =>
  new Intl.DateTimeFormat(locale, { timeZone: "UTC", day: "numeric", month: "short", year: "numeric" }).format(
    new Date(`${day}T00:00:00Z`),
  );

/** A period of whole days: `9–15 Nov 2026`. */
export const sayDays = ({ from, to }: { from: string; to: string }, locale: string): string =>
  new Intl.DateTimeFormat(locale, { timeZone: "UTC", day: "numeric", month: "short", year: "numeric" }).formatRange(
    new Date(`${from}T00:00:00Z`),
    new Date(`${to}T00:00:00Z`),
  );
