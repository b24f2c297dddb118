import { type Audience, answerAudience, answeredOf } from "#shared/inbox/audience.ts";
import type { ThreadView } from "#shared/inbox/schema.ts";
import type { DraftedThread } from "#shared/replies/drafted.ts";

/** A thread of the screen as the check looks at it. */
export function draftedThread(thread: ThreadView): DraftedThread {
  const messages = thread.entries.flatMap((entry) => (entry.type === "message" && !entry.deletedAt ? [entry] : []));
  return {
    id: thread.id,
    memberName: thread.memberName,
    lang: thread.lang,
    limit: thread.replyLimit,
    otherNames: messages.flatMap((entry) => [entry.authorName, entry.authorHandle]),
    messages: messages.map((entry) => ({
      id: entry.id,
      sentAt: entry.at,
      text: entry.text,
      lang: entry.lang,
      author: entry.author === "brand" ? "brand" : "member",
    })),
    audience: audienceOfAnswer(thread),
  };
}

const messagesOf = (thread: ThreadView) => thread.entries.flatMap((entry) => (entry.type === "message" ? [entry] : []));

/** Who will read an answer that is written now; null when nobody knows. */
export const audienceOfAnswer = (thread: ThreadView): Audience | null => answerAudience(messagesOf(thread));

/** Who hears of it: not always whose thread it is, for others speak there too. */
export function hearerOf(thread: ThreadView): string {
  const answered = answeredOf(messagesOf(thread));
  return answered?.authorName || answered?.authorHandle || thread.memberName || thread.memberHandle;
}

/** When the newest message of a thread was sent: what somebody who begins to write has read. */
export const newestMessageAt = (thread: ThreadView): string | null =>
  thread.entries.reduce<string | null>(
    (newest, entry) => (entry.type === "message" && entry.at > (newest ?? "") ? entry.at : newest),
    null,
  );
