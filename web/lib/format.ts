import { createContext, use, useMemo } from "react";

/** How one person in one brand reads dates and numbers. Everything goes through `Intl`; nothing is put together by hand. */
export type Format = ReturnType<typeof createFormat>;

const missing = "n/a";

/**
 * @param locale BCP 47 locale of the person
 * @param timeZone IANA time zone of the brand
 */
export const createFormat = (locale: string, timeZone: string) => ({
  locale,
  timeZone,
  ...numbers(locale),
  ...dates(locale, timeZone),
});

function numbers(locale: string) {
  const whole = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
  const short = new Intl.NumberFormat(locale, { notation: "compact", maximumFractionDigits: 1 });
  const fixed = (digits: number) => ({ minimumFractionDigits: digits, maximumFractionDigits: digits });
  return {
    /** A count; missing is `n/a`, never 0. */
    number: (value: number | null): string => (value === null ? missing : whole.format(value)),
    compact: (value: number | null): string => (value === null ? missing : short.format(value)),
    decimal: (value: number | null, digits = 1): string =>
      value === null ? missing : value.toLocaleString(locale, fixed(digits)),
    /** A share of 1 as per cent, written as the locale writes it: 0.0057 is `0.57%`, `%0,57` or `0,57 %`. */
    percent: (share: number | null, digits = 0): string =>
      share === null ? missing : share.toLocaleString(locale, { style: "percent", ...fixed(digits) }),
    language: (code: string): string => new Intl.DisplayNames([locale], { type: "language" }).of(code) ?? code,
    list: (parts: string[]): string => new Intl.ListFormat(locale, { type: "conjunction" }).format(parts),
  };
}

/** A length of time in its largest whole unit: `42m`, `3h`, `5d`. */
function spans(locale: string) {
  const of = (unit: string) =>
    new Intl.NumberFormat(locale, { style: "unit", unit, unitDisplay: "narrow", maximumFractionDigits: 0 });
  const [second, minute, hour, day] = [of("second"), of("minute"), of("hour"), of("day")];
  return (seconds: number): string => {
    if (seconds < 60) return second.format(Math.max(0, Math.floor(seconds)));
    const minutes = Math.floor(seconds / 60);
    if (minutes < 60) return minute.format(minutes);
    return minutes < 48 * 60 ? hour.format(Math.floor(minutes / 60)) : day.format(Math.floor(minutes / 1440));
  };
}

function dates(locale: string, timeZone: string) {
  const of = (options: Intl.DateTimeFormatOptions) => {
    const format = new Intl.DateTimeFormat(locale, { timeZone, ...options });
    return (at: string): string => format.format(new Date(at));
  };
  const day = of({ day: "numeric", month: "short" });
  const dayAndYear = of({ day: "numeric", month: "short", year: "numeric" });
  const year = of({ year: "numeric" });
  const span = spans(locale);
  const time = of({ hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  const full = of({ dateStyle: "medium", timeStyle: "short" });
  const calendar = new Intl.DateTimeFormat(locale, {
    timeZone: "UTC",
    day: "numeric",
    month: "short",
    year: "numeric",
  });
  return {
    span,
    day,
    weekday: of({ weekday: "short", day: "numeric", month: "short" }),
    time,
    full,
    /** A moment ahead: the time alone while it is today in the brand's zone, with its day else. */
    ahead: (at: string, now: Date): string => (dayAndYear(at) === dayAndYear(now.toISOString()) ? time(at) : full(at)),
    /** A day of the calendar (`YYYY-MM-DD`), which belongs to no time zone. */
    calendarDay: (date: string): string => calendar.format(new Date(`${date}T00:00:00Z`)),
    /** The short form of lists: how long ago within a week, then the day, then the day with its year. */
    ago: (at: string, now: Date): string => {
      const seconds = (now.getTime() - Date.parse(at)) / 1000;
      if (seconds < 7 * 86_400) return span(seconds);
      return year(at) === year(now.toISOString()) ? day(at) : dayAndYear(at);
    },
  };
}

export const FormatContext = createContext<Format>(createFormat("en-GB", "UTC"));
export const useFormat = (): Format => use(FormatContext);

/** The same person's dates in another brand's time zone. */
export function useFormatIn(timeZone: string): Format {
  const { locale } = useFormat();
  return useMemo(() => createFormat(locale, timeZone), [locale, timeZone]);
}
