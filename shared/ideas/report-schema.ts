import { z } from "zod";
import { IdeaSource, Stage, Verdict } from "#shared/ideas/schema.ts";

const count = z.number().int();

/** The figures of one call; what cannot be said is null and shown as n/a. Hours are medians. */
export const CallFigures = z.object({
  people: count,
  newcomers: count,
  ideas: count,
  merged: count,
  answered: count,
  decided: count,
  adopted: count,
  declined: count,
  /** share of ideas with any answer, 0..1 */
  answeredShare: z.number().nullable(),
  /** adopted / ideas received, 0..1 */
  adoptionRate: z.number().nullable(),
  hoursToFirstAnswer: z.number().nullable(),
  hoursToFirstAnswerP90: z.number().nullable(),
  hoursToDecision: z.number().nullable(),
  /** inequality of contributions among contributors, 0 (all alike) to 1 */
  gini: z.number().nullable(),
  /** share of ideas by the most active 1 % of people (at least one person) */
  topShare: z.number().nullable(),
  /** share of people whose first call this was and who came to a later call; null while there is no later call */
  returned: z.number().nullable(),
  /** share of declines whose reason takes up the idea's words */
  reasonedDeclines: z.number().nullable(),
  costPerAdopted: z.number().nullable(),
});
export type CallFigures = z.infer<typeof CallFigures>;

/** A call in figures, beside the calls before it and the published scale. */
export const CallReport = z.object({
  callId: z.string(),
  question: z.string(),
  brandName: z.string(),
  publishedAt: z.string().nullable(),
  closedAt: z.string().nullable(),
  asOf: z.string(),
  figures: CallFigures,
  goal: z.object({ people: count.nullable(), adopted: count.nullable() }),
  currency: z.string().nullable(),
  cost: z.number().nullable(),
  bySource: z.array(z.object({ source: IdeaSource, ideas: count, people: count })),
  byLanguage: z.array(z.object({ lang: z.string().nullable(), ideas: count })),
  byDay: z.array(z.object({ day: z.string(), ideas: count })),
  /** calls of the brand published before this one, the last ten, newest first */
  earlier: z.array(
    z.object({ callId: z.string(), question: z.string(), publishedAt: z.string(), figures: CallFigures }),
  ),
  /** My Starbucks Idea: about 300 of 150,000 ideas used (Hossain & Islam 2015), 0.002 */
  publishedScale: z.object({ rate: z.number(), source: z.string() }),
});
export type CallReport = z.infer<typeof CallReport>;

/** Somebody who gave ideas to a call: what is owed to them and whether it was done. */
export const Contributor = z.object({
  memberId: z.string(),
  name: z.string(),
  networks: z.array(z.string()),
  ideas: count,
  adopted: count,
  merged: count,
  firstTime: z.boolean(),
  mayName: z.enum(["yes", "no", "unknown"]),
  /** all their ideas were decided and they were told */
  told: z.boolean(),
  thankedAt: z.string().nullable(),
  rewardedAt: z.string().nullable(),
  /** the idea the ticks are kept on: an adopted one, else their first */
  ideaId: z.string(),
  ideaTitle: z.string(),
});
export type Contributor = z.infer<typeof Contributor>;
export const ContributorPage = z.object({
  rows: z.array(Contributor),
  next: z.string().nullable(),
  people: count,
  toThank: count,
  toReward: count,
});

/** Many alike from one hand: one entry, however many came. `text`: the first of them. */
export const Suspicion = z.object({
  id: z.string(),
  callId: z.string(),
  kind: z.enum(["flood", "trap"]),
  source: IdeaSource,
  text: z.string(),
  count,
  firstAt: z.string(),
  lastAt: z.string(),
});
export type Suspicion = z.infer<typeof Suspicion>;

/** What a person of the community contributed and what they turned out to know. */
export const PersonKnowledge = z.object({
  memberId: z.string(),
  name: z.string(),
  networks: z.array(z.string()),
  firstAt: z.string().nullable(),
  figures: z.object({
    calls: count,
    ideas: count,
    adopted: count,
    declined: count,
    votesFor: count,
    answersMarked: count,
  }),
  contributions: z.array(
    z.object({
      ideaId: z.string(),
      title: z.string(),
      callId: z.string(),
      question: z.string(),
      stage: Stage,
      verdict: Verdict.nullable(),
      outcome: z.string().nullable(),
      at: z.string(),
      threadId: z.string().nullable(),
    }),
  ),
  topics: z.array(z.object({ topic: z.string(), ideas: count, right: count, helpful: count })),
  marks: z.array(
    z.object({
      id: z.string(),
      kind: z.enum(["right", "helpful"]),
      topic: z.string(),
      note: z.string(),
      threadId: z.string().nullable(),
      at: z.string(),
      personName: z.string(),
    }),
  ),
  merges: z.array(z.object({ id: z.string(), name: z.string(), networks: z.array(z.string()), at: z.string() })),
});
export type PersonKnowledge = z.infer<typeof PersonKnowledge>;

/** Whom one could ask about a topic, the most often right or helpful first. */
export const Knower = z.object({
  memberId: z.string(),
  name: z.string(),
  networks: z.array(z.string()),
  topic: z.string(),
  ideas: count,
  right: count,
  helpful: count,
  lastAt: z.string(),
  /** their newest thread, to write to them there; null when they only ever wrote on a call's page */
  threadId: z.string().nullable(),
});
export type Knower = z.infer<typeof Knower>;
