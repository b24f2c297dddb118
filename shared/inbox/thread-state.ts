/** One message as the state of its thread is told from it. Times are ISO-8601 UTC. */
export type StateMessage = {
  author: "member" | "brand" | "other";
  /** what the author is called; told for `other`, whose words must not pass for the member's */
  authorName?: string | null;
  text: string;
  lang: string | null;
  sentAt: string;
  deleted: boolean;
};

/** What a thread row says of its messages. */
export type ThreadState = {
  messageCount: number;
  /** when the first message by somebody outside was sent; ours only where nothing of theirs is left */
  firstMessageAt: string;
  lastMessageAt: string;
  preview: string;
  /** what the member it belongs to wrote last in; somebody else's language only where theirs is not known */
  lang: string | null;
  /** when the oldest message nobody of us answered yet was sent; null when the last word is ours */
  waitingSince: string | null;
  /** our first message after the first of theirs; the end of "time to first answer" */
  firstAnswerAt: string | null;
  /** the newest text by somebody outside, for telling whether it asks something */
  lastOutside: { text: string; lang: string | null } | null;
};

const previewLength = 160;

// Never half of an emoji: PostgreSQL would not take it.
const previewOf = ({ author, authorName, text }: StateMessage): string =>
  (author === "other" && authorName ? `${authorName}: ${text}` : text)
    .replace(/\s+/g, " ")
    .trim()
    .slice(0, previewLength)
    .replace(/[\uD800-\uDBFF]$/, "");

/** Folds messages, oldest first, into what the list shows; deleted ones do not count. Null when nothing is left. */
export function foldThread(messages: StateMessage[]): ThreadState | null {
  const living = messages.filter((message) => !message.deleted);
  const first = living[0];
  if (!first) return null;
  let waitingSince: string | null = null;
  let firstAnswerAt: string | null = null;
  let asked = false;
  let lastOutside: StateMessage | null = null;
  for (const message of living) {
    if (message.author === "brand") {
      if (asked && !firstAnswerAt) firstAnswerAt = message.sentAt;
      waitingSince = null;
    } else {
      asked = true;
      lastOutside = message;
      waitingSince ??= message.sentAt;
    }
  }
  const shown = lastOutside ?? first;
  const spoken = living.findLast((message) => message.author === "member" && message.lang);
  return {
    messageCount: living.length,
    firstMessageAt: (living.find((message) => message.author !== "brand") ?? first).sentAt,
    lastMessageAt: living[living.length - 1]?.sentAt ?? first.sentAt,
    preview: previewOf(shown),
    lang: spoken?.lang ?? shown.lang ?? living.find((message) => message.lang)?.lang ?? null,
    waitingSince,
    firstAnswerAt,
    lastOutside: lastOutside && { text: lastOutside.text, lang: lastOutside.lang },
  };
}
