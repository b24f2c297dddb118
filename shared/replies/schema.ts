import { z } from "zod";

/** The named reasons why a reply reads as copy-paste or is wrong. */
export const WarningCode = z.enum([
  "PLACEHOLDER",
  "WRONG_NAME",
  "PRIVATE_PUBLIC",
  "OVER_LENGTH",
  "STALE_DRAFT",
  "ANSWERS_OTHER",
  "TONE_CHEERFUL",
  "PROMO_IN_COMPLAINT",
  "TEMPLATE_VERBATIM",
  "REPEAT_THREAD",
  "REPEAT_RECENT",
  "LANG_MISMATCH",
  "ASKS_AGAIN",
  "SENDS_AWAY",
  "TEMPLATE_LIGHT",
  "SAME_OPENING",
  "ECHOES_NOTHING",
  "QUESTION_UNANSWERED",
  "EMPTY_APOLOGY",
  "NAME_MISSING",
  "SIGNATURE_OFF",
]);
export type WarningCode = z.infer<typeof WarningCode>;

/** `ask` wants a click before sending, `warn` and `hint` only say something. Nothing blocks for good. */
export const Strength = z.enum(["ask", "warn", "hint"]);
export type Strength = z.infer<typeof Strength>;

/** A marked passage of the draft, in UTF-16 offsets; `to` is exclusive. */
export const Span = z.object({ from: z.number().int(), to: z.number().int() });
export type Span = z.infer<typeof Span>;

/**
 * An earlier reply a draft resembles. `similarity` is the Jaccard index of character trigrams, 0..1.
 * `id` and `sentAt` are null only for a reply that was made elsewhere and has not been given one yet; `threadId` is
 * empty for a letter that leaves by mail.
 */
export const NearestReply = z.object({
  id: z.string().nullable(),
  threadId: z.string(),
  memberName: z.string(),
  sentAt: z.string().nullable(),
  text: z.string(),
  similarity: z.number(),
});
export type NearestReply = z.infer<typeof NearestReply>;

/**
 * The one click that helps against a reason. Offsets are UTF-16, `at` in the draft.
 * `takeUp`: the rarest words of the comment. `insert`: put `text` in at `at` (the name in its right form, initials).
 * `replace`: put `text` in place of the passage. `openThread`: another thread, or this one when it moved on.
 */
export const Help = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("takeUp"), words: z.array(z.string()) }),
  z.object({ kind: z.literal("insert"), text: z.string(), at: z.number().int() }),
  z.object({ kind: z.literal("replace"), text: z.string(), span: Span }),
  z.object({ kind: z.literal("openEarlier"), replyId: z.string().nullable(), threadId: z.string() }),
  z.object({ kind: z.literal("openThread"), threadId: z.string() }),
]);
export type Help = z.infer<typeof Help>;

/** Passages of one message of the thread that show why: `message` is its place in the thread, oldest 0. */
export const CommentEvidence = z.object({ message: z.number().int(), id: z.string().nullable(), spans: z.array(Span) });
export type CommentEvidence = z.infer<typeof CommentEvidence>;

/**
 * One reason with its evidence. `params` fill the sentence of the reader's catalogue; `spans` are in the draft,
 * `comment` in what it answers. `demoted`: weaker here than by itself, because people rarely heeded it.
 */
export const Warning = z.object({
  code: WarningCode,
  strength: Strength,
  params: z.record(z.string(), z.union([z.string(), z.number()])),
  spans: z.array(Span),
  earlier: NearestReply.extend({ sharedWords: z.array(z.string()) }).nullable(),
  comment: CommentEvidence.nullable(),
  help: Help.nullable(),
  demoted: z.boolean(),
});
export type Warning = z.infer<typeof Warning>;

/** What makes a reply sound like a person; counted, never made into a score (Liebrecht & van Hooijdonk 2020). */
export const VoiceCue = z.enum(["firstPerson", "admits", "asksBack", "concrete"]);
export type VoiceCue = z.infer<typeof VoiceCue>;

/**
 * What the check says about one draft, strongest reason first.
 * `ownWords` is 1 - LCS(template words, draft words) / draft words, 0..1; null without a template or without words.
 */
export const CheckResult = z.object({
  warnings: z.array(Warning),
  ownWords: z.number().nullable(),
  nearest: NearestReply.nullable(),
  /** OWN_VOICE, the one finding that is praise: which cues are there, and where. */
  voice: z.array(z.object({ cue: VoiceCue, spans: z.array(Span) })),
});
export type CheckResult = z.infer<typeof CheckResult>;

/** A reply we sent before, as the check needs it. */
export const EarlierReply = z.object({
  id: z.string(),
  threadId: z.string(),
  text: z.string(),
  sentAt: z.string(),
  memberName: z.string(),
  lang: z.string().nullable(),
});
export type EarlierReply = z.infer<typeof EarlierReply>;

/** The text of a template in one language. */
export const TemplateVariant = z.object({ lang: z.string(), body: z.string() });
export type TemplateVariant = z.infer<typeof TemplateVariant>;

/** A reusable reply with slots; without `brandId` it serves every brand of the workspace. */
export const Template = z.object({
  id: z.string(),
  name: z.string(),
  brandId: z.string().nullable(),
  variants: z.array(TemplateVariant),
  uses: z.number().int(),
  updatedAt: z.string(),
});
export type Template = z.infer<typeof Template>;

/** Where a reply is on its way out; `unknown` is never resent blindly. */
export const ReplyStatus = z.enum(["queued", "sending", "sent", "waiting", "failed", "unknown", "cancelled"]);
export type ReplyStatus = z.infer<typeof ReplyStatus>;
