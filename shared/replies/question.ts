import { lower } from "../text.ts";

// Finnish nouns, alone or at the end of a compound, that only look like a verb with the question ending.
const finnishNoun = /(?:kk[oö]|koko|näkö|teko|jako|pako|usko|aurinko|rusko)$/u;
const shortFinnishQuestions = new Set(["onko", "eikö", "enkö", "etkö"]);

const asksIn: Record<string, (text: string) => boolean> = {
  // mi, mı, mu, mü stand alone and may carry a person or tense: misiniz, muydu, mıyım.
  tr: (text) =>
    /(?:^|[\s"'(])m[ıiuü](?:y[ıiuü]m|s[ıiuü]n(?:[ıiuü]z)?|y[ıiuü]z|yd[ıiuü]|ym[ıiuü]ş)?(?=$|[\s.,!;:)"'])/u.test(text),
  // The asking word opens its clause: "toimiiko tämä", "hei, onko teillä".
  fi: (text) =>
    [
      ...text.matchAll(/(?:^|[.!,;:\n–-]\s{0,5}|\b(?:ja|mutta|että|hei|moi)\s{1,5})(\p{L}{1,40}k[oö])(?=$|[\s.,!?])/gu),
    ].some(([, word = ""]) => (word.length <= 4 ? shortFinnishQuestions.has(word) : !finnishNoun.test(word))),
  // At the head of a clause; in the middle czy is a plain "or".
  pl: (text) => /(?:^|[.!,;:\n–-]\s{0,5}|(?:^|\s)(?:a|i|ale|witam|cześć|hej)\s{1,5})czy(?=\s)/u.test(text),
  en: (text) =>
    /(?:^|[.!;\n]\s{0,5})(?:how|when|where|why|who|what) (?:do|does|did|can|could|is|are|will|would|should) /u.test(
      text,
    ),
};

/**
 * Whether a text asks something: a question mark outside addresses, or the asking words of its language where people
 * leave the mark out (Turkish mi/mı/mu/mü, Finnish -ko/-kö, Polish czy).
 * @param lang BCP 47 language of the text; null looks for the mark only
 */
export function hasQuestion(text: string, lang: string | null): boolean {
  const plain = text.replace(/https?:\/\/\S+|www\.\S+/g, " ");
  if (/[?？؟]/.test(plain)) return true;
  const base = lang?.split("-")[0] ?? "";
  return asksIn[base]?.(lower(plain, base).trim()) ?? false;
}
