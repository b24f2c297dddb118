/** The tables of what the check said and what became of it; see `tables.ts` for the rules of columns. */

/** One reason that fired under a reply that was sent. `outcome`: heeded, overridden (with `reason`) or kept. */
export type ReplyWarningTable = {
  id: string;
  replyId: string;
  brandId: string;
  userId: string;
  code: string;
  strength: string;
  outcome: string;
  edited: number;
  reason: string | null;
  day: string;
  at: string;
};
/** What Konak learnt about a reason in a brand: since when it is a hint, and since when a lead wants it counted anew. */
export type WarningLearnedTable = {
  brandId: string;
  code: string;
  demotedAt: string | null;
  restoredAt: string | null;
};
/**
 * A sent reply as it looks back, one row a message of the brand. `similarity` 0..1 to the nearest earlier reply.
 * `takesUp`, `answers`, `language`: 1 or 0, null when there was nothing to take up, to answer or to compare.
 */
export type ReplyLookTable = {
  messageId: string;
  brandId: string;
  userId: string | null;
  threadId: string;
  day: string;
  sentAt: string;
  similarity: number | null;
  nearestId: string | null;
  takesUp: number | null;
  answers: number | null;
  language: number | null;
};
/** How far a brand's replies were looked at: all up to `seenSeq` are known, and walked through up to `doneTo`. */
export type LookCursorTable = { brandId: string; seenSeq: number; doneTo: string };
