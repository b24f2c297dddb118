import { foldedWords } from "../text.ts";
import { takenUp, tellingWords } from "./echo.ts";

const leastWords = 3;

/**
 * Whether a reply takes up a telling word of the comment, in any form of it, as the check sees it (methods.md B3).
 * @param not names that show nothing when they are taken up, such as the brand's
 * @returns null when the comment has fewer than three telling words: there was too little to take up
 */
export function takesUpWord(comment: string, reply: string, lang: string | null, not = ""): boolean | null {
  const names = new Set(foldedWords(not));
  const theirs = tellingWords(comment, lang, names);
  if (new Set(theirs.map((word) => word.text)).size < leastWords) return null;
  return takenUp(theirs, tellingWords(reply, lang, names)).length > 0;
}
