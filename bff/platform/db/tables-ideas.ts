import type { Generated } from "kysely";

/** The tables of open calls; see `tables.ts` for the rules of columns. */
type Timed = { createdAt: string };

/** One person on two networks; `moved` JSON of the identities and threads that went along. */
type MemberMergeTable = {
  id: string;
  workspaceId: string;
  keptId: string;
  mergedId: string;
  moved: string;
  userId: string | null;
  at: string;
  undoneAt: string | null;
};
/** Who a merged member is now. */
type MemberAliasTable = { memberId: string; rootId: string };
type MemberMarkTable = {
  id: string;
  workspaceId: string;
  memberId: string;
  kind: string;
  topic: string;
  folded: string;
  note: string;
  threadId: string | null;
  userId: string | null;
  at: string;
};
/** Somebody who wrote on a call's page; `visitor` is the hash of their cookie. */
type PagePersonTable = Timed & {
  memberId: string;
  workspaceId: string;
  visitor: string;
  mail: string | null;
  lang: string;
};
export type CallTable = Timed & {
  id: string;
  workspaceId: string;
  brandId: string;
  slug: string;
  state: string;
  version: number;
  brief: string;
  question: string;
  lang: string;
  topic: string;
  closesOn: string | null;
  decideBy: string | null;
  hashtags: string;
  mentionWords: string;
  page: number;
  noindex: number;
  userId: string | null;
  seq: Generated<number>;
  heard: Generated<string>;
  lastNumber: Generated<number>;
  cost: number | null;
  publishedAt: string | null;
  closedAt: string | null;
};
type CallPostTable = { callId: string; postId: string };
type CallVersionTable = {
  callId: string;
  version: number;
  brief: string;
  note: string;
  userId: string | null;
  at: string;
};
/**
 * `stage`, `verdict`, `mergedIntoId` and `waitsAuthor` are what the fold of its events gives; `up`, `votes`, `joined`
 * count the ideas merged into it too; `nearest` is the similarity to the most alike other one, `alike` how many unsettled.
 */
export type IdeaTable = Timed & {
  id: string;
  callId: string;
  workspaceId: string;
  brandId: string;
  number: number;
  memberId: string;
  source: string;
  threadId: string | null;
  messageId: string | null;
  postId: string | null;
  title: string;
  text: string;
  folded: string;
  lang: string | null;
  version: number;
  stage: string;
  verdict: string | null;
  mergedIntoId: string | null;
  waitsAuthor: Generated<number>;
  stageSince: string;
  firstAnswerAt: string | null;
  decidedAt: string | null;
  decidedBy: string | null;
  reason: string | null;
  outcome: string | null;
  echoes: number | null;
  up: Generated<number>;
  votes: Generated<number>;
  mayName: string;
  mayMerge: string;
  topic: string | null;
  thankedAt: string | null;
  rewardedAt: string | null;
  toTell: Generated<number>;
  nearestId: string | null;
  nearest: number | null;
  alike: Generated<number>;
  joined: Generated<number>;
};
type IdeaVersionTable = {
  ideaId: string;
  version: number;
  title: string;
  text: string;
  by: string;
  userId: string | null;
  at: string;
};
type IdeaEventTable = {
  id: string;
  ideaId: string;
  callId: string;
  kind: string;
  at: string;
  userId: string | null;
  detail: string;
};
/** A visitor's vote stays with the idea it was given to, whatever that is merged into. */
type IdeaVoteTable = { ideaId: string; visitor: string; callId: string; value: number; at: string };
type IdeaScoreTable = {
  ideaId: string;
  userId: string;
  criterion: string;
  callId: string;
  value: number;
  at: string;
};
/** Two look-alikes, the smaller id first; `apart`: a person said that they are not. */
type IdeaLikeTable = { ideaId: string; otherId: string; callId: string; similarity: number; apart: Generated<number> };
type IdeaSuspicionTable = {
  id: string;
  workspaceId: string;
  callId: string;
  kind: string;
  source: string;
  text: string;
  name: string;
  visitor: string | null;
  threadId: string | null;
  messageId: string | null;
  count: number;
  firstAt: string;
  lastAt: string;
  settledAs: string | null;
};
export type IdeaLetterTable = Timed & {
  id: string;
  workspaceId: string;
  callId: string;
  ideaId: string;
  memberId: string;
  kind: string;
  about: string;
  way: string;
  state: string;
  threadId: string | null;
  toMail: string | null;
  replyId: string | null;
  lang: string;
  text: string;
  reason: string | null;
  sentAt: string | null;
};

export type IdeasTables = {
  member_merge: MemberMergeTable;
  member_alias: MemberAliasTable;
  member_mark: MemberMarkTable;
  page_person: PagePersonTable;
  call: CallTable;
  call_post: CallPostTable;
  call_version: CallVersionTable;
  idea: IdeaTable;
  idea_version: IdeaVersionTable;
  idea_event: IdeaEventTable;
  idea_vote: IdeaVoteTable;
  idea_score: IdeaScoreTable;
  idea_like: IdeaLikeTable;
  idea_suspicion: IdeaSuspicionTable;
  idea_letter: IdeaLetterTable;
};
