import { tellingWords } from "#shared/replies/echo.ts";
import { foldedWords } from "#shared/text.ts";

/** What two ideas are compared by: sorted hashes of the beginnings of their telling words, and of their trigrams. */
export type Traits = { words: Uint32Array; grams: Uint32Array };

/** From here on a look-alike is suggested; among long texts, which share trigrams by chance, only from further up. */
export const alikeFrom = { short: 0.35, long: 0.45 };
// So many different trigrams are about 200 characters.
const longGrams = 150;
/** From here on two texts are one text: the same flood, or the same click twice. */
export const sameFrom = 0.8;

// An idea says what it is in its first sentences; a megabyte would say no more.
const longest = 600;
const stemLength = 5;
const nobody: ReadonlySet<string> = new Set();

/** Traits of an idea from its title and text; only the first 600 characters count. */
export function traitsOf(text: string): Traits {
  const short = text.slice(0, longest);
  const words = tellingWords(short, null, nobody).map((word) => word.text.slice(0, stemLength));
  const plain = foldedWords(short).join(" ");
  const grams = new Set<number>();
  for (let at = 0; at + 3 <= plain.length; at++) grams.add(hash(plain.slice(at, at + 3)));
  return { words: sorted(words.map(hash)), grams: sorted(grams) };
}

const sorted = (hashes: Iterable<number>): Uint32Array => Uint32Array.from(new Set(hashes)).sort();

// FNV-1a over UTF-16 units; a clash would only make two ideas a little more alike.
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
  return value >>> 0;
}

function shared(a: Uint32Array, b: Uint32Array): number {
  let count = 0;
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    const left = a[i]!;
    const right = b[j]!;
    if (left === right) count++;
    if (left <= right) i++;
    if (right <= left) j++;
  }
  return count;
}

/** Dice coefficient 2 |A and B| / (|A| + |B|) of two sorted sets, 0..1; 0 when both are empty. */
const dice = (a: Uint32Array, b: Uint32Array): number =>
  a.length + b.length === 0 ? 0 : (2 * shared(a, b)) / (a.length + b.length);

/** How alike two ideas are, 0..1: the mean of Dice over word beginnings and over character trigrams, order-free. */
export const likeness = (a: Traits, b: Traits): number => (dice(a.words, b.words) + dice(a.grams, b.grams)) / 2;

/** Telling words of one idea that the other has too, in one form or another, as the first writes them; at most six. */
export function sharedWords(a: string, b: string): string[] {
  const theirs = new Set(tellingWords(b.slice(0, longest), null, nobody).map((word) => word.text.slice(0, stemLength)));
  const mine = tellingWords(a.slice(0, longest), null, nobody).filter((word) =>
    theirs.has(word.text.slice(0, stemLength)),
  );
  return [...new Map(mine.map((word) => [word.text, a.slice(word.from, word.to)])).values()].slice(0, 6);
}

/** Whether two ideas are alike enough to say so (both thresholds measured on real ideas, `bench/alike.ts`). */
export const isAlike = (a: Traits, b: Traits, similarity: number): boolean =>
  similarity >= (Math.min(a.grams.length, b.grams.length) > longGrams ? alikeFrom.long : alikeFrom.short);
