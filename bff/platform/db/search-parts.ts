import { foldedWords } from "#shared/text.ts";

/**
 * FTS5 gathers every message that has a prefix before it gives the first one, so in a large inbox a common word is
 * slow. Each word therefore begins with the part of the inbox it was said in, and the newest parts are asked first.
 */
const partSize = 32_768;
const mostPartsAtOnce = 32;

const partOf = (seq: number): number => Math.floor(seq / partSize);
const markOf = (part: number): string => part.toString(36).padStart(4, "0");

/** The words of a message as the SQLite index holds them. */
export function indexedWords(seq: number, text: string): string {
  const mark = markOf(partOf(seq));
  return foldedWords(text)
    .map((word) => mark + word)
    .join(" ");
}

const within = (words: string, parts: number[]): string =>
  parts
    .map((part) => {
      const mark = markOf(part);
      return `(${words.replace(/\S+/g, (word) => `"${mark}${word}"*`)})`;
    })
    .join(" OR ");

/** Expressions that together ask all parts up to the one of `newest`: newest first, then ever more at once. */
export function* newestPartsFirst(words: string, newest: number): Generator<string> {
  let at = partOf(newest);
  for (let count = 1; at >= 0; count = Math.min(count * 2, mostPartsAtOnce)) {
    const parts = Array.from({ length: Math.min(count, at + 1) }, (_, n) => at - n);
    at -= parts.length;
    yield within(words, parts);
  }
}

/** Expressions that together ask the parts these messages are in. */
export function partsOf(words: string, seqs: number[]): string[] {
  const parts = [...new Set(seqs.map(partOf))];
  const expressions: string[] = [];
  for (let at = 0; at < parts.length; at += mostPartsAtOnce)
    expressions.push(within(words, parts.slice(at, at + mostPartsAtOnce)));
  return expressions;
}
