import type { Generated } from "kysely";

/** The tables of the machinery under channels; see `tables.ts` for the rules of columns. */

/** What hangs on a message, in the order the network tells it; the thing itself stays at its address. */
export type AttachmentTable = {
  id: string;
  messageId: string;
  place: number;
  kind: string;
  name: string | null;
  url: string | null;
};

/** One row for each way news or answers travel: `poll`, `hook`, `stream`, `send`, `history`, `reconcile`, `counts`. */
export type ChannelStreamTable = {
  channelId: string;
  stream: string;
  lastOkAt: string | null;
  lastTriedAt: string | null;
  /** when the newest thing it brought was said over there */
  newestAt: string | null;
  items: Generated<number>;
  failures: Generated<number>;
  error: string | null;
  errorAt: string | null;
  nextAt: string | null;
  /** marks of the cursors of the pass that is going on (JSON list), to notice one that repeats for ever */
  pass: string | null;
};
/** `key` is the channel's id, or `app:ID` where channels share an app's limit. */
export type ChannelBudgetTable = {
  key: string;
  name: string;
  remaining: number;
  limit: number | null;
  resetAt: string | null;
  at: string;
};
export type ChannelHistoryTable = {
  channelId: string;
  until: string;
  cursor: string | null;
  reachedTo: string | null;
  state: string;
  reason: string | null;
  items: Generated<number>;
  added: Generated<number>;
  pages: Generated<number>;
  startedAt: string;
  finishedAt: string | null;
  workedMs: Generated<number>;
};
export type ReconcileRunTable = {
  id: string;
  channelId: string;
  at: string;
  since: string;
  read: number;
  found: number;
};
export type HookEventTable = {
  id: string;
  channelId: string;
  deliveryId: string;
  receivedAt: string;
  request: string;
  state: string;
  error: string | null;
  doneAt: string | null;
};
export type NetworkAppTable = {
  id: string;
  workspaceId: string;
  network: string;
  server: string;
  clientId: string;
  secret: string;
  createdAt: string;
  updatedAt: string;
};
export type ConnectAttemptTable = {
  stateHash: string;
  workspaceId: string;
  userId: string;
  brandId: string;
  channelId: string | null;
  network: string;
  appId: string | null;
  sealed: string;
  createdAt: string;
  expiresAt: string;
};
/** Something done to a message beyond answering it. `status` as of replies, with `done` for what arrived. */
export type ActTable = {
  id: string;
  workspaceId: string;
  brandId: string;
  channelId: string;
  threadId: string;
  messageId: string;
  action: string;
  text: string | null;
  userId: string | null;
  status: string;
  reason: string | null;
  externalId: string | null;
  createdAt: string;
  doneAt: string | null;
};
export type MetricReadingTable = {
  id: string;
  channelId: string;
  postId: string | null;
  metric: string;
  part: string;
  value: number | null;
  at: string;
  fromAt: string | null;
  toAt: string | null;
  call: string;
};
export type FollowerReadingTable = {
  id: string;
  channelId: string;
  at: string;
  day: string;
  count: number;
  source: string;
  call: Generated<string | null>;
};
export type PostReadingTable = {
  id: string;
  postId: string;
  at: string;
  likes: number | null;
  comments: number | null;
  shares: number | null;
  quotes: number | null;
  reach: number | null;
  impressions: number | null;
  views: number | null;
  source: string;
  call: Generated<string | null>;
  mix: Generated<string | null>;
  paidCounts: Generated<string | null>;
};
export type SetAsideTable = {
  id: string;
  channelId: string;
  externalId: string | null;
  raw: string;
  error: string;
  at: string;
  kind: Generated<string>;
  threadExternalId: Generated<string | null>;
  triedWith: Generated<string | null>;
};
export type ChannelsTables = {
  attachment: AttachmentTable;
  channel_stream: ChannelStreamTable;
  channel_budget: ChannelBudgetTable;
  channel_history: ChannelHistoryTable;
  reconcile_run: ReconcileRunTable;
  hook_event: HookEventTable;
  network_app: NetworkAppTable;
  connect_attempt: ConnectAttemptTable;
  act: ActTable;
  metric_reading: MetricReadingTable;
};
