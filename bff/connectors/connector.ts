import type { Network } from "#shared/channel.ts";
import type { ThreadKind } from "#shared/inbox/schema.ts";

/** A person of the community as a network knows them. `externalId` never changes there; the handle may. */
export type IncomingAuthor = {
  externalId: string;
  handle: string;
  displayName: string | null;
  url: string | null;
};

/** Counts of a post at a moment; a count the network does not give is null, never 0. */
export type Counts = {
  likes: number | null;
  comments: number | null;
  shares: number | null;
  quotes: number | null;
  reach: number | null;
  impressions: number | null;
  views: number | null;
};

/** A post of the brand. Times are ISO-8601 UTC. */
export type IncomingPost = {
  type: "post";
  externalId: string;
  text: string;
  url: string | null;
  publishedAt: string;
  lang: string | null;
  paid: "organic" | "paid" | "mixed" | "unknown";
  counts: Counts | null;
};

/**
 * One comment, mention, quote or reply. `threadExternalId` is the root message of its thread (the first message by
 * the community member); `byBrand` marks our own answers, wherever they were made.
 */
export type IncomingMessage = {
  type: "message";
  externalId: string;
  threadExternalId: string;
  parentExternalId: string | null;
  /** the brand's post it hangs on, when there is one */
  postExternalId: string | null;
  kind: ThreadKind;
  byBrand: boolean;
  author: IncomingAuthor;
  text: string;
  lang: string | null;
  sentAt: string;
  editedAt: string | null;
  url: string | null;
};

export type IncomingDeletion = { type: "deletion"; externalId: string; at: string };
export type IncomingFollowers = { type: "followers"; at: string; count: number };
/** Something the network sent that could not be read: kept raw, shown, and tried again after an update. */
export type IncomingUnreadable = { type: "unreadable"; externalId: string | null; raw: string; error: string };

export type IncomingItem = IncomingPost | IncomingMessage | IncomingDeletion | IncomingFollowers | IncomingUnreadable;

/** One page of a sync: its items are stored and `cursor` with them in one transaction; `more` asks for the next page. */
export type SyncPage = { items: IncomingItem[]; cursor: string; more: boolean };

/** What the outside world answered. Expected refusals are values, never exceptions. */
export type Outcome<T> =
  | { kind: "ok"; value: T }
  | { kind: "wait"; until: string; reason: string }
  | { kind: "reconnect"; reason: string }
  | { kind: "refused"; reason: string }
  | { kind: "unknown"; reason: string };

/** An opened channel: what a connector needs to speak for a brand. `credentials` are decrypted JSON. */
export type ChannelAccess = {
  channelId: string;
  externalId: string;
  handle: string;
  credentials: unknown;
  settings: Record<string, unknown>;
};

export type OutgoingReply = {
  /** stays the same over every attempt of one reply, so that a second attempt can never make a second reply */
  idempotencyKey: string;
  text: string;
  lang: string | null;
  /** the message that is answered */
  parentExternalId: string;
  threadExternalId: string;
  postExternalId: string | null;
};

export type SentReply = { externalId: string; url: string | null; sentAt: string };

/** The account behind credentials, read when a person connects a channel. */
export type ConnectedAccount = {
  externalId: string;
  handle: string;
  name: string;
  url: string | null;
  credentials: unknown;
};

/**
 * The port every network is spoken to through. A connector keeps nothing between calls: what it must remember is in
 * the cursor (its own text) or the credentials. It never throws for what a network may answer.
 */
export type Connector = {
  network: Network;
  /** graphemes a reply may have on this channel */
  replyLimit(access: ChannelAccess): number;
  connect(input: Record<string, string>): Promise<Outcome<ConnectedAccount>>;
  /** What changed since `cursor` (null: the last 30 days), a page at a time, oldest wants first inside a page. */
  sync(access: ChannelAccess, cursor: string | null): Promise<Outcome<SyncPage>>;
  send(access: ChannelAccess, reply: OutgoingReply): Promise<Outcome<SentReply>>;
  /** Whether a reply whose fate is unknown did arrive: found, surely absent (null), or still unknown. */
  findSent(access: ChannelAccess, reply: OutgoingReply): Promise<Outcome<SentReply | null>>;
  remove(access: ChannelAccess, externalId: string): Promise<Outcome<null>>;
  /** New credentials when the network handed them out during a call (token refresh); stored by the caller. */
  refreshed?(access: ChannelAccess): unknown;
};
