import { z } from "zod";
import { Network } from "../channel.ts";
import { pageOf } from "../page.ts";
import { WarningCode } from "./schema.ts";

/** What the report is about: at once the page's address and the procedure's input. Days are the brand's, both included. */
export const LookFilter = z.object({ brand: z.string().min(1).max(80), from: z.iso.date(), to: z.iso.date() });
export type LookFilter = z.infer<typeof LookFilter>;

/** Bands of likeness to the nearest earlier reply; the two upper ones are what the check speaks of. */
export const bands = ["own", "kindred", "reused", "same"] as const;
export type Band = (typeof bands)[number];

/**
 * The band of a similarity (Jaccard of character trigrams): below .30 own, .30 to .45 kindred, .45 to .60 largely
 * reused, from .60 on the same text (methods.md B2; pairs from .50 on were called the same text 39 of 39 times).
 */
export const bandFrom: Record<Band, number> = { own: 0, kindred: 0.3, reused: 0.45, same: 0.6 };

/** A share of replies: `hits` of `of`; `of` 0 is "n/a". */
const Share = z.object({ hits: z.number().int(), of: z.number().int() });

/** How the replies of one person, or of a whole brand, look back. `userId` null: written outside Konak. */
export const LookedPerson = z.object({
  userId: z.string().nullable(),
  name: z.string().nullable(),
  replies: z.number().int(),
  bands: z.object({ own: z.number(), kindred: z.number(), reused: z.number(), same: z.number() }),
  /** took up a word of the comment, of those whose comment had three words or more to take up */
  takesUp: Share,
  /** questions left unanswered, of those that were asked */
  unanswered: Share,
  /** written in another language than the comment, of those where both are known */
  missed: Share,
});
export type LookedPerson = z.infer<typeof LookedPerson>;

export const LookBack = z.object({
  brand: z.object({ id: z.string(), slug: z.string(), name: z.string() }),
  from: z.string(),
  to: z.string(),
  all: LookedPerson,
  people: z.array(LookedPerson),
  /** replies of the period that were not looked at yet */
  waiting: z.number().int(),
});
export type LookBack = z.infer<typeof LookBack>;

/** Which replies a number of the report stands for. */
export const LookedKind = z.enum(["all", "own", "kindred", "reused", "same", "nothing", "unanswered", "missed"]);
export type LookedKind = z.infer<typeof LookedKind>;

/** One reply behind a number. */
export const LookedReply = z.object({
  id: z.string(),
  threadId: z.string(),
  network: Network,
  personName: z.string().nullable(),
  memberName: z.string(),
  text: z.string(),
  comment: z.string().nullable(),
  sentAt: z.string(),
  similarity: z.number().nullable(),
  nearest: z.object({ text: z.string(), memberName: z.string(), sentAt: z.string(), threadId: z.string() }).nullable(),
});
export type LookedReply = z.infer<typeof LookedReply>;
export const LookedPage = pageOf(LookedReply);

/** How the firings of one reason fared in a brand and period. */
export const WarningRecord = z.object({
  code: WarningCode,
  fired: z.number().int(),
  heeded: z.number().int(),
  overridden: z.number().int(),
  edited: z.number().int(),
  /** reasons given for sending it anyway, the most frequent first */
  reasons: z.array(z.object({ reason: z.string(), count: z.number().int() })),
  /** since when it is a hint here, because it was rarely heeded */
  demotedAt: z.string().nullable(),
  restoredAt: z.string().nullable(),
});
export type WarningRecord = z.infer<typeof WarningRecord>;
