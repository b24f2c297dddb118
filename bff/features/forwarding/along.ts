import type { ThreadWord } from "#bff/features/forwarding/queries.ts";
import { nameToTell } from "#shared/forwarding/forward.ts";
import { Along, type ForwardPreview, type Quote } from "#shared/forwarding/schema.ts";

export const readAlong = (text: string): Along => Along.parse(JSON.parse(text));

/** The quotes a department reads: what the team chose, without what was deleted since, names as far as allowed. */
export function quotesOf(words: ThreadWord[], brandName: string, along: Along): Quote[] {
  const chosen = along.messageIds && new Set(along.messageIds);
  return words
    .filter((word) => (chosen ? chosen.has(word.id) : word.author !== "brand"))
    .map((word) => ({
      id: word.id,
      name: nameOf(word, brandName, along.firstNamesOnly),
      lang: word.lang,
      text: word.text,
      sentAt: word.sentAt,
      url: along.firstNamesOnly ? null : word.url,
    }));
}

/** Every message of a thread with both ways of naming its writer, for the dialog to choose from. */
export const choicesOf = (words: ThreadWord[], brandName: string): ForwardPreview["messages"] =>
  words.map((word) => ({
    id: word.id,
    name: nameOf(word, brandName, false),
    firstName: nameOf(word, brandName, true),
    handle: word.handle ?? "",
    author: word.author as "member" | "brand" | "other",
    lang: word.lang,
    text: word.text,
    sentAt: word.sentAt,
    url: word.url,
  }));

const nameOf = (word: ThreadWord, brandName: string, firstOnly: boolean): string =>
  word.author === "brand" ? brandName : nameToTell(word.displayName || word.handle || "", firstOnly);
