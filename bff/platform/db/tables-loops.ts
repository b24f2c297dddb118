import type { Generated } from "kysely";

/** The tables of feedback on its way to a department and back; see `tables.ts` for the rules of columns. */
type Timed = { createdAt: string };

/** How a department works; `hours` JSON of working hours, `hook` sealed, `autoSeq` the last message its rule looked at. */
export type DepartmentTable = Timed & {
  id: string;
  workspaceId: string;
  name: string;
  deletedAt: string | null;
  lang: Generated<string>;
  topics: Generated<string>;
  labelIds: Generated<string>;
  brandIds: Generated<string | null>;
  timeZone: Generated<string | null>;
  hours: Generated<string>;
  answerHours: Generated<number>;
  deputyName: Generated<string | null>;
  deputyMail: Generated<string | null>;
  hookKind: Generated<string | null>;
  hook: Generated<string | null>;
  auto: Generated<number>;
  autoQuestion: Generated<string>;
  autoSeq: Generated<number>;
};
/** What a person chose for a thread, and what Konak had suggested. */
export type DepartmentChoiceTable = {
  id: string;
  workspaceId: string;
  brandId: string;
  threadId: string;
  departmentId: string;
  suggestedId: string | null;
  stems: string;
  labelIds: string;
  userId: string | null;
  at: string;
};
/** One question with the threads it is about; `state` is what the fold of its events gives. */
export type LoopTable = Timed & {
  id: string;
  workspaceId: string;
  brandId: string;
  departmentId: string;
  userId: string | null;
  title: string;
  state: string;
  dueAt: string | null;
  outcome: string | null;
  outcomeText: string | null;
  answeredAt: string | null;
  closedAt: string | null;
};
export type LoopThreadTable = {
  loopId: string;
  threadId: string;
  addedAt: string;
  userId: string | null;
  replyId: string | null;
  toldAt: string | null;
  asideAt: string | null;
  asideReason: string | null;
};
export type LoopEventTable = {
  id: string;
  loopId: string;
  kind: string;
  at: string;
  departmentId: string | null;
  userId: string | null;
  detail: string;
};
/** A letter beside the question itself: a reminder, or the question in a department's chat. */
export type ForwardNoticeTable = Timed & {
  id: string;
  workspaceId: string;
  forwardId: string;
  kind: string;
  way: string;
  toName: string;
  toMail: string;
};
/** A mail that came in, once, and what became of it. */
export type MailInTable = {
  id: string;
  messageKey: string;
  workspaceId: string | null;
  forwardId: string | null;
  fromMail: string;
  subject: string;
  outcome: string;
  size: number;
  at: string;
};
