import { z } from "zod";
import { ChannelHealth, Network } from "#shared/channel.ts";
import { Attachment } from "#shared/inbox/attachment.ts";
import { Audience } from "#shared/inbox/audience.ts";
import { pageOf } from "#shared/page.ts";

/** What a thread is: a comment under the brand's post, a mention, a quote of its post, or a post by a visitor. */
export const ThreadKind = z.enum(["comment", "mention", "quote", "visitor_post"]);
export type ThreadKind = z.infer<typeof ThreadKind>;

/** Where a thread stands: ours to answer, waiting for somebody else, finished, or asleep until a time. */
export const ThreadStatus = z.enum(["open", "waiting", "done", "snoozed"]);
export type ThreadStatus = z.infer<typeof ThreadStatus>;

/** The filter of the inbox: at once the page's address, the procedure's input and a saved link. */
export const InboxFilter = z.object({
  brand: z.string().optional(),
  channel: z.string().optional(),
  kind: ThreadKind.optional(),
  status: z.union([ThreadStatus, z.literal("all")]).optional(),
  /** `me`, `none`, or a person's id */
  assignee: z.string().optional(),
  label: z.string().optional(),
  lang: z.string().optional(),
  question: z.boolean().optional(),
  post: z.string().optional(),
  /** threads with a reply that failed, waits for a reconnect or may or may not have gone out */
  problems: z.boolean().optional(),
  q: z.string().max(200).optional(),
  sort: z.enum(["newest", "oldest"]).optional(),
});
export type InboxFilter = z.infer<typeof InboxFilter>;

export const LabelView = z.object({ id: z.string(), name: z.string(), color: z.string() });
export type LabelView = z.infer<typeof LabelView>;

export const PersonView = z.object({ id: z.string(), name: z.string() });
export type PersonView = z.infer<typeof PersonView>;

/** One row of the inbox list. Times are ISO-8601 UTC. */
export const ThreadRow = z.object({
  id: z.string(),
  brandId: z.string(),
  brandSlug: z.string(),
  channelId: z.string(),
  network: Network,
  channelHealth: ChannelHealth,
  kind: ThreadKind,
  status: ThreadStatus,
  snoozedUntil: z.string().nullable(),
  memberName: z.string(),
  memberHandle: z.string(),
  lang: z.string().nullable(),
  hasQuestion: z.boolean(),
  preview: z.string(),
  postTitle: z.string().nullable(),
  messageCount: z.number(),
  lastMessageAt: z.string(),
  /** when the oldest unanswered message of the member arrived; null when answered */
  waitingSince: z.string().nullable(),
  unread: z.boolean(),
  assignee: PersonView.nullable(),
  labels: z.array(LabelView),
  problem: z.enum(["failed", "unknown", "waiting"]).nullable(),
});
export type ThreadRow = z.infer<typeof ThreadRow>;

export const ThreadPage = pageOf(ThreadRow);
export type ThreadPage = z.infer<typeof ThreadPage>;

/** Counts beside the views of the sidebar, within the chosen brand. */
export const InboxCounts = z.object({
  open: z.number(),
  mine: z.number(),
  unassigned: z.number(),
  waiting: z.number(),
  snoozed: z.number(),
  problems: z.number(),
  labels: z.array(LabelView.extend({ count: z.number() })),
});
export type InboxCounts = z.infer<typeof InboxCounts>;

/** A reply of ours on its way, as the thread shows it. */
export const ReplyView = z.object({
  id: z.string(),
  text: z.string(),
  status: z.enum(["queued", "sending", "sent", "waiting", "failed", "unknown", "cancelled"]),
  personName: z.string(),
  createdAt: z.string(),
  /** until when it can be taken back; null when it is gone */
  undoUntil: z.string().nullable(),
  /** when a reply that waits for the network is tried again; null where only a person can help */
  waitsUntil: z.string().nullable(),
  /** why it waits or failed, as a code of `shared/errors.ts` or the network's own words */
  reason: z.string().nullable(),
  url: z.string().nullable(),
});
export type ReplyView = z.infer<typeof ReplyView>;

/** What stands in a thread, oldest first: messages, our team's notes, what happened, replies on their way. */
export const ThreadEntry = z.discriminatedUnion("type", [
  z.object({
    type: z.literal("message"),
    id: z.string(),
    at: z.string(),
    author: z.enum(["member", "brand", "other"]),
    authorName: z.string(),
    authorHandle: z.string(),
    text: z.string(),
    lang: z.string().nullable(),
    depth: z.number(),
    /** it answers something that never came, or that nobody may see */
    parentMissing: z.boolean(),
    editedAt: z.string().nullable(),
    deletedAt: z.string().nullable(),
    hiddenAt: z.string().nullable(),
    url: z.string().nullable(),
    /** what hangs on it beside its words */
    attachments: z.array(Attachment),
    /** who may read it over there; null where that is not known */
    audience: Audience.nullable(),
    /** the reply of ours this message is, when it went out from Konak */
    replyId: z.string().nullable(),
    personName: z.string().nullable(),
  }),
  z.object({
    type: z.literal("note"),
    id: z.string(),
    at: z.string(),
    authorName: z.string(),
    text: z.string(),
    fromDepartment: z.string().nullable(),
  }),
  z.object({
    type: z.literal("event"),
    id: z.string(),
    at: z.string(),
    kind: z.string(),
    personName: z.string().nullable(),
    detail: z.record(z.string(), z.string().nullable()),
  }),
  z.object({ type: z.literal("reply"), id: z.string(), at: z.string(), reply: ReplyView }),
  z.object({
    type: z.literal("forward"),
    id: z.string(),
    at: z.string(),
    departmentName: z.string(),
    toMail: z.string(),
    state: z.enum(["sent", "answered", "handed_on", "withdrawn", "expired", "failed"]),
    personName: z.string(),
  }),
]);
export type ThreadEntry = z.infer<typeof ThreadEntry>;

export const PostView = z.object({
  id: z.string(),
  text: z.string(),
  publishedAt: z.string(),
  url: z.string().nullable(),
  paid: z.enum(["organic", "paid", "mixed", "unknown"]),
  likes: z.number().nullable(),
  comments: z.number().nullable(),
  shares: z.number().nullable(),
  openThreads: z.number(),
});
export type PostView = z.infer<typeof PostView>;

/** Who wrote, and what we said to them before. */
export const MemberView = z.object({
  id: z.string(),
  name: z.string(),
  identities: z.array(z.object({ network: Network, handle: z.string(), url: z.string().nullable() })),
  firstSeenAt: z.string(),
  languages: z.array(z.string()),
  threadCount: z.number(),
  earlierThreads: z.array(
    z.object({
      id: z.string(),
      preview: z.string(),
      at: z.string(),
      status: ThreadStatus,
      answeredBy: z.string().nullable(),
    }),
  ),
  lastReply: z
    .object({ text: z.string(), at: z.string(), personName: z.string().nullable(), threadId: z.string() })
    .nullable(),
});
export type MemberView = z.infer<typeof MemberView>;

/** A whole thread as its screen shows it. `version` grows with every change; sending names the one that was read. */
export const ThreadView = ThreadRow.extend({
  version: z.number(),
  replyLimit: z.number(),
  languages: z.array(z.string()),
  post: PostView.nullable(),
  member: MemberView,
  entries: z.array(ThreadEntry),
  url: z.string().nullable(),
  deletedAt: z.string().nullable(),
  canSend: z.boolean(),
});
export type ThreadView = z.infer<typeof ThreadView>;

/** What an action did, so that the screen can offer to undo it: the state before, per thread. */
export const BulkResult = z.object({
  changed: z.array(z.string()),
  missing: z.array(z.string()),
  undo: z.array(
    z.object({
      threadId: z.string(),
      status: ThreadStatus,
      snoozedUntil: z.string().nullable(),
      assigneeId: z.string().nullable(),
    }),
  ),
});
export type BulkResult = z.infer<typeof BulkResult>;

/** Who else has a thread open. */
export const Presence = z.object({ threadId: z.string(), userId: z.string(), name: z.string(), writing: z.boolean() });
export type Presence = z.infer<typeof Presence>;
