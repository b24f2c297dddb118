import { z } from "zod";
import type { ThreadKind } from "#shared/inbox/schema.ts";
import { type Capabilities, NetworkAction, supports } from "./capabilities.ts";

/** What can be done to one message in a thread beside answering it. */
export const MessageAction = NetworkAction.exclude(["reply"]);
export type MessageAction = z.infer<typeof MessageAction>;

/** `text`: the words of a private answer or an edit, the reason of a report; null elsewhere. */
export const ActInput = z.object({
  messageId: z.string().max(64),
  action: MessageAction,
  text: z.string().trim().min(1).max(10_000).nullable(),
});
export type ActInput = z.infer<typeof ActInput>;

const onOurs: MessageAction[] = ["removeOurs", "edit"];
const withWords: MessageAction[] = ["privateReply", "edit"];

const elsewhere: ThreadKind[] = ["mention", "quote"];

/** Whether a network has an action only under the brand's own posts, and a thread of this kind stands elsewhere. */
const outOfReach = (capabilities: Capabilities, action: MessageAction, kind: ThreadKind): boolean =>
  elsewhere.includes(kind) && capabilities.underOwnPosts.includes(action);

/** The actions a network has for a message, ours or somebody else's, in the order of the menu; `kind` is its thread's. */
export const actionsFor = (
  capabilities: Capabilities | null,
  message: { ours: boolean; kind: ThreadKind },
): MessageAction[] =>
  MessageAction.options.filter(
    (action) =>
      capabilities !== null &&
      supports(capabilities.actions[action]) &&
      onOurs.includes(action) === message.ours &&
      !outOfReach(capabilities, action, message.kind),
  );

const opposites: MessageAction[][] = [["like", "unlike"], ["hide", "unhide"], ["mute", "unmute"], ["edit"]];

/** The actions of which only the last that was asked for counts on one message: its opposite, or the same with other words. */
export const outdatedBy = (action: MessageAction): MessageAction[] =>
  opposites.find((pair) => pair.includes(action)) ?? [];

/** Why an action cannot be done to a message, as an English sentence; null when it can. */
export function actProblem(
  capabilities: Capabilities | null,
  action: MessageAction,
  message: { ours: boolean; kind: ThreadKind; text: string | null },
): string | null {
  if (!capabilities || !supports(capabilities.actions[action]))
    return "The network of this message has no such action.";
  if (onOurs.includes(action) !== message.ours)
    return message.ours
      ? "This cannot be done to a message of our own."
      : "This can only be done to a message of our own.";
  if (outOfReach(capabilities, action, message.kind))
    return "The network has this only under posts of our own, and this stands under somebody else's.";
  return withWords.includes(action) && !message.text ? "It needs words." : null;
}

/** Something that was done to a message, or is on its way. */
export const ActView = z.object({
  id: z.string(),
  messageId: z.string(),
  action: MessageAction,
  status: z.enum(["queued", "waiting", "sending", "done", "failed", "unknown", "cancelled"]),
  reason: z.string().nullable(),
  /** when one that waits for the network is tried again; null where only a person can help */
  waitsUntil: z.string().nullable(),
  text: z.string().nullable(),
  personName: z.string(),
  at: z.string(),
});
export type ActView = z.infer<typeof ActView>;

/** What a thread's messages can have done to them, and what was done. `muted`, `liked` follow from `acts`. */
export const ThreadActs = z.object({
  theirs: z.array(MessageAction),
  ours: z.array(MessageAction),
  /** conditions the network sets, by action: words that complete "Only ..." */
  only: z.record(z.string(), z.string()),
  acts: z.array(ActView),
});
export type ThreadActs = z.infer<typeof ThreadActs>;
