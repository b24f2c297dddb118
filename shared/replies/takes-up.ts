import { fold } from "../text.ts";
import { contentWords, wordsOf } from "./words.ts";

const leastWords = 3;

// The same word in another form: what they begin with is alike for five letters, or for most of the shorter one.
function kin(a: string, b: string): boolean {
  if (a === b) return true;
  let same = 0;
  while (same < a.length && same < b.length && a[same] === b[same]) same++;
  return same >= 5 || (same >= 3 && same >= 0.6 * Math.max(a.length, b.length));
}

/**
 * Whether a reply takes up a content word of the comment, in any form of it (common beginning, methods.md B3).
 * @returns null when the comment has fewer than three content words: there was nothing to take up
 */
export function takesUpWord(comment: string, reply: string, lang: string | null): boolean | null {
  const theirs = [...new Set(contentWords(wordsOf(comment, lang)).map((word) => fold(word.text)))];
  if (theirs.length < leastWords) return null;
  const ours = contentWords(wordsOf(reply, lang)).map((word) => fold(word.text));
  return ours.some((word) => theirs.some((their) => kin(word, their)));
}
