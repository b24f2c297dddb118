import type { ThreadView } from "#shared/inbox/schema.ts";

export type Said = { id: string; name: string; text: string; own: boolean };

/**
 * What was said in a thread by people of the community, the newest first; the words of whose thread it is before those
 * of people who only joined in, since an idea is credited to who said it.
 */
export const saidIn = (thread: Pick<ThreadView, "entries">): Said[] =>
  thread.entries
    .flatMap((entry) =>
      entry.type === "message" && entry.author !== "brand" && entry.deletedAt === null && entry.text.trim() !== ""
        ? [{ id: entry.id, name: entry.authorName, text: entry.text, own: entry.author === "member" }]
        : [],
    )
    .reverse()
    .sort((a, b) => Number(b.own) - Number(a.own));
