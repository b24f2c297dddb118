import { lower } from "../text.ts";
import { findGreeting } from "./greeting.ts";
import { visible } from "./invisible.ts";
import { addresses } from "./words.ts";

// "^AB", "-AB", "*SR", "/Aino" at the very end, or a last line that starts with a dash.
/** How replies are signed at their very end. */
export const signaturePattern =
  /(?:(?:^|[\s.!?)])(?:[\^*]\s?\p{L}{1,20}|[~/–—-]\s?(?:\p{Lu}{1,3}|\p{Lu}\p{Ll}+))|\n\s*[-–—~^*/][^\n]{1,40})[\s.]*$/u;

const tail = 80;

/**
 * A reply as two replies are compared: without addresses, handles, closing signature, greeting and name; digits as 0,
 * lower case by its language, letters (marks kept) and zeros with single spaces.
 * @param lang BCP 47 language of the text, or null
 */
export function normalizeReply(text: string, lang: string | null): string {
  const whole = visible(text).text.normalize("NFC").replace(addresses, " ").trim();
  const plain = whole.slice(0, -tail) + whole.slice(-tail).replace(signaturePattern, "");
  const greeting = findGreeting(plain);
  const from = greeting?.thanks ? 0 : (greeting?.to ?? 0);
  const body =
    greeting?.thanks && greeting.name
      ? plain.replace(plain.slice(greeting.name.from, greeting.name.to), " ")
      : plain.slice(from);
  return lower(body, lang)
    .replace(/\p{N}/gu, "0")
    .replace(/[^\p{L}\p{M}0]+/gu, " ")
    .trim();
}
