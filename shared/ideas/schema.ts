import { z } from "zod";
import { Brief, BriefCheck, CallLanguage } from "#shared/ideas/brief.ts";
import { callStates, ideaEventKinds, ideaStages, verdicts } from "#shared/ideas/stage.ts";

const id = z.string().min(1).max(60);
const count = z.number().int();
export const Stage = z.enum(ideaStages);
export const Verdict = z.enum(verdicts);

/** Where ideas of a call come from besides the hand of a person. */
export const CallSources = z.object({
  postIds: z.array(id).max(50),
  /** with or without #; compared folded */
  hashtags: z.array(z.string().trim().min(2).max(60)).max(10),
  /** words a mention of the brand has to hold to be an idea; empty takes none */
  mentionWords: z.array(z.string().trim().min(2).max(60)).max(10),
  page: z.boolean(),
});
export type CallSources = z.infer<typeof CallSources>;

/** A call in a list. `daysLeft` counts to the closing day, 0 on it; null for drafts and once it is over. */
export const CallRow = z.object({
  id,
  slug: z.string(),
  brandId: z.string(),
  brandName: z.string(),
  brandSlug: z.string(),
  question: z.string(),
  state: z.enum(callStates),
  lang: CallLanguage,
  closesOn: z.string().nullable(),
  decideBy: z.string().nullable(),
  daysLeft: count.nullable(),
  publishedAt: z.string().nullable(),
  closedAt: z.string().nullable(),
  ideas: count,
  people: count,
  undecided: count,
  unanswered: count,
  adopted: count,
  declined: count,
  suspicions: count,
});
export type CallRow = z.infer<typeof CallRow>;

export const CallFilter = z.object({
  brand: z.string().optional(),
  state: z.enum(callStates).optional(),
  cursor: z.string().optional(),
});
export type CallFilter = z.infer<typeof CallFilter>;
export const CallPage = z.object({ rows: z.array(CallRow), next: z.string().nullable() });

/** A stage of a call: how many ideas, how many of them this week, and how many wait for what the stage waits for. */
export const StageCount = z.object({
  stage: Stage,
  ideas: count,
  thisWeek: count,
  /** open and shortlist: too few votes; refine: the author; decide: the decision; result: people to be told */
  waiting: count,
});

/** A call with everything its screen shows around the ideas. */
export const CallView = CallRow.extend({
  brief: Brief,
  check: BriefCheck,
  sources: CallSources,
  posts: z.array(z.object({ id, text: z.string(), url: z.string().nullable(), network: z.string(), at: z.string() })),
  noindex: z.boolean(),
  /** the address of the public page; null for a draft */
  publicUrl: z.string().nullable(),
  ownerName: z.string().nullable(),
  version: count,
  versions: z.array(z.object({ version: count, at: z.string(), personName: z.string(), note: z.string() })),
  stages: z.array(StageCount),
  merged: count,
  /** median hours from an idea to the first answer to it; null before there is one */
  firstAnswerHours: z.number().nullable(),
  /** share of people whose first call this is, 0..1; null without people */
  newcomerShare: z.number().nullable(),
  /** letters waiting for a person, and those that did not arrive */
  letters: z.object({ draft: count, failed: count }),
  cost: z.number().nullable(),
});
export type CallView = z.infer<typeof CallView>;

/** `note` says what changed; a published call cannot be changed without one. `version`: the one that was edited. */
export const CallInput = z.object({
  id: id.nullable(),
  brand: z.string(),
  brief: Brief,
  sources: CallSources,
  noindex: z.boolean().default(false),
  version: count.nullable().default(null),
  note: z.string().trim().max(500).default(""),
});
export type CallInput = z.infer<typeof CallInput>;

/** Votes on an idea and the ideas merged into it; `low`/`high`: Wilson interval of the share in favour, 95 %. */
export const VoteFigures = z.object({
  n: count,
  up: count,
  low: z.number().nullable(),
  high: z.number().nullable(),
  /** Bayesian average of the share in favour; null under five votes, and then the idea has no rank */
  average: z.number().nullable(),
});
export type VoteFigures = z.infer<typeof VoteFigures>;

/** Where an idea was said. */
export const IdeaSource = z.enum(["comment", "hashtag", "mention", "hand", "page"]);
export type IdeaSource = z.infer<typeof IdeaSource>;
/** Whether the author may be named: `unknown` until they were asked. */
export const Consent = z.enum(["yes", "no", "unknown"]);

/** What an idea waits for, the most urgent first. */
export const WaitsFor = z.enum(["telling", "answer", "author", "decision", "votes"]);

/** An idea in a list. */
export const IdeaRow = z.object({
  id,
  number: count,
  callId: id,
  callQuestion: z.string(),
  title: z.string(),
  /** the first 280 characters */
  excerpt: z.string(),
  lang: z.string().nullable(),
  stage: Stage,
  verdict: Verdict.nullable(),
  source: IdeaSource,
  memberId: id,
  authorName: z.string(),
  threadId: z.string().nullable(),
  postText: z.string().nullable(),
  createdAt: z.string(),
  stageSince: z.string(),
  firstAnswerAt: z.string().nullable(),
  decidedAt: z.string().nullable(),
  votes: VoteFigures,
  /** ideas merged into this one */
  joined: count,
  waitsFor: WaitsFor.nullable(),
  reviewers: z.array(z.object({ userId: z.string(), name: z.string() })),
  /** the most alike other idea of the call, 0..1; null when there is no other */
  nearest: z.object({ ideaId: id, title: z.string(), similarity: z.number() }).nullable(),
  topic: z.string().nullable(),
  version: count,
});
export type IdeaRow = z.infer<typeof IdeaRow>;

/**
 * `show`: `needAnswer` nobody answered yet, `lookAlike` has a look-alike that is not settled, `distant` the five least
 * like the rest of each call, `needVotes` under five. `order`: `shuffled` is new every day and the same for a person.
 */
export const IdeaFilter = z.object({
  callId: id.optional(),
  brand: z.string().optional(),
  stage: Stage.optional(),
  verdict: Verdict.optional(),
  show: z.enum(["all", "needAnswer", "lookAlike", "distant", "needVotes", "waitAuthor", "toTell"]).default("all"),
  order: z.enum(["shuffled", "ranked", "newest", "scored"]).optional(),
  find: z.string().trim().max(200).optional(),
  cursor: z.string().max(200).optional(),
});
export type IdeaFilter = z.infer<typeof IdeaFilter>;
export const IdeaPage = z.object({ rows: z.array(IdeaRow), next: z.string().nullable(), total: count });

/** A look-alike. `shared`: words both have. */
export const LikeIdea = z.object({
  ideaId: id,
  number: count,
  title: z.string(),
  authorName: z.string(),
  stage: Stage,
  similarity: z.number(),
  shared: z.array(z.string()),
});
export type LikeIdea = z.infer<typeof LikeIdea>;

/** Scores of one criterion, 1 to 5. `spread`: standard deviation over people (n - 1); null under two. */
export const CriterionScores = z.object({
  key: z.string(),
  name: z.string(),
  mine: count.nullable(),
  mean: z.number().nullable(),
  spread: z.number().nullable(),
  by: z.array(z.object({ userId: z.string(), name: z.string(), value: count })),
});

/** A word to a contributor, on its way where they wrote: `draft` waits for a person, `shown` stands on their page. */
export const LetterView = z.object({
  id,
  kind: z.enum(["question", "outcome", "change", "merge", "thanks"]),
  way: z.enum(["reply", "mail", "page"]),
  state: z.enum(["draft", "queued", "sent", "shown", "failed", "unknown", "dropped"]),
  callId: id,
  ideaId: id,
  ideaTitle: z.string(),
  verdict: Verdict.nullable(),
  memberId: id,
  memberName: z.string(),
  threadId: z.string().nullable(),
  network: z.string().nullable(),
  lang: z.string(),
  text: z.string(),
  /** what they wrote, for checking the answer against it */
  said: z.string(),
  createdAt: z.string(),
  sentAt: z.string().nullable(),
  reason: z.string().nullable(),
});
export type LetterView = z.infer<typeof LetterView>;
export const LetterPage = z.object({ rows: z.array(LetterView), next: z.string().nullable(), total: count });

export const IdeaHappening = z.object({
  kind: z.enum(ideaEventKinds),
  at: z.string(),
  who: z.string(),
  detail: z.record(z.string(), z.union([z.string(), z.number(), z.null()])),
});

/** An idea with its versions, votes, scores, look-alikes, letters and what happened to it. */
export const IdeaView = IdeaRow.extend({
  text: z.string(),
  call: z.object({ slug: z.string(), state: z.enum(callStates), brief: Brief }),
  author: z.object({
    memberId: id,
    name: z.string(),
    networks: z.array(z.string()),
    ideas: count,
    adopted: count,
    firstTime: z.boolean(),
    mail: z.boolean(),
  }),
  credit: Consent,
  mayMerge: Consent,
  mergedInto: z.object({ ideaId: id, title: z.string() }).nullable(),
  versions: z.array(z.object({ version: count, text: z.string(), at: z.string(), by: z.string() })),
  scores: z.array(CriterionScores),
  /** Krippendorff's alpha over the call's scores (interval data); null under two people or when all are the same */
  agreement: z.number().nullable(),
  alike: z.array(LikeIdea),
  joinedIdeas: z.array(
    z.object({ ideaId: id, title: z.string(), authorName: z.string(), threadId: z.string().nullable() }),
  ),
  decision: z.object({ verdict: Verdict, reason: z.string(), at: z.string(), personName: z.string() }).nullable(),
  /** people who hear the decision: the author, those of merged ideas */
  audience: count,
  letters: z.array(LetterView),
  happenings: z.array(IdeaHappening),
  thankedAt: z.string().nullable(),
  rewardedAt: z.string().nullable(),
});
export type IdeaView = z.infer<typeof IdeaView>;

export const DecideInput = z.object({
  ideaId: id,
  verdict: Verdict,
  reason: z.string().trim().max(2000),
  /** the one line credits show after an adoption ("In every kettle from March"); empty takes the reason */
  outcome: z.string().trim().max(300).default(""),
});
export type DecideInput = z.infer<typeof DecideInput>;
