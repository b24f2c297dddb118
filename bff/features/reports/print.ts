import type { OutTexts } from "#shared/reports/texts/out-texts.ts";

/**
 * A text as the printed font can show it: Latin, Greek and Cyrillic letters and common signs. Emoji go, a run of other
 * letters becomes […], so that no page has empty boxes on it.
 */
export const printable = (text: string): string =>
  text
    .toWellFormed()
    .normalize("NFC")
    .replace(/\p{Extended_Pictographic}|\p{Emoji_Modifier}|\p{Regional_Indicator}|\u200d|\ufe0f/gu, "")
    .replace(
      /[^\u0020-\u024f\u0370-\u03ff\u0400-\u04ff\u1e00-\u1eff\u2010-\u2027\u2030-\u205e\u20ac\u2116\u2122\u2212\s]+/gu,
      "[…]",
    )
    .replace(/\s+/g, " ")
    .trim();

/** A moment as a page says it, in a time zone. */
export const sayMoment = (at: string, timeZone: string, { locale }: OutTexts): string =>
  new Intl.DateTimeFormat(locale, { timeZone, dateStyle: "medium", timeStyle: "short" }).format(new Date(at));
