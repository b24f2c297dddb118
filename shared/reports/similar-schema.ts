import { z } from "zod";
import { Network } from "#shared/channel.ts";
import { ContentKind } from "./content-kind.ts";

/** A post that is not published yet. `at` is the planned moment, null while nobody knows; `network` null is any. */
export const SimilarInput = z.object({
  brand: z.string().min(1),
  text: z.string().trim().min(1).max(10_000),
  network: Network.nullable(),
  at: z.iso.datetime().nullable(),
});
export type SimilarInput = z.infer<typeof SimilarInput>;

/** What posts got: the middle half and the middle, of `n` posts. Null of none. */
export const Range = z.object({ n: z.number(), q1: z.number(), median: z.number(), q3: z.number() }).nullable();
export type Range = z.infer<typeof Range>;

export const SimilarPost = z.object({
  id: z.string(),
  title: z.string(),
  network: Network,
  url: z.string().nullable(),
  publishedAt: z.string(),
  interactions: z.number(),
  rate: z.number().nullable(),
  /** 0 to 1 */
  likeness: z.number(),
  because: z.array(z.enum(["words", "kind", "length", "time"])),
  sharedWords: z.array(z.string()),
});
export type SimilarPost = z.infer<typeof SimilarPost>;

/** Under five similar posts `interactions` and `rate` are null: no range is better than one made of nothing. */
export const Similar = z.object({
  kind: ContentKind,
  compared: z.number(),
  posts: z.array(SimilarPost),
  interactions: Range,
  rate: Range,
  /** the range of the rate times the followers the channel has now; only for one network and a rate by followers */
  atToday: z.object({ followers: z.number(), q1: z.number(), median: z.number(), q3: z.number() }).nullable(),
  allInteractions: Range,
  allRate: Range,
  rateUnit: z.enum(["share", "per-1000", "per-post"]),
  asOf: z.string(),
});
export type Similar = z.infer<typeof Similar>;
