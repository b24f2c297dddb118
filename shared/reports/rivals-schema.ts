import { z } from "zod";
import { Network } from "#shared/channel.ts";
import { RivalCounts } from "./rivals.ts";
import { shown } from "./screens.ts";

const maybe = z.number().nullable();

const Ranks = z.object({ rate: maybe, interactions: maybe, followers: maybe });
export const RivalLine = z.object({
  /** null is the brand itself */
  id: z.string().nullable(),
  name: z.string(),
  followers: maybe,
  posts: maybe,
  interactions: maybe,
  rate: maybe,
  ranks: Ranks,
  networks: z.array(z.object({ network: Network, days: z.number() })),
  leftOut: z.number(),
  /** every network of the comparison is known on every day of the period */
  whole: z.boolean(),
});
export type RivalLine = z.infer<typeof RivalLine>;
const BenchmarkLine = z.object({
  source: z.string(),
  year: z.number(),
  denominator: z.enum(["followers", "impressions", "views", "reach"]),
  aggregate: z.string(),
  formula: z.string(),
  sample: z.string(),
  value: z.number(),
  address: z.string(),
});
export const Rivals = z.object({
  ...shown,
  days: z.number(),
  /** networks that competitors' counts are known of, in any period */
  networks: z.array(Network),
  network: Network.nullable(),
  /** when the brand's own line is of one campaign; competitors' campaigns are known to nobody */
  campaign: z.string().optional(),
  lines: z.array(RivalLine),
  /** interactions of the brand by those of all compared; null when one of them is not known on every day */
  voice: z.object({ value: maybe, numerator: maybe, denominator: maybe, unknown: z.array(z.string()) }),
  /** the brand's own median rate on each network, with published ones of the same denominator */
  published: z.array(
    z.object({ network: Network, value: maybe, counted: z.number(), benchmarks: z.array(BenchmarkLine) }),
  ),
});
export type Rivals = z.infer<typeof Rivals>;

export const RivalInput = z.object({
  brand: z.string().min(1),
  name: z.string().trim().min(1).max(120),
  counts: RivalCounts,
});
export const RivalFile = z.object({
  brand: z.string().min(1),
  file: z.string().max(200),
  text: z.string().max(4_000_000),
});
/** What a file brought: `changed` rows were known with other numbers, and the newer stand. */
export const RivalFileResult = z.object({
  added: z.number(),
  changed: z.number(),
  same: z.number(),
  rivals: z.number(),
  rejected: z.array(z.object({ line: z.number(), reason: z.string() })),
});
export type RivalFileResult = z.infer<typeof RivalFileResult>;
export const RivalReadings = z.object({
  items: z.array(
    RivalCounts.extend({ id: z.string(), source: z.enum(["file", "hand"]), at: z.string(), by: z.string().nullable() }),
  ),
  asOf: z.string(),
});
