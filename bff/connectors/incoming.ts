import type { MetricName, MetricPart } from "#shared/channels/capabilities.ts";
import type { Attachment } from "#shared/inbox/attachment.ts";
import type { Audience } from "#shared/inbox/audience.ts";
import type { ThreadKind } from "#shared/inbox/schema.ts";

/**
 * What networks tell, the same for all of them. Times are ISO-8601 UTC with milliseconds (`2026-11-22T09:30:00.000Z`);
 * ids are the network's own, as text; a count the network does not give is null, never 0.
 */

/** A person of the community as a network knows them. `externalId` never changes there; the handle may. */
export type IncomingAuthor = {
  externalId: string;
  handle: string;
  displayName: string | null;
  url: string | null;
};

/**
 * The author of a comment whose network does not say who wrote it (deleted account, missing permission). The door
 * keeps such comments apart by thread, so that nobody gets a history that is not theirs.
 */
export const unnamedAuthor: IncomingAuthor = { externalId: "", handle: "", displayName: null, url: null };

/** Counts of a post at a moment, as totals since it was published. */
export type Counts = {
  likes: number | null;
  comments: number | null;
  shares: number | null;
  quotes: number | null;
  reach: number | null;
  impressions: number | null;
  views: number | null;
  /**
   * Whose interactions these are; without it `all` (Instagram's plain counts are `organic`). Told with `paid`, they
   * are kept beside the others of the post and never added to them: tell the post a second time with these counts.
   */
  part?: MetricPart;
  /** the call that gave them, such as `GET /2/tweets`; as in the connector's capabilities */
  call?: string;
};

/** A post of the brand. `paid`: an ad, an ordinary post, or one that was promoted as well. */
export type IncomingPost = {
  type: "post";
  externalId: string;
  text: string;
  url: string | null;
  publishedAt: string;
  lang: string | null;
  paid: "organic" | "paid" | "mixed" | "unknown";
  counts: Counts | null;
  /** for an ad: its campaign as the network names it, so that people know which ad a comment stands under */
  ad?: { externalId: string; name: string | null } | null;
};

/**
 * One comment, mention, quote or reply. `threadExternalId` is the root message of its thread (the first message by
 * the community member); `byBrand` marks our own answers, wherever they were made. `parentExternalId` is what it
 * directly answers, as the network has it; it may point at something that was never told.
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
  /** ids by which the network called it before, where ids change; what is here under one of them is this message */
  formerIds?: string[];
  /** hidden from the public over there when it was read; left out: the network did not say */
  hidden?: boolean;
  /** what hangs on it beside its words; left out: the network did not say */
  attachments?: Attachment[];
  /** who may read it over there; left out: the network has only what everybody may read, or did not say */
  audience?: Audience;
};

/** Gone over there: a message or a post; `below`: the network takes what answered it away with it. */
export type IncomingDeletion = { type: "deletion"; externalId: string; at: string; below?: boolean };
/** A message was hidden from the public, or shown again, by whoever it was. */
export type IncomingVisibility = { type: "visibility"; externalId: string; hidden: boolean; at: string };
export type IncomingFollowers = { type: "followers"; at: string; count: number; call?: string };
/**
 * A number the network gave beside a post's plain counts: paid and organic apart, insights of the account.
 * `postExternalId` null: of the account. `from`/`to` (ISO) for numbers of a period; null for a total so far.
 */
export type IncomingMetric = {
  type: "metric";
  postExternalId: string | null;
  metric: MetricName;
  part: MetricPart;
  /** null: asked for and not given (an empty set is not 0) */
  value: number | null;
  at: string;
  from: string | null;
  to: string | null;
  call: string;
};
/** Something the network sent that could not be read: kept raw, shown, and tried again after an update. */
export type IncomingUnreadable = { type: "unreadable"; externalId: string | null; raw: string; error: string };

export type IncomingItem =
  | IncomingPost
  | IncomingMessage
  | IncomingDeletion
  | IncomingVisibility
  | IncomingFollowers
  | IncomingMetric
  | IncomingUnreadable;
