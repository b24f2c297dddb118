import type { Generated } from "kysely";
import type {
  CampaignTable,
  CompetitorReadingTable,
  CompetitorTable,
  PostCampaignTable,
  PostKindTable,
} from "#bff/platform/db/tables-campaigns.ts";
import type {
  ChannelsTables,
  FollowerReadingTable,
  PostReadingTable,
  SetAsideTable,
} from "#bff/platform/db/tables-channels.ts";
import type {
  LookCursorTable,
  ReplyLookTable,
  ReplyWarningTable,
  WarningLearnedTable,
} from "#bff/platform/db/tables-checks.ts";
import type { IdeasTables } from "#bff/platform/db/tables-ideas.ts";
import type {
  DepartmentChoiceTable,
  DepartmentTable,
  ForwardNoticeTable,
  LoopEventTable,
  LoopTable,
  LoopThreadTable,
  MailInTable,
} from "#bff/platform/db/tables-loops.ts";
import type {
  ChannelDayTable,
  DayMarkTable,
  FrozenReportTable,
  PostFigureTable,
} from "#bff/platform/db/tables-reports.ts";
import type { SharingTables } from "#bff/platform/db/tables-sharing.ts";
import type {
  AuditTable,
  DeliveryTable,
  DepartmentContactTable,
  ForwardTable,
  JobTable,
  LabelTable,
  NoteTable,
  OutboxTable,
  ReplyTable,
  TemplateTable,
  TemplateVariantTable,
  ThreadEventTable,
  ThreadLabelTable,
  ThreadReadTable,
} from "#bff/platform/db/tables-work.ts";

/** Columns camelCase, tables snake_case; times ISO-8601 UTC text, ids sortable text, flags 0 or 1, lists JSON text. */
type Timed = { createdAt: string };

export type WorkspaceTable = Timed & { id: string; name: string };
export type UserTable = {
  id: string;
  name: string;
  email: string;
  emailVerified: number;
  image: string | null;
  locale: string | null;
  createdAt: string;
  updatedAt: string;
};
export type SessionTable = {
  id: string;
  userId: string;
  token: string;
  expiresAt: string;
  ipAddress: string | null;
  userAgent: string | null;
  createdAt: string;
  updatedAt: string;
};
export type AccountTable = {
  id: string;
  userId: string;
  accountId: string;
  providerId: string;
  accessToken: string | null;
  refreshToken: string | null;
  idToken: string | null;
  accessTokenExpiresAt: string | null;
  refreshTokenExpiresAt: string | null;
  scope: string | null;
  password: string | null;
  createdAt: string;
  updatedAt: string;
};
export type VerificationTable = {
  id: string;
  identifier: string;
  value: string;
  expiresAt: string;
  createdAt: string;
  updatedAt: string;
};
export type RateLimitTable = { id: string; key: string; count: number; lastRequest: number };
export type MembershipTable = Timed & {
  id: string;
  workspaceId: string;
  userId: string;
  role: string;
  brandIds: string | null;
};
export type LinkTable = Timed & {
  tokenHash: string;
  kind: string;
  workspaceId: string | null;
  userId: string | null;
  email: string | null;
  role: string | null;
  brandIds: string | null;
  expiresAt: string;
  usedAt: string | null;
};
export type BrandTable = Timed & {
  id: string;
  workspaceId: string;
  slug: string;
  name: string;
  timeZone: string;
  languages: string;
  signature: string;
  color: string;
  allowedContacts: string;
  houseFormula: Generated<string>;
  houseAggregate: Generated<string>;
  serviceHours: Generated<string | null>;
  answerAim: Generated<number>;
  crisisSince: string | null;
  crisisUntil: string | null;
  crisisBy: string | null;
  crisisReason: string | null;
};
export type ChannelTable = Timed & {
  id: string;
  workspaceId: string;
  brandId: string;
  network: string;
  externalId: string;
  handle: string;
  name: string;
  url: string | null;
  health: string;
  healthReason: string | null;
  healthAt: string | null;
  credentials: string | null;
  settings: string;
  cursor: string | null;
  lastSyncAt: string | null;
  removedAt: string | null;
  pausedBy?: string | null;
  toldAt?: string | null;
  hookSecret?: string | null;
  appId?: string | null;
  busyUntil?: string | null;
  news?: number; // raised whenever anything but an older page is kept
};
export type PostTable = Timed & {
  id: string;
  brandId: string;
  channelId: string;
  externalId: string;
  text: string;
  url: string | null;
  lang: string | null;
  paid: string;
  publishedAt: string;
  day: string;
  deletedAt: string | null;
  ad: Generated<string | null>;
  /** when its counts are to be read again; null: never */
  countsDueAt: Generated<string | null>;
};
export type MemberTable = Timed & {
  id: string;
  workspaceId: string;
  name: string;
  firstSeenAt: string;
};
export type IdentityTable = {
  id: string;
  workspaceId: string;
  memberId: string;
  network: string;
  externalId: string;
  handle: string;
  displayName: string | null;
  url: string | null;
};
export type ThreadTable = Timed & {
  id: string;
  workspaceId: string;
  brandId: string;
  channelId: string;
  postId: string | null;
  memberId: string;
  externalId: string;
  kind: string;
  status: string;
  snoozedUntil: string | null;
  assigneeId: string | null;
  lang: string | null;
  hasQuestion: number;
  preview: string;
  messageCount: number;
  firstMessageAt: string;
  lastMessageAt: string;
  day: string;
  waitingSince: string | null;
  firstAnswerAt: string | null;
  problem: string | null;
  version: number;
  deletedAt: string | null;
};
export type MessageTable = {
  seq: Generated<number>;
  id: string;
  brandId: string;
  channelId: string;
  threadId: string;
  externalId: string;
  parentExternalId: string | null;
  author: string;
  identityId: string | null;
  userId: string | null;
  replyId: string | null;
  text: string;
  lang: string | null;
  sentAt: string;
  day: string;
  editedAt: string | null;
  deletedAt: string | null;
  hiddenAt: string | null;
  url: string | null;
  audience: string | null;
};

export type Tables = {
  workspace: WorkspaceTable;
  user: UserTable;
  session: SessionTable;
  account: AccountTable;
  verification: VerificationTable;
  rateLimit: RateLimitTable;
  membership: MembershipTable;
  link: LinkTable;
  brand: BrandTable;
  channel: ChannelTable;
  post: PostTable;
  member: MemberTable;
  identity: IdentityTable;
  thread: ThreadTable;
  message: MessageTable;
  thread_event: ThreadEventTable;
  note: NoteTable;
  label: LabelTable;
  thread_label: ThreadLabelTable;
  thread_read: ThreadReadTable;
  template: TemplateTable;
  template_variant: TemplateVariantTable;
  reply: ReplyTable;
  reply_warning: ReplyWarningTable;
  warning_learned: WarningLearnedTable;
  reply_look: ReplyLookTable;
  look_cursor: LookCursorTable;
  outbox: OutboxTable;
  delivery: DeliveryTable;
  job: JobTable;
  audit: AuditTable;
  department: DepartmentTable;
  department_contact: DepartmentContactTable;
  forward: ForwardTable;
  department_choice: DepartmentChoiceTable;
  loop: LoopTable;
  loop_thread: LoopThreadTable;
  loop_event: LoopEventTable;
  forward_notice: ForwardNoticeTable;
  mail_in: MailInTable;
  follower_reading: FollowerReadingTable;
  post_reading: PostReadingTable;
  campaign: CampaignTable;
  post_campaign: PostCampaignTable;
  post_kind: PostKindTable;
  competitor: CompetitorTable;
  competitor_reading: CompetitorReadingTable;
  set_aside: SetAsideTable;
  day_mark: DayMarkTable;
  channel_day: ChannelDayTable;
  post_figure: PostFigureTable;
  frozen_report: FrozenReportTable;
  meta: { key: string; value: string };
} & SharingTables &
  IdeasTables &
  ChannelsTables;
