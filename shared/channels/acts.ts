import { z } from "zod";
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

/** The actions a network has for a message, ours or somebody else's, in the order of the menu. */
export const actionsFor = (capabilities: Capabilities | null, message: { ours: boolean }): MessageAction[] =>
  capabilities === null
    ? []
    : MessageAction.options.filter(
        (action) => supports(capabilities.actions[action]) && onOurs.includes(action) === message.ours,
      );

/** Why an action cannot be done to a message, as an English sentence; null when it can. */
export function actProblem(
  capabilities: Capabilities | null,
  action: MessageAction,
  message: { ours: boolean; text: string | null },
): string | null {
  if (!capabilities || !supports(capabilities.actions[action]))
    return "The network of this message has no such action.";
  if (onOurs.includes(action) !== message.ours)
    return message.ours
      ? "This cannot be done to a message of our own."
      : "This can only be done to a message of our own.";
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
