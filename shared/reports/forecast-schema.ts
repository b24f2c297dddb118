import { z } from "zod";
import { methodNames } from "#shared/reports/forecast-methods.ts";

const Day = z.iso.date();

/** What can be looked ahead on, per day of the brand's time zone. */
export const SeriesId = z.enum(["followers", "interactions", "received"]);
export type SeriesId = z.infer<typeof SeriesId>;

export const MethodName = z.enum(methodNames);

/** How good a band was when it was tried on the past: `inside` of `tried` days lay in it; null under 20 tried days. */
export const Coverage = z.object({ inside: z.number(), tried: z.number(), share: z.number().nullable() });
export type Coverage = z.infer<typeof Coverage>;

/** One day ahead with its bands; the middle of a count may be a fraction. */
export const DayAhead = z.object({
  day: Day,
  value: z.number(),
  low80: z.number(),
  high80: z.number(),
  low95: z.number(),
  high95: z.number(),
});
export type DayAhead = z.infer<typeof DayAhead>;

/** A method's test: mean absolute scaled error over all trials, and how its error compares with "like last week". */
export const MethodTest = z.object({
  name: MethodName,
  mase: z.number(),
  pinball: z.number().nullable(),
  againstLastWeek: z.number(),
});
export type MethodTest = z.infer<typeof MethodTest>;

export const Forecast = z.object({
  series: SeriesId,
  /** null is a gap: that day was not read */
  history: z.array(z.object({ day: Day, value: z.number().nullable() })),
  /** days with a value, from the first one on */
  known: z.number(),
  ahead: z.array(DayAhead),
  /** why there is nothing ahead */
  missing: z.enum(["too_short", "too_many_gaps", "stands_still"]).nullable(),
  method: MethodName.nullable(),
  /** no method was at least 5 % better than "like last week" */
  nothingBetter: z.boolean(),
  tests: z.array(MethodTest),
  origins: z.number(),
  /** the sum of the next seven days with a band of its own (sums of a week vary less than its days); not of followers */
  week: z.object({ value: z.number(), low80: z.number(), high80: z.number(), coverage: Coverage }).nullable(),
  coverage80: Coverage.nullable(),
  coverage95: Coverage.nullable(),
});
export type Forecast = z.infer<typeof Forecast>;

export const Ahead = z.object({
  brand: z.object({ slug: z.string(), name: z.string(), timeZone: z.string() }),
  asOf: z.string(),
  forecasts: z.array(Forecast),
});
export type Ahead = z.infer<typeof Ahead>;
