import type { Generated } from "kysely";

/** The tables of what people do with threads; see `tables.ts` for the rules of columns. */
type Timed = { createdAt: string };

export type ThreadEventTable = {
  id: string;
  threadId: string;
  kind: string;
  userId: string | null;
  at: string;
  detail: string;
};
export type NoteTable = {
  id: string;
  threadId: string;
  userId: string | null;
  forwardId: string | null;
  text: string;
  at: string;
};
export type LabelTable = { id: string; workspaceId: string; name: string; color: string };
export type ThreadLabelTable = { threadId: string; labelId: string };
export type ThreadReadTable = { threadId: string; userId: string; readAt: string };
export type TemplateTable = Timed & {
  id: string;
  workspaceId: string;
  brandId: string | null;
  name: string;
  updatedAt: string;
  deletedAt: string | null;
};
export type TemplateVariantTable = { templateId: string; lang: string; body: string };
export type ReplyTable = Timed & {
  id: string;
  workspaceId: string;
  brandId: string;
  channelId: string;
  threadId: string;
  userId: string;
  templateId: string | null;
  /** the template's text as it was when the reply was sent */
  templateText: string | null;
  text: string;
  lang: string | null;
  parentExternalId: string;
  status: string;
  reason: string | null;
  warnings: string;
  overrideReason: string | null;
  thenDone: number;
  undoUntil: string;
  sentAt: string | null;
  externalId: string | null;
  url: string | null;
};
/** What leaves the house. `kind` is reply or mail; `subjectId` the reply or forward it carries. */
export type OutboxTable = Timed & {
  id: string;
  kind: string;
  subjectId: string;
  idempotencyKey: string;
  state: string;
  attempts: number;
  nextAt: string;
};
export type DeliveryTable = {
  id: string;
  outboxId: string;
  subjectId: string;
  attempt: number;
  at: string;
  outcome: string;
  detail: string | null;
};
export type JobTable = Timed & {
  id: string;
  kind: string;
  payload: string;
  uniqueKey: string | null;
  runAt: string;
  attempts: number;
  lockedUntil: string | null;
  error: string | null;
  failedAt: string | null;
};
export type AuditTable = {
  id: string;
  workspaceId: string;
  userId: string | null;
  action: string;
  subject: string;
  detail: string;
  at: string;
};
export type DepartmentContactTable = { id: string; departmentId: string; name: string; mail: string };
export type ForwardTable = Timed & {
  id: string;
  workspaceId: string;
  brandId: string;
  threadId: string;
  departmentId: string;
  userId: string;
  toName: string;
  toMail: string;
  question: string;
  /** JSON of `Along`: what goes to the department beside the question */
  along: Generated<string>;
  tokenHash: string;
  state: string;
  dueAt: string | null;
  expiresAt: string;
  verdict: string | null;
  answer: string | null;
  answeredBy: string | null;
  answeredAt: string | null;
  loopId: Generated<string>;
  outcome: Generated<string | null>;
  /** page, mail or hook */
  answeredVia: Generated<string | null>;
  handedToId: Generated<string | null>;
};
