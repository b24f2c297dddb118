import type { Clock } from "#bff/platform/clock.ts";
import type { Network } from "#shared/channel.ts";
import type { ActKind, Capabilities } from "#shared/channels/capabilities.ts";
import type { ReadingPace } from "#shared/reports/readings.ts";
import type { AppKeys, ConnectBy } from "./connect-by.ts";
import type { Hook, OpenStream } from "./inbound.ts";
import type { IncomingItem, IncomingMessage } from "./incoming.ts";
import type { Budget, Limit } from "./limits.ts";

/**
 * One page of a sync: its items are stored and `cursor` with them in one transaction; `more` asks for the next page.
 * `moved`: the network says that the account is at another address for good; kept with the page.
 */
export type SyncPage = {
  items: IncomingItem[];
  cursor: string;
  more: boolean;
  moved?: Pick<ConnectedAccount, "externalId" | "handle" | "url" | "settings">;
};

/** A page of history, newest first: `reachedTo` is the oldest moment read so far (ISO; null: nothing was there). */
export type BackfillPage = { items: IncomingItem[]; cursor: string; more: boolean; reachedTo: string | null };

/** What every outcome may say beside: limits as the network's headers told them, and what the call cost of them. */
type Beside = { budget?: Budget[]; spent?: Record<string, number> };

/**
 * What the outside world answered. Expected refusals are values, never exceptions. `reason` is a sentence a person
 * can read (the network's own words where they are any good); never a key, never a whole answer.
 * - `wait`: a passing fault or a limit (429, 5xx, time-out, no connection, HTML where JSON was due); `until` ISO
 * - `reconnect`: the key itself is refused; only a person can help. A passing fault is never this.
 * - `narrowed`: the key works but lacks the permission `scope`; only a person can help, reading may go on
 * - `refused`: the network will never take this one request; the next one may be fine
 * - `unknown`: a request that changes something went out and no answer came: it may have been carried out
 */
export type Outcome<T> = Beside &
  (
    | { kind: "ok"; value: T }
    | { kind: "wait"; until: string; reason: string }
    | { kind: "reconnect"; reason: string }
    | { kind: "narrowed"; reason: string; scope: string }
    | { kind: "refused"; reason: string }
    | { kind: "unknown"; reason: string }
  );

/** The channel's key where it is kept. Work that began earlier or beside has its own copy of it. */
export type KeyPlace = {
  /** the key as it is kept now, opened */
  stored(): Promise<unknown>;
  /** puts a renewed key in the place of the one `stored` gave last */
  keep(renewed: unknown): Promise<void>;
};

/** An opened channel: what a connector needs to speak for a brand. `credentials` are decrypted JSON. */
export type ChannelAccess = {
  channelId: string;
  externalId: string;
  handle: string;
  credentials: unknown;
  settings: Record<string, unknown>;
  /** the person's own app on an OAuth network, for refreshing tokens; null or left out elsewhere */
  app?: AppKeys | null;
  /** where keys that renew once are kept the moment they come */
  keys?: KeyPlace;
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

/** Something done to a message that is there: liked, hidden, reported, answered in private, edited. */
export type OutgoingAct = {
  action: ActKind;
  idempotencyKey: string;
  /** the message it is done to; for `mute` and `unmute` the person is `authorExternalId` */
  externalId: string;
  authorExternalId: string | null;
  threadExternalId: string;
  postExternalId: string | null;
  /** the words of `privateReply` and `edit`, the reason of `report`; null elsewhere */
  text: string | null;
};

/**
 * `externalId` of what came into being by it (a private answer), or null. `shown`: it stands in the thread as a message
 * of ours, where the network keeps private answers among the others.
 */
export type Acted = { externalId: string | null; shown?: IncomingMessage };

/** The account behind credentials, read when a person connects a channel. */
export type ConnectedAccount = {
  externalId: string;
  handle: string;
  name: string;
  url: string | null;
  credentials: unknown;
  /** what the connector wants to know of the channel that is no secret (mapping, server); kept in its settings */
  settings?: Record<string, unknown>;
  /** permissions that were asked for and not given; shown, and the health says `narrowed` */
  missingScopes?: string[];
  /** ids by which the same account may be known here, such as the address it was asked at before a redirect */
  formerIds?: string[];
};

/** A channel whose account may have moved, as it is known here. */
export type Moving = { access: ChannelAccess; cursor: string | null; name: string };

/**
 * The account at its new address. `ids`: what in the ids that are known has to be written otherwise from now on, where
 * they hold the address of the source and the source calls everything by its new one.
 */
export type Moved = ConnectedAccount & { ids?: { from: string; to: string } };

/** How accounts of a network move, where they live at an address of their own (feeds, blogs, forums, own sources). */
export type Move = {
  /** told to the person who types another address: how Konak knows that it is the same, or whose word counts */
  says: string;
  /** The account at the new address as the channel's own, or `refused` with the reason why it is another one. */
  judge(before: Moving, account: ConnectedAccount): Promise<Outcome<Moved>>;
};

/** What connectors are built with. `fetch` judges addresses, redirects, sizes and time; use nothing else. */
export type ConnectorParts = {
  fetch: (url: string, init?: RequestInit) => Promise<Response>;
  /** the same rules for an answer that never ends (SSE, NDJSON): the body streams, `init.signal` closes it */
  fetchStream: (url: string, init?: RequestInit) => Promise<Response>;
  clock: Clock;
};

/**
 * Reads posts again whose counts are due, however long ago `sync` saw them last. There exactly when the capabilities
 * say that `olderCounts` come.
 */
export type PostCounts = {
  /** posts one call asks for at the most */
  most: number;
  /** how often a post is worth a call, in `shared/reports/readings.ts` */
  pace: ReadingPace;
  /**
   * What the network says of these posts now, by their external ids: each whole, with its counts and the call that gave
   * them, and its metrics; or its deletion, where the network itself says that it is gone. What it says nothing about
   * is left out, and asked for again at its next turn.
   */
  read(access: ChannelAccess, posts: string[]): Promise<Outcome<IncomingItem[]>>;
};

/**
 * The port every network is spoken to through. A connector keeps nothing between calls: what it must remember is in
 * the cursor (its own text) or the credentials. It never throws for what a network may answer.
 * `contract.ts` says how one is tested; optional calls are there exactly when the capabilities say so.
 */
export type Connector = {
  network: Network;
  capabilities: Capabilities;
  connectBy: ConnectBy;
  /** limits known beforehand; networks that only tell them in headers leave them out */
  limits?: Limit[];
  /** graphemes a reply may have on this channel */
  replyLimit(access: ChannelAccess): number;
  /** The account behind what was typed (`connectBy.fields`). With OAuth it is never called. */
  connect(input: Record<string, string>): Promise<Outcome<ConnectedAccount>>;
  /** Left out where an account keeps its id wherever it goes. */
  move?: Move;
  /**
   * What changed since `cursor` (null: the last 30 days), a page at a time, oldest wants first inside a page: what
   * something hangs on comes before it. Tells nothing twice when nothing happened. A cursor of an older version of
   * the connector has to be understood or read as null.
   */
  sync(access: ChannelAccess, cursor: string | null): Promise<Outcome<SyncPage>>;
  /**
   * What lies before that: newest first back to `until` (ISO), a page at a time. `cursor` null starts at now, so that
   * the same call also reads a window again and finds what push and poll missed. Never disturbs `sync`.
   */
  backfill?(access: ChannelAccess, until: string, cursor: string | null): Promise<Outcome<BackfillPage>>;
  counts?: PostCounts;
  send(access: ChannelAccess, reply: OutgoingReply): Promise<Outcome<SentReply>>;
  /** Whether a reply whose fate is unknown did arrive: found, surely absent (null), or still unknown. */
  findSent(access: ChannelAccess, reply: OutgoingReply): Promise<Outcome<SentReply | null>>;
  /**
   * Takes one of our own messages away; one that is gone already counts as taken away. `threadExternalId` is for networks
   * that find an answer only below what it answers.
   */
  remove(access: ChannelAccess, externalId: string, threadExternalId: string): Promise<Outcome<null>>;
  /** Only called for actions the capabilities have. Doing it twice is doing it once, except `privateReply` and `report`. */
  act?(access: ChannelAccess, act: OutgoingAct): Promise<Outcome<Acted>>;
  hook?: Hook;
  stream?: OpenStream;
  /** Reads again what an earlier version could not (`raw` of an unreadable item). Throws when it still cannot. */
  reread?(raw: string, access: ChannelAccess): IncomingItem[];
  /** The credentials of an account that is connected again, with what of the stored ones was not typed anew. */
  keptOver?(stored: unknown, given: unknown): unknown;
  /** New credentials when the network handed them out during a call (token refresh); stored by the caller, unless `keys` did. */
  refreshed?(access: ChannelAccess): unknown;
};
