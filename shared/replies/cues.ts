import { fold } from "../text.ts";
import type { Span } from "./schema.ts";

/**
 * Lower case without marks (ş as s, ı and İ as i, ł as l), sign by sign, so that offsets stay those of the text.
 * Curly apostrophes become straight ones.
 */
export const foldedInPlace = (text: string): string =>
  text.toLowerCase().length === text.length
    ? text.toLowerCase().replace(/[^\0-\x7f]/g, foldSign)
    : text.replace(/[^\0-\x7f]|[A-Z]/g, foldSign);

const known = new Map<string, string>([
  ["’", "'"],
  ["‘", "'"],
]);
function foldSign(sign: string): string {
  const before = known.get(sign);
  if (before !== undefined) return before;
  const folded = fold(sign);
  const kept = folded.length === 1 ? folded : sign;
  if (known.size < 5000) known.set(sign, kept);
  return kept;
}

const breaks = (list: string) =>
  list
    .split(/[|\n]/)
    .map((cue) => fold(cue.trim()))
    .filter(Boolean);

/**
 * A pattern for a list of cues, divided by bars or lines: whole words, `*` for any letters that follow, a space for any
 * run of spaces, `_` for up to three words between. To be used on `foldedInPlace` text.
 */
export function cuePattern(list: string): RegExp {
  const written = breaks(list).map((cue) =>
    cue
      .replace(/[.+?^${}()[\]\\]/g, "\\$&")
      .replace(/\*/g, "\\p{L}*")
      .replace(/ _ /g, "(?:[^\\p{L}\\p{N}.!?]+[\\p{L}\\p{N}']+){0,3}[^\\p{L}\\p{N}.!?]+")
      .replace(/ /g, "[\\s,]+"),
  );
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${written.join("|")})(?![\\p{L}\\p{N}])`, "gu");
}

/** Where cues stand in a text given as `foldedInPlace`. */
export const cueSpans = (folded: string, pattern: RegExp): Span[] =>
  [...folded.matchAll(pattern)].map((match) => ({ from: match.index, to: match.index + match[0].length }));

/** The sentences of a text with their places; line breaks end one too. Addresses keep their dots. */
export function sentencesOf(text: string): Span[] {
  const spans: Span[] = [];
  for (const match of text.matchAll(/[^\s](?:[^.!?…\n]|[.!?…](?=[\p{L}\p{N}/]))*(?:[.!?…]+|\n|$)/gu))
    spans.push({ from: match.index, to: match.index + match[0].trimEnd().length });
  return spans;
}
