import { z } from "zod";

/** A department outside the team and the people in it who can be asked. Pace is null until somebody answered. */
export const DepartmentView = z.object({
  id: z.string(),
  name: z.string(),
  contacts: z.array(z.object({ id: z.string(), name: z.string(), mail: z.string() })),
  open: z.number().int(),
  overdue: z.number().int(),
  /** median of sent to answered over the last twelve answers, in seconds */
  medianSeconds: z.number().nullable(),
  /** answers that came by the time they were needed, of the last twelve that had one */
  onTime: z.object({ count: z.number().int(), of: z.number().int() }).nullable(),
});
export type DepartmentView = z.infer<typeof DepartmentView>;

export const DepartmentInput = z.object({
  id: z.string().optional(),
  name: z.string().trim().min(1).max(80),
  contacts: z
    .array(z.object({ name: z.string().trim().min(1).max(120), mail: z.email().max(254) }))
    .min(1)
    .max(20),
});
export type DepartmentInput = z.infer<typeof DepartmentInput>;

/** What goes to the department beside the question; `messageIds` null means everything the community wrote. */
export const Along = z.object({
  messageIds: z.array(z.string()).max(50).nullable().default(null),
  withPost: z.boolean().default(true),
  firstNamesOnly: z.boolean().default(true),
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
});
export type Quote = z.infer<typeof Quote>;

/** What can go along with a question, before anything is chosen. `folder` is where mail lands without SMTP settings. */
export const ForwardPreview = z.object({
  brandName: z.string(),
  timeZone: z.string(),
  memberName: z.string(),
  personName: z.string(),
  messages: z.array(
    Quote.extend({ firstName: z.string(), handle: z.string(), author: z.enum(["member", "brand", "other"]) }),
  ),
  post: z.object({ text: z.string(), publishedAt: z.string() }).nullable(),
  folder: z.string().nullable(),
});
export type ForwardPreview = z.infer<typeof ForwardPreview>;

export const ForwardInput = z.object({
  threadId: z.string(),
  departmentId: z.string(),
  toMail: z.email().max(254),
  toName: z.string().trim().min(1).max(120),
  question: z.string().trim().min(1).max(2000),
  dueAt: z.iso.datetime().nullable(),
  messageIds: z.array(z.string()).max(50).nullable().optional(),
  withPost: z.boolean(),
  firstNamesOnly: z.boolean(),
  thenWaiting: z.boolean(),
  idempotencyKey: z.string().min(8).max(100),
});
export type ForwardInput = z.infer<typeof ForwardInput>;

/** How a department answered in short. */
export const Verdict = z.enum(["yes", "no", "more_facts", "not_ours"]);
export type Verdict = z.infer<typeof Verdict>;

export const ForwardState = z.enum(["sent", "answered", "withdrawn", "expired", "failed"]);
export type ForwardState = z.infer<typeof ForwardState>;

/** One handing-over as the team sees it; `delivery` says how far its mail came, `reason` why it did not. */
export const ForwardView = z.object({
  id: z.string(),
  threadId: z.string(),
  brandId: z.string(),
  timeZone: z.string(),
  memberName: z.string(),
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
    askedBy: z.string(),
    departmentName: z.string(),
    toName: z.string(),
    question: z.string(),
    quotes: z.array(Quote),
    post: z.string().nullable(),
    dueAt: z.string().nullable(),
    expiresAt: z.string(),
  }),
  z.object({
    state: z.literal("answered"),
    brandName: z.string(),
    timeZone: z.string(),
    departmentName: z.string(),
    question: z.string(),
    verdict: Verdict,
    answer: z.string(),
    answeredBy: z.string(),
    answeredAt: z.string(),
  }),
  z.object({
    state: z.enum(["expired", "withdrawn"]),
    brandName: z.string(),
    timeZone: z.string(),
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
});
export type AnswerInput = z.infer<typeof AnswerInput>;
