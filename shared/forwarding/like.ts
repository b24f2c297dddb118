import { contentWords, wordsOf } from "#shared/replies/words.ts";
import { fold } from "#shared/text.ts";

const stemLength = 5;

// Folding costs most of the comparison, and a community uses the same words again and again.
const kept = new Map<string, string>();
const mostKept = 20_000;

/** A folded word without an English ending, cut to five letters: `leaks`, `leaking` and `kapağı`, `kapağın` meet. */
function stemOf(word: string): string {
  const known = kept.get(word);
  if (known !== undefined) return known;
  const stem = fold(word)
    .replace(/(?<=.{3})(?:ing|ed|es|s)$/, "")
    .slice(0, stemLength);
  if (kept.size >= mostKept) kept.clear();
  kept.set(word, stem);
  return stem;
}

// Words that join sentences or ask: two people who both say "which" say nothing alike.
const joining = new Set(
  fold(`which when while where who whom what why how then than
    nasıl neden hangi
    miten miksi milloin missä
    który która które którzy gdy kiedy gdzie dlaczego`).split(/\s+/),
);

/** The content words of a feedback as they are compared: their stems, each once, in order. */
export const stemsOf = (text: string): string[] => [
  ...new Set(
    contentWords(wordsOf(text, null))
      .filter((word) => !joining.has(fold(word.text)))
      .map((word) => stemOf(word.text))
      .filter((stem) => stem.length > 2 && !/^\d+$/.test(stem)),
  ),
];

/** How alike two feedbacks are, and the words and labels that say so. `score` 0..1. */
export type Likeness = { score: number; words: string[]; labels: string[] };
export type Feedback = { stems: readonly string[]; labelIds: readonly string[] };

/** How much a stem says: ln(1 + n / texts with it), over the texts given. A stem seen nowhere else says most. */
export function weightsOf(texts: readonly (readonly string[])[]): (stem: string) => number {
  const seen = new Map<string, number>();
  for (const stems of texts) for (const stem of stems) seen.set(stem, (seen.get(stem) ?? 0) + 1);
  return (stem) => Math.log(1 + texts.length / (seen.get(stem) ?? 1));
}

const wordShare = 0.7;
const labelShare = 0.3;

/**
 * Likeness of two feedbacks: 0.7 x weighted Dice of their stems (2 x shared / both) + 0.3 when they share a label.
 * @param weigh from `weightsOf`, over the texts that are compared
 */
export function likeness(a: Feedback, b: Feedback, weigh: (stem: string) => number): Likeness {
  const other = new Set(b.stems);
  const shared = a.stems.filter((stem) => other.has(stem));
  const sum = (stems: readonly string[]) => stems.reduce((total, stem) => total + weigh(stem), 0);
  const both = sum(a.stems) + sum(b.stems);
  const labels = a.labelIds.filter((id) => b.labelIds.includes(id));
  const words = both === 0 ? 0 : (2 * sum(shared)) / both;
  return {
    score: wordShare * words + (labels.length > 0 ? labelShare : 0),
    words: shared.toSorted((x, y) => weigh(y) - weigh(x)),
    labels,
  };
}

/** From here on a feedback is offered as the same; by labels and words together, never by a label alone. */
export const likeFrom = 0.34;

/** The words of a text that a stem was made of, as they stand there, for saying why. */
export function wordsBehind(text: string, stems: readonly string[]): string[] {
  const found = new Map<string, string>();
  for (const word of wordsOf(text, null)) {
    const stem = stemOf(word.text);
    if (stems.includes(stem) && !found.has(stem)) found.set(stem, word.text);
  }
  return stems.flatMap((stem) => found.get(stem) ?? []);
}
