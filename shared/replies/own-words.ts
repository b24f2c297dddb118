import type { Span } from "./schema.ts";
import type { Word } from "./words.ts";

// A table of this many words a side stays under a millisecond or two; a longer text is judged by its beginning.
const longest = 500;

/**
 * Longest common subsequence of two lists of words, as indices into `b` of the words that belong to it.
 * O(n m) time and memory; only the first 500 words of each side are looked at.
 */
export function commonWords(a: readonly string[], b: readonly string[]): number[] {
  const n = Math.min(a.length, longest);
  const m = Math.min(b.length, longest);
  const width = m + 1;
  const table = new Uint16Array((n + 1) * width);
  for (let i = n - 1; i >= 0; i--) {
    for (let j = m - 1; j >= 0; j--) {
      const down = table[(i + 1) * width + j]!;
      const right = table[i * width + j + 1]!;
      table[i * width + j] = a[i] === b[j] ? table[(i + 1) * width + j + 1]! + 1 : Math.max(down, right);
    }
  }
  const kept: number[] = [];
  let i = 0;
  let j = 0;
  while (i < n && j < m) {
    if (a[i] === b[j]) {
      kept.push(j);
      i++;
      j++;
    } else if (table[(i + 1) * width + j]! >= table[i * width + j + 1]!) i++;
    else j++;
  }
  return kept;
}

/** Passages of neighbouring words; runs shorter than `least` words are left out. */
export function passages(words: readonly Word[], kept: readonly number[], least: number): Span[] {
  const spans: Span[] = [];
  let start = 0;
  for (let at = 1; at <= kept.length; at++) {
    if (at < kept.length && kept[at] === kept[at - 1]! + 1) continue;
    if (at - start >= least) spans.push({ from: words[kept[start]!]!.from, to: words[kept[at - 1]!]!.to });
    start = at;
  }
  return spans;
}

const texts = (words: readonly Word[]) => words.slice(0, longest).map((word) => word.text);

/**
 * Share of the draft's words that are not the template's: 1 - LCS / words of the draft, 0..1.
 * @returns null when the draft has no words
 */
export function ownWordShare(template: readonly Word[], draft: readonly Word[]): number | null {
  const mine = texts(draft);
  return mine.length === 0 ? null : 1 - commonWords(texts(template), mine).length / mine.length;
}

/**
 * How much of a template was changed: max(words dropped, words added) / words of the template, both outside its slots.
 * Above 1 when more was added than the template had.
 */
export function changedShare(template: readonly Word[], draft: readonly Word[], slotTexts: readonly Word[]): number {
  if (template.length === 0) return 1;
  const filled = texts(slotTexts);
  const mine = texts(draft).filter((word) => {
    const at = filled.indexOf(word);
    if (at >= 0) filled.splice(at, 1);
    return at < 0;
  });
  const body = texts(template);
  const common = commonWords(body, mine).length;
  return Math.max(body.length - common, mine.length - common) / body.length;
}
