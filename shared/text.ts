/**
 * Lower case by the rules of the text's own language: Turkish I becomes ı, everywhere else i.
 * @param lang BCP 47 language of the text, or null when unknown
 */
export const lower = (text: string, lang: string | null): string => text.toLocaleLowerCase(lang ?? "en");

/**
 * The folded form used by the search index and by the query alike: `isik`, `IŞIK`, `ışık` and `Işık` all give `isik`;
 * `Łódź` gives `lodz`. No language is needed, so a query in any language finds a text in any other.
 */
export function fold(text: string): string {
  return text
    .normalize("NFD")
    .replace(/\p{M}+/gu, "")
    .toLowerCase()
    .normalize("NFD")
    .replace(/\p{M}+/gu, "")
    .replace(/ı/g, "i")
    .replace(/ł/g, "l")
    .replace(/ø/g, "o")
    .replace(/đ/g, "d")
    .replace(/ß/g, "ss")
    .replace(/æ/g, "ae")
    .replace(/œ/g, "oe");
}

/** The folded words of a text, letters and digits only, in order. */
export const foldedWords = (text: string): string[] => fold(text).match(/[\p{L}\p{N}]+/gu) ?? [];

const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });

/** Length in graphemes (what a person counts as characters; a family emoji is one), the unit of `OVER_LENGTH`. */
export function graphemeLength(text: string): number {
  let count = 0;
  for (const _ of graphemes.segment(text)) count++;
  return count;
}
