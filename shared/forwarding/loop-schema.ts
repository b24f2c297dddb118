import { z } from "zod";
import { loopEventKinds, loopStates } from "#shared/forwarding/loop.ts";
import { ForwardView, OfferedAttachment, Outcome } from "#shared/forwarding/schema.ts";

/** A loop in a list: the question, who has it, how many followers wait to be told. */
export const LoopRow = z.object({
  id: z.string(),
  brandId: z.string(),
  brandName: z.string(),
  timeZone: z.string(),
  title: z.string(),
  state: z.enum(loopStates),
  late: z.boolean(),
  departmentName: z.string(),
  personName: z.string(),
  createdAt: z.string(),
  dueAt: z.string().nullable(),
  answeredAt: z.string().nullable(),
  closedAt: z.string().nullable(),
  outcome: Outcome.nullable(),
  followers: z.number().int(),
  told: z.number().int(),
  aside: z.number().int(),
});
export type LoopRow = z.infer<typeof LoopRow>;

/** What the list of loops shows; `toClose`: answered, with followers still to be told. */
export const LoopFilter = z.object({
  state: z.enum(["out", "late", "toClose", "closed", "over"]).optional(),
  brand: z.string().optional(),
  departmentId: z.string().optional(),
  from: z.iso.date().optional(),
  to: z.iso.date().optional(),
  /** where the next page begins */
  cursor: z.string().optional(),
});
export type LoopFilter = z.infer<typeof LoopFilter>;
export const LoopPage = z.object({ rows: z.array(LoopRow), next: z.string().nullable() });

/** One follower of a loop and how far they are from hearing. `failed`: an answer was sent to them and did not arrive. */
export const LoopFollower = z.object({
  threadId: z.string(),
  memberName: z.string(),
  lang: z.string().nullable(),
  network: z.string(),
  text: z.string(),
  addedAt: z.string(),
  state: z.enum(["untold", "sending", "told", "failed", "aside"]),
  toldAt: z.string().nullable(),
  reply: z.string().nullable(),
  asideReason: z.string().nullable(),
  /** an answer of ours since the department's that nobody has counted yet */
  since: z.object({ replyId: z.string().nullable(), text: z.string(), at: z.string() }).nullable(),
  deleted: z.boolean(),
});
export type LoopFollower = z.infer<typeof LoopFollower>;

export const LoopHappening = z.object({
  kind: z.enum(loopEventKinds),
  at: z.string(),
  who: z.string(),
  departmentName: z.string().nullable(),
  detail: z.record(z.string(), z.union([z.string(), z.number()])),
});
export type LoopHappening = z.infer<typeof LoopHappening>;

/** A loop with everything that happened, who had it how long, and whom it is about. */
export const LoopView = LoopRow.extend({
  outcomeText: z.string().nullable(),
  forwards: z.array(ForwardView),
  followersList: z.array(LoopFollower),
  happenings: z.array(LoopHappening),
  spells: z.array(
    z.object({ who: z.string().nullable(), from: z.string(), to: z.string().nullable(), seconds: z.number() }),
  ),
});
export type LoopView = z.infer<typeof LoopView>;

export const LoopOutcomeInput = z.object({
  loopId: z.string(),
  outcome: Outcome,
  outcomeText: z.string().trim().max(2000),
});
export type LoopOutcomeInput = z.infer<typeof LoopOutcomeInput>;

/** A thread that says the same as the one at hand, and the words and labels that say so. */
export const LikeThread = z.object({
  threadId: z.string(),
  /** the message of it that goes along */
  messageId: z.string(),
  attachments: z.array(OfferedAttachment),
  memberId: z.string(),
  memberName: z.string(),
  lang: z.string().nullable(),
  text: z.string(),
  at: z.string(),
  score: z.number(),
  words: z.array(z.string()),
  labels: z.array(z.string()),
});
export type LikeThread = z.infer<typeof LikeThread>;

/** An open bundle the feedback at hand belongs to by what it says. */
export const LikeLoop = z.object({
  loopId: z.string(),
  title: z.string(),
  departmentName: z.string(),
  state: z.enum(loopStates),
  followers: z.number().int(),
  createdAt: z.string(),
  words: z.array(z.string()),
  labels: z.array(z.string()),
});
export type LikeLoop = z.infer<typeof LikeLoop>;

const Told = z.object({ count: z.number().int(), of: z.number().int() }).nullable();
const Sums = z.object({
  loops: z.number().int(),
  answered: z.number().int(),
  closed: z.number().int(),
  late: z.number().int(),
  medianSeconds: z.number().nullable(),
  p90Seconds: z.number().nullable(),
  told: Told,
});

export const LoopReportFilter = z.object({ brand: z.string(), from: z.iso.date(), to: z.iso.date() });
export type LoopReportFilter = z.infer<typeof LoopReportFilter>;

/** The loop report of a brand and period: loops that began in it, whatever happened to them since. */
export const LoopReport = z.object({
  brand: z.object({ slug: z.string(), name: z.string(), timeZone: z.string() }),
  from: z.string(),
  to: z.string(),
  /** threads that began in the period */
  received: z.number().int(),
  /** of them, those that went to a department at any time */
  forwarded: z.number().int(),
  /** of the forwarded ones, those whose question was answered */
  answered: z.number().int(),
  /** of the forwarded ones, those whose loop is closed */
  closed: z.number().int(),
  sums: Sums,
  departments: z.array(Sums.extend({ departmentId: z.string(), name: z.string() })),
  outcomes: z.array(z.object({ outcome: Outcome, loops: z.number().int(), followers: z.number().int() })),
  quotes: z.array(
    z.object({
      loopId: z.string(),
      outcome: Outcome,
      title: z.string(),
      outcomeText: z.string(),
      departmentName: z.string(),
      followers: z.number().int(),
      closedAt: z.string().nullable(),
      quote: z.object({ name: z.string(), text: z.string(), lang: z.string().nullable() }).nullable(),
    }),
  ),
});
export type LoopReport = z.infer<typeof LoopReport>;
