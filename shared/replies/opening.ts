import { normalizeReply } from "./normalize.ts";
import { wordsOf } from "./words.ts";

const openingLength = 5;

/** First five normalised words of a reply, the greeting and name left out; null when it has fewer. */
export function openingOf(text: string, lang: string | null): string | null {
  const words = wordsOf(normalizeReply(text, lang), lang).slice(0, openingLength);
  return words.length < openingLength ? null : words.map((word) => word.text).join(" ");
}
