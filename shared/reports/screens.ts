import { z } from "zod";
import { Network } from "#shared/channel.ts";
import { pageOf } from "#shared/page.ts";
import { ContentKind } from "./content-kind.ts";
import { Aggregate, RateFormula } from "./formula-schema.ts";
import { Figure, Missing, Report, ReportFilter } from "./schema.ts";

const Day = z.iso.date();
const maybe = z.number().nullable();
const BrandName = Report.shape.brand;

/** The further screens may look at one network of the brand alone. */
export const ScreenFilter = ReportFilter.extend({ network: Network.optional() });
export type ScreenFilter = z.infer<typeof ScreenFilter>;

/** A post as the further screens list it: its rate by the formula shown, what it is for, and its campaigns. */
export const PostLine = z.object({
  id: z.string(),
  network: Network,
  title: z.string(),
  url: z.string().nullable(),
  publishedAt: z.string(),
  day: Day,
  paid: z.enum(["organic", "paid", "mixed", "unknown"]),
  deleted: z.boolean(),
  settled: z.boolean(),
  interactions: maybe,
  rate: maybe,
  numerator: maybe,
  denominator: maybe,
  missing: Missing.nullable(),
  kind: ContentKind,
  /** the word of the post that led to the kind; null when a person said it, or when nothing else fitted */
  because: z.string().nullable(),
  corrected: z.boolean(),
  campaigns: z.array(z.string()),
});
export type PostLine = z.infer<typeof PostLine>;

/** Which rate a screen shows, and that its days and posts are these. */
export const shown = {
  brand: BrandName,
  from: Day,
  to: Day,
  asOf: z.string(),
  formula: RateFormula,
  /** campaigns of the brand, by name */
  campaigns: z.array(z.string()),
  /** the first day of the brand with a post or a reading; null when there is none */
  dataFrom: Day.nullable(),
};

export const Times = z.object({
  ...shown,
  cells: z.array(
    z.object({
      weekday: z.number(),
      hour: z.number(),
      count: z.number(),
      median: z.number(),
      q1: z.number(),
      q3: z.number(),
    }),
  ),
  posts: z.number(),
  rated: z.number(),
  median: maybe,
  /** how often chance alone would show an hour as good as the best; null when fewer than two can be compared */
  chance: maybe,
});
export type Times = z.infer<typeof Times>;

/** The hour of the week whose posts are asked for. */
export const TimeAsked = ScreenFilter.extend({
  weekday: z.number().int().min(0).max(6),
  hour: z.number().int().min(0).max(23),
});
export const PostLines = z.object({ formula: RateFormula, items: z.array(PostLine), asOf: z.string() });
export type PostLines = z.infer<typeof PostLines>;

const MixPart = z.object({
  kind: ContentKind,
  posts: z.number(),
  share: maybe,
  rated: z.number(),
  median: maybe,
  q1: maybe,
  q3: maybe,
  numerator: z.number(),
  denominator: z.number(),
});
const GrowthSum = z.object({
  net: maybe,
  fromDay: Day.nullable(),
  fromCount: maybe,
  toDay: Day.nullable(),
  toCount: maybe,
  gains: z.number(),
  losses: z.number(),
  daysKnown: z.number(),
  daysWithout: z.number(),
});

export const Mix = z.object({
  ...shown,
  before: z.object({ from: Day, to: Day }),
  parts: z.array(MixPart),
  partsBefore: z.array(MixPart),
  shift: z
    .object({
      before: z.number(),
      now: z.number(),
      byMix: z.number(),
      byRate: z.number(),
      kinds: z.array(z.object({ kind: ContentKind, byMix: z.number(), byRate: z.number() })),
    })
    .nullable(),
  posts: z.array(PostLine),
  /** every campaign of the period's posts, whatever campaign the screen is narrowed to */
  byCampaign: z.array(
    z.object({
      name: z.string(),
      posts: z.number(),
      interactions: maybe,
      rated: z.number(),
      median: maybe,
      q1: maybe,
      q3: maybe,
    }),
  ),
  growth: z.array(z.object({ day: Day, followers: maybe, change: maybe })),
  grown: GrowthSum,
  grownBefore: GrowthSum,
});
export type Mix = z.infer<typeof Mix>;

/** What one person of the team did; `userId` null is everything answered outside Konak. */
export const TeamLine = z.object({
  userId: z.string().nullable(),
  name: z.string().nullable(),
  answers: z.number(),
  threads: z.number(),
  /** threads whose very first answer was this person's, and how long those took in seconds */
  firstAnswers: z.number(),
  median: maybe,
  p90: maybe,
  /** answers that were compared with earlier ones, and those that lie near one; null before any was compared */
  compared: z.number(),
  near: z.number(),
});
export type TeamLine = z.infer<typeof TeamLine>;
export const TeamReport = z.object({
  brand: BrandName,
  from: Day,
  to: Day,
  asOf: z.string(),
  dataFrom: Day.nullable(),
  people: z.array(TeamLine),
  all: TeamLine,
  /** whether times count only service hours */
  serviceHours: z.boolean(),
});
export type TeamReport = z.infer<typeof TeamReport>;

export const OverviewRow = z.object({
  slug: z.string(),
  name: z.string(),
  timeZone: z.string(),
  formula: RateFormula,
  aggregate: Aggregate,
  followers: Figure,
  /** followers on the last day against those of the period before; null when one is missing */
  growth: maybe,
  growthShare: maybe,
  posts: Figure,
  interactions: Figure,
  rate: Figure,
  response: Figure,
  firstAnswer: Figure,
  /** interactions by day of posting; null is a day without posts */
  days: z.array(z.object({ day: Day, value: maybe })),
});
export type OverviewRow = z.infer<typeof OverviewRow>;
export const Overview = z.object({ from: Day, to: Day, asOf: z.string(), rows: z.array(OverviewRow) });
export type Overview = z.infer<typeof Overview>;

/** What two columns have in common at a place: the brand and the days they are about. */
const Side = z.object({
  brand: BrandName,
  from: Day,
  to: Day,
  days: z.number(),
  formula: RateFormula,
  aggregate: Aggregate,
  dataFrom: Day.nullable(),
  campaign: z.string().optional(),
});
export const CompareFilter = ReportFilter.extend({
  /** the other brand; left out it is the same one */
  with: z.string().min(1).optional(),
  /** the other period; left out it is the one right before, or with another brand the same days */
  withFrom: Day.optional(),
  withTo: Day.optional(),
  /** the campaign of the other side; left out it is the same one, or with another brand none */
  withCampaign: z.string().min(1).max(80).optional(),
});
export type CompareFilter = z.infer<typeof CompareFilter>;

/** One figure of both sides. `difference` is b against a as the unit says it; null when it may not be told. */
export const CompareRow = z.object({
  id: Figure.shape.id,
  a: Figure,
  b: Figure,
  /** b - a; for counts of periods of different length, per day */
  difference: maybe,
  /** (b - a) / a */
  share: maybe,
  perDay: z.object({ a: z.number(), b: z.number() }).nullable(),
  why: z.array(z.enum(["bottom", "top", "per", "unit", "aggregate", "paid", "missing", "length", "partly"])),
});
export type CompareRow = z.infer<typeof CompareRow>;
export const Compare = z.object({ asOf: z.string(), a: Side, b: Side, rows: z.array(CompareRow) });
export type Compare = z.infer<typeof Compare>;

export const TagInput = z.object({ postId: z.string(), name: z.string().trim().min(1).max(60), on: z.boolean() });
export const KindInput = z.object({ postId: z.string(), kind: ContentKind.nullable() });
export const PostMarks = z.object({
  kind: ContentKind,
  because: z.string().nullable(),
  corrected: z.boolean(),
  campaigns: z.array(z.string()),
  known: z.array(z.string()),
});
export type PostMarks = z.infer<typeof PostMarks>;

/** One answer behind a line of the team: `seconds` only where it was the thread's first, `similarity` where compared. */
export const TeamRow = z.object({
  id: z.string(),
  threadId: z.string(),
  network: Network,
  text: z.string(),
  at: z.string(),
  seconds: maybe,
  similarity: maybe,
});
export type TeamRow = z.infer<typeof TeamRow>;
export const TeamRowPage = pageOf(TeamRow);
