import { z } from "zod";

/** The named reasons why a reply reads as copy-paste or is wrong. */
export const WarningCode = z.enum([
  "PLACEHOLDER",
  "WRONG_NAME",
  "PRIVATE_PUBLIC",
  "OVER_LENGTH",
  "TEMPLATE_VERBATIM",
  "REPEAT_THREAD",
  "REPEAT_RECENT",
  "LANG_MISMATCH",
  "SAME_OPENING",
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
 * `id` and `sentAt` are null only for a reply that was made elsewhere and has not been given one yet.
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

/** One reason with its evidence. `params` fill the sentence of the reader's catalogue. */
export const Warning = z.object({
  code: WarningCode,
  strength: Strength,
  params: z.record(z.string(), z.union([z.string(), z.number()])),
  spans: z.array(Span),
  earlier: NearestReply.extend({ sharedWords: z.array(z.string()) }).nullable(),
});
export type Warning = z.infer<typeof Warning>;

/**
 * What the check says about one draft, strongest reason first.
 * `ownWords` is 1 - LCS(template words, draft words) / draft words, 0..1; null without a template or without words.
 */
export const CheckResult = z.object({
  warnings: z.array(Warning),
  ownWords: z.number().nullable(),
  nearest: NearestReply.nullable(),
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
