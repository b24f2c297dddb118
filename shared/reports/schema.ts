import { z } from "zod";
import { Network } from "#shared/channel.ts";
import { pageOf } from "#shared/page.ts";
import { ServiceHours } from "#shared/team/service-hours.ts";
import { Aggregate, Formula, RateFormula, Unit } from "./formula-schema.ts";

const Day = z.iso.date();

/**
 * What a report is about: at once the page's address and the procedure's input. Days are the brand's, both included.
 * Without `formula` and `aggregate` those of the house are shown.
 */
export const ReportFilter = z.object({
  brand: z.string().min(1),
  from: Day,
  to: Day,
  formula: Formula.optional(),
  aggregate: Aggregate.optional(),
  /** a campaign of the brand by name: its posts and the threads under them alone; followers stay the channels' */
  campaign: z.string().min(1).max(80).optional(),
});
export type ReportFilter = z.infer<typeof ReportFilter>;

/** The closed list of numbers on the report; each has its formula in `shared/reports/formulas.ts`. */
export const FigureId = z.enum([
  "followers",
  "posts",
  "interactions",
  "rate-median",
  "rate-mean",
  "rate-sum",
  "response-rate",
  "first-answer",
  "first-answer-p90",
  "share-of-voice",
]);
export type FigureId = z.infer<typeof FigureId>;

/** Why a number is not there. */
export const Missing = z.enum([
  "no_posts",
  "no_counts",
  "not_given",
  "no_followers",
  "small_audience",
  "no_reach",
  "no_impressions",
  "no_views",
  "not_settled",
  "no_threads",
  "no_answers",
  "no_competitors",
  "competitor_unread",
]);
export type Missing = z.infer<typeof Missing>;

const LeftOut = z.object({
  why: z.enum([
    "settling",
    "no_counts",
    "not_given",
    "no_followers",
    "small_audience",
    "no_reach",
    "no_impressions",
    "no_views",
    "no_time",
  ]),
  count: z.number(),
});
export type LeftOut = z.infer<typeof LeftOut>;

/**
 * A number with where it comes from. `share` is 0..1, `seconds` whole seconds. `value` null is "n/a" and never 0; else
 * it is numerator * scale / denominator wherever both stand. `counted` are the rows behind it (posts, days, threads or
 * channels), `leftOut` those left out and why. A mean's numerator is the sum of the rates.
 */
export const Figure = z.object({
  id: FigureId,
  formula: Formula.nullable(),
  aggregate: Aggregate.nullable(),
  unit: Unit,
  value: z.number().nullable(),
  missing: Missing.nullable(),
  numerator: z.number().nullable(),
  denominator: z.number().nullable(),
  scale: z.number(),
  counted: z.number(),
  spread: z.object({ q1: z.number(), q3: z.number() }).nullable(),
  leftOut: z.array(LeftOut),
  deletedIncluded: z.number(),
  /** advertisements, whole or in part, among the posts counted */
  paidIncluded: z.number(),
});
export type Figure = z.infer<typeof Figure>;

/** Followers of a post's channel when it was published, and how that is known. */
export const FollowersThen = z.object({
  count: z.number(),
  readAt: z.string(),
  /** `reading`: at most 48 h before; `interpolated`: between two readings; `nearest`: only later or older ones exist */
  how: z.enum(["reading", "interpolated", "nearest"]),
});
export type FollowersThen = z.infer<typeof FollowersThen>;

/** One post of the period with its rates. Counts the network does not give are null. */
export const PostFigures = z.object({
  id: z.string(),
  channelId: z.string(),
  network: Network,
  title: z.string(),
  url: z.string().nullable(),
  publishedAt: z.string(),
  day: Day,
  paid: z.enum(["organic", "paid", "mixed", "unknown"]),
  deleted: z.boolean(),
  settled: z.boolean(),
  readAt: z.string().nullable(),
  source: z.string().nullable(),
  parts: z.object({
    likes: z.number().nullable(),
    comments: z.number().nullable(),
    shares: z.number().nullable(),
    quotes: z.number().nullable(),
  }),
  interactions: z.number().nullable(),
  followers: FollowersThen.nullable(),
  reach: z.number().nullable(),
  impressions: z.number().nullable(),
  views: z.number().nullable(),
  /** interactions that came from advertising, where the network tells them apart */
  paidInteractions: z.number().nullable(),
  /** by the report's formula; a formula of days gives a post its rate by followers */
  rate: z.number().nullable(),
  missing: Missing.nullable(),
  rateByReach: z.number().nullable(),
});
export type PostFigures = z.infer<typeof PostFigures>;

/** One day of the charts, with the same day of the period before beside it. Null is a gap. */
export const ReportDay = z.object({
  day: Day,
  /** interactions of the posts published on the day; null when it has none, or none that was read */
  interactions: z.number().nullable(),
  posts: z.number(),
  /** followers over all channels; null on a day without a reading of every channel that had one before */
  followers: z.number().nullable(),
  received: z.number(),
  beforeDay: Day,
  interactionsBefore: z.number().nullable(),
  followersBefore: z.number().nullable(),
  receivedBefore: z.number(),
});
export type ReportDay = z.infer<typeof ReportDay>;

const House = z.object({ formula: RateFormula, aggregate: Aggregate });

/** The same posts divided by the followers of today: what many tools show, and why it differs. */
const FollowersNow = z.object({
  count: z.number(),
  day: Day,
  median: z.number().nullable(),
  mean: z.number().nullable(),
  sum: z.number().nullable(),
});

export const Report = z.object({
  brand: z.object({ slug: z.string(), name: z.string(), timeZone: z.string() }),
  from: Day,
  to: Day,
  before: z.object({ from: Day, to: Day }),
  /** when the report is of one campaign's posts and the threads under them */
  campaign: z.string().optional(),
  /** a formula that was asked for and is no rate; its figures are among the others, whose rates are the house's */
  asked: Formula.optional(),
  asOf: z.string(),
  /** first day Konak knows anything of this brand; null when it knows nothing */
  dataFrom: Day.nullable(),
  formula: RateFormula,
  aggregate: Aggregate,
  house: House,
  serviceHours: ServiceHours.nullable(),
  answerAim: z.number(),
  figures: z.array(Figure),
  figuresBefore: z.array(Figure),
  followersNow: FollowersNow.nullable(),
  days: z.array(ReportDay),
  posts: z.array(PostFigures),
  /** days of the period on which a channel that is read has no follower reading */
  daysWithoutReading: z.array(z.object({ channelName: z.string(), network: Network, days: z.array(Day) })),
});
export type Report = z.infer<typeof Report>;

/** One row behind a number. */
export const FigureRow = z.object({
  id: z.string(),
  title: z.string(),
  at: z.string(),
  value: z.number().nullable(),
  unit: Unit,
  /** null for a row that is a day of all channels */
  network: Network.nullable(),
  threadId: z.string().nullable(),
  url: z.string().nullable(),
});
export type FigureRow = z.infer<typeof FigureRow>;
export const FigureRowPage = pageOf(FigureRow);
export type FigureRowPage = z.infer<typeof FigureRowPage>;
