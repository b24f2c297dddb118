import type { ReportFilter } from "#shared/reports/schema.ts";
import { addDays, dayIn, daysBetween } from "#shared/time.ts";

export type Period = Pick<ReportFilter, "from" | "to">;

export const periodIds = ["7d", "28d", "90d", "182d", "365d", "month", "lastMonth"] as const;
type PeriodId = (typeof periodIds)[number];

/** The longest period the server reads, in days. */
const longestPeriod = 400;

const lengths = { "7d": 7, "28d": 28, "90d": 90, "182d": 182, "365d": 365 };

/** A period by name. All end yesterday, the last whole day; only on the first of a month "this month" has but today. */
export function periodOf(id: PeriodId, today: string): Period {
  const yesterday = addDays(today, -1);
  const first = firstOfMonth(today);
  if (id === "month") return { from: first, to: yesterday < first ? today : yesterday };
  if (id === "lastMonth") return { from: firstOfMonth(addDays(first, -1)), to: addDays(first, -1) };
  return { from: addDays(today, -lengths[id]), to: yesterday };
}

const firstOfMonth = (day: string): string => `${day.slice(0, 7)}-01`;

/** The name of a period, or null for dates of one's own. */
export const periodIdOf = (period: Period, today: string): PeriodId | null =>
  periodIds.find((id) => {
    const { from, to } = periodOf(id, today);
    return from === period.from && to === period.to;
  }) ?? null;

/** What is wrong with dates somebody typed, or null. */
export function wrongWith({ from, to }: Period): "missing" | "backwards" | "long" | null {
  if (!from || !to) return "missing";
  if (to < from) return "backwards";
  return addDays(from, longestPeriod) < to ? "long" : null;
}

/** Whether the server can answer for a period: its dates are whole and it does not reach beyond today. */
export const mayAsk = (period: Period, timeZone: string): boolean =>
  wrongWith(period) === null && period.to <= dayIn(timeZone, new Date());

export const dayCount = ({ from, to }: Period): number => daysBetween(from, to).length;

/** `22 Oct – 18 Nov`; the years only where `thisYear` is not the year of both. */
export function sayPeriod({ from, to }: Period, locale: string, thisYear: string): string {
  const year = from.startsWith(thisYear) && to.startsWith(thisYear) ? undefined : "numeric";
  const format = new Intl.DateTimeFormat(locale, { timeZone: "UTC", day: "numeric", month: "short", year });
  return format.formatRange(new Date(`${from}T00:00:00Z`), new Date(`${to}T00:00:00Z`));
}

/** `22 Oct`, for axes. */
export const sayDay = (day: string, locale: string): string =>
  new Date(`${day}T00:00:00Z`).toLocaleDateString(locale, { timeZone: "UTC", day: "numeric", month: "short" });
