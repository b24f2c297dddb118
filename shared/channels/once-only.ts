import type { MessageAction } from "./acts.ts";

/** What a network keeps twice when it is asked twice. */
export type OnceOnly = Extract<MessageAction, "privateReply" | "report">;

/**
 * Whether doing an action twice is doing it more than once, so that without an answer a person decides. Private answers,
 * and reports: Bluesky's `createReport` and Mastodon's `POST /reports` have no key against it.
 */
export const isOnceOnly = (action: MessageAction): action is OnceOnly =>
  action === "privateReply" || action === "report";
