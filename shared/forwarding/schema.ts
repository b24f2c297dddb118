import { z } from "zod";
import { AnswerLanguage } from "#shared/forwarding/department.ts";
import { Translation, TranslationInput } from "#shared/forwarding/translation.ts";
import { Attachment, KeptAttachment } from "#shared/inbox/attachment.ts";

/**
 * What goes to the department beside the question. `messageIds` chooses among the thread it was asked from; null means
 * everything the community wrote there. Other threads of the bundle go along with what their members wrote first.
 * `attachmentIds` chooses among what hangs on all that; null means everything, none where nobody was asked yet.
 */
export const Along = z.object({
  messageIds: z.array(z.string()).max(50).nullable().default(null),
  withPost: z.boolean().default(true),
  firstNamesOnly: z.boolean().default(true),
  withoutPrivate: z.boolean().default(false),
  attachmentIds: z.array(z.string()).max(500).nullable().default([]),
  /** `at`: when it was made; words edited later are another text */
  translations: z.array(Translation.extend({ messageId: z.string(), at: z.string() })).default([]),
});
export type Along = z.infer<typeof Along>;

/** A message as a department reads it: the name as far as it may be told, and no address of a profile unless allowed. */
export const Quote = z.object({
  id: z.string(),
  name: z.string(),
  lang: z.string().nullable(),
  text: z.string(),
  sentAt: z.string(),
  url: z.string().nullable(),
  attachments: z.array(Attachment),
  translation: Translation.nullable(),
});
export type Quote = z.infer<typeof Quote>;

/** Something that can go along; `namesWriter`: its address tells who wrote, so it goes only where names do. */
export const OfferedAttachment = KeptAttachment.extend({ namesWriter: z.boolean() });
export type OfferedAttachment = z.infer<typeof OfferedAttachment>;

/** What can go along with a question, before anything is chosen. `folder` is where mail lands without SMTP settings. */
export const ForwardPreview = z.object({
  brandName: z.string(),
  timeZone: z.string(),
  memberId: z.string(),
  memberName: z.string(),
  personName: z.string(),
  messages: z.array(
    Quote.omit({ attachments: true, translation: true }).extend({
      attachments: z.array(OfferedAttachment),
      firstName: z.string(),
      handle: z.string(),
      author: z.enum(["member", "brand", "other"]),
      /** said to everybody; what was not goes along only when a person chooses it */
      forAll: z.boolean(),
      /** private details in its text */
      privateCount: z.number().int(),
    }),
  ),
  post: z.object({ text: z.string(), publishedAt: z.string() }).nullable(),
  folder: z.string().nullable(),
  /** a reply to the mail finds its way back */
  mayReply: z.boolean(),
  /** the language model that may draft translations; null where none is set up */
  model: z.object({ name: z.string(), host: z.string() }).nullable(),
  /** departments this feedback belongs to, best first, each with why; the screen says it in words */
  suggestions: z.array(
    z.object({
      departmentId: z.string(),
      sure: z.boolean(),
      words: z.array(z.string()),
      labels: z.array(z.string()),
      earlier: z.object({ count: z.number().int(), of: z.number().int() }).nullable(),
      brand: z.boolean(),
    }),
  ),
  /** by when each department promises an answer */
  promised: z.record(z.string(), z.string()),
});
export type ForwardPreview = z.infer<typeof ForwardPreview>;

export const ForwardInput = z.object({
  threadId: z.string(),
  /** the other threads that say the same and go along as one bundle */
  alsoThreadIds: z.array(z.string()).max(199).default([]),
  departmentId: z.string(),
  toMail: z.email().max(254),
  toName: z.string().trim().min(1).max(120),
  question: z.string().trim().min(1).max(2000),
  dueAt: z.iso.datetime().nullable(),
  messageIds: z.array(z.string()).max(50).nullable().optional(),
  withPost: z.boolean(),
  firstNamesOnly: z.boolean(),
  withoutPrivate: z.boolean().default(true),
  attachmentIds: z.array(z.string()).max(500).nullable().default(null),
  translations: z.array(TranslationInput).max(250).default([]),
  suggestedId: z.string().nullable().default(null),
  thenWaiting: z.boolean(),
  idempotencyKey: z.string().min(8).max(100),
});
export type ForwardInput = z.infer<typeof ForwardInput>;

/** How a department answered in short. */
export const Verdict = z.enum(["yes", "no", "more_facts", "not_ours"]);
export type Verdict = z.infer<typeof Verdict>;

/** What came of a feedback; `explained`: nothing had to change. */
export const Outcome = z.enum(["changed", "planned", "declined", "explained"]);
export type Outcome = z.infer<typeof Outcome>;

export const ForwardState = z.enum(["sent", "answered", "handed_on", "withdrawn", "expired", "failed"]);
export type ForwardState = z.infer<typeof ForwardState>;

/** One handing-over as the team sees it; `delivery` says how far its mail came, `reason` why it did not. */
export const ForwardView = z.object({
  id: z.string(),
  loopId: z.string(),
  threadId: z.string(),
  brandId: z.string(),
  timeZone: z.string(),
  memberName: z.string(),
  /** followers of the bundle, this thread's included */
  followers: z.number().int(),
  departmentId: z.string(),
  departmentName: z.string(),
  toName: z.string(),
  toMail: z.string(),
  personName: z.string(),
  question: z.string(),
  state: ForwardState,
  delivery: z.enum(["queued", "waiting", "sent", "refused", "unknown", "cancelled"]),
  reason: z.string().nullable(),
  createdAt: z.string(),
  dueAt: z.string().nullable(),
  overdue: z.boolean(),
  expiresAt: z.string(),
  verdict: Verdict.nullable(),
  answer: z.string().nullable(),
  answeredBy: z.string().nullable(),
  answeredAt: z.string().nullable(),
  answeredVia: z.enum(["page", "mail", "hook"]).nullable(),
  outcome: Outcome.nullable(),
  handedTo: z.string().nullable(),
});
export type ForwardView = z.infer<typeof ForwardView>;

/** What the list of questions shows; `brand` is a slug, as in the page's address. */
export const ForwardFilter = z.object({
  state: z.enum(["open", "overdue", "answered"]).optional(),
  brand: z.string().optional(),
});
export type ForwardFilter = z.infer<typeof ForwardFilter>;

/** What the link of a mail opens, for a person without an account. It tells nothing about the team's own notes. */
export const AnswerPageView = z.discriminatedUnion("state", [
  z.object({
    state: z.literal("open"),
    brandName: z.string(),
    timeZone: z.string(),
    lang: AnswerLanguage,
    askedBy: z.string(),
    departmentName: z.string(),
    toName: z.string(),
    question: z.string(),
    /** how many followers say it; the quotes are examples when there are more */
    people: z.number().int(),
    quotes: z.array(Quote),
    post: z.string().nullable(),
    /** departments it can be handed on to */
    others: z.array(z.object({ id: z.string(), name: z.string() })),
    dueAt: z.string().nullable(),
    expiresAt: z.string(),
  }),
  z.object({
    state: z.literal("answered"),
    brandName: z.string(),
    timeZone: z.string(),
    lang: AnswerLanguage,
    departmentName: z.string(),
    question: z.string(),
    verdict: Verdict.nullable(),
    outcome: Outcome.nullable(),
    handedTo: z.string().nullable(),
    answer: z.string(),
    answeredBy: z.string(),
    answeredAt: z.string(),
  }),
  z.object({
    state: z.enum(["expired", "withdrawn"]),
    brandName: z.string(),
    timeZone: z.string(),
    lang: AnswerLanguage,
    askedBy: z.string(),
    question: z.string(),
    expiresAt: z.string(),
  }),
  z.object({ state: z.literal("unknown") }),
]);
export type AnswerPageView = z.infer<typeof AnswerPageView>;

export const AnswerInput = z.object({
  token: z.string().min(1).max(100),
  verdict: Verdict,
  answer: z.string().trim().max(5000),
  name: z.string().trim().min(1).max(120),
  outcome: Outcome.nullable().default(null),
  /** with `not_ours`: the department that should have it instead */
  handToId: z.string().nullable().default(null),
});
export type AnswerInput = z.infer<typeof AnswerInput>;
/** Longest answer that is kept, in UTF-16 units. */
export const longestAnswer = 5000;
