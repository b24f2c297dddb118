import type { Network } from "../channel.ts";
import { foldedWords } from "../text.ts";
import type { ContentKind } from "./content-kind.ts";
import { quantile } from "./formulas.ts";
import type { Range } from "./similar-schema.ts";

/** Fewer similar posts than this say nothing. */
export const leastSimilar = 5;
const mostSimilar = 20;
const alikeFrom = 0.4;

/** A post as far as likeness goes; `weekday` 0 Sunday to 6, `hour` 0 to 23 on the brand's clock, null when not known. */
export type Sketch = {
  text: string;
  kind: ContentKind;
  network: Network | null;
  when: { weekday: number; hour: number } | null;
};
export type Likeness = {
  likeness: number;
  because: ("words" | "kind" | "length" | "time")[];
  sharedWords: string[];
};

const weights = { words: 0.35, kind: 0.3, length: 0.15, time: 0.2 };

/**
 * The own posts most like a draft, best first, 20 at most, each with why: shared words by how rare they are among the
 * own posts (tf-idf cosine), the same kind (`suggestKind` or a person's word), a similar length, a similar weekday and
 * hour. Weights .35, .3, .15 and .2; from .4 on posts count as alike
 * (`bench/forecast.md` measures what their range is worth). Only posts of the draft's network, when it has one.
 */
export function alikePosts<Post extends Sketch>(draft: Sketch, posts: readonly Post[]): (Post & Likeness)[] {
  const candidates = posts.filter(({ network }) => draft.network === null || network === draft.network);
  const bags = candidates.map(({ text }) => bagOf(text));
  const rarity = rarityOf(bags);
  const mine = bagOf(draft.text);
  return candidates
    .map((post, at) => ({ ...post, ...likenessOf(draft, post, mine, bags[at] ?? new Set(), rarity) }))
    .filter(({ likeness }) => likeness >= alikeFrom)
    .sort((a, b) => b.likeness - a.likeness)
    .slice(0, mostSimilar);
}

// Short words are mostly grammar, in every language here.
const bagOf = (text: string): Set<string> => new Set(foldedWords(text).filter((word) => word.length > 3));

function rarityOf(bags: readonly Set<string>[]): (word: string) => number {
  const counts = new Map<string, number>();
  for (const bag of bags) for (const word of bag) counts.set(word, (counts.get(word) ?? 0) + 1);
  return (word) => Math.log(1 + bags.length / (1 + (counts.get(word) ?? 0)));
}

function likenessOf(
  draft: Sketch,
  post: Sketch,
  mine: ReadonlySet<string>,
  theirs: ReadonlySet<string>,
  rarity: (word: string) => number,
): Likeness {
  const shared = [...mine].filter((word) => theirs.has(word)).sort((a, b) => rarity(b) - rarity(a));
  const parts = {
    words: cosine(shared, mine, theirs, rarity),
    kind: draft.kind === post.kind ? 1 : 0,
    length: Math.max(0, 1 - Math.abs(Math.log((draft.text.length + 1) / (post.text.length + 1))) / Math.log(4)),
    time: draft.when && post.when ? sameTime(draft.when, post.when) : null,
  };
  const names = (Object.keys(weights) as (keyof typeof weights)[]).filter((name) => parts[name] !== null);
  const whole = names.reduce((sum, name) => sum + weights[name], 0);
  return {
    likeness: names.reduce((sum, name) => sum + weights[name] * (parts[name] ?? 0), 0) / whole,
    because: names.filter((name) => (parts[name] ?? 0) >= (name === "words" ? 0.15 : 0.75)),
    sharedWords: shared.slice(0, 5),
  };
}

function cosine(
  shared: readonly string[],
  mine: ReadonlySet<string>,
  theirs: ReadonlySet<string>,
  rarity: (word: string) => number,
): number {
  const length = (words: Iterable<string>) => {
    let sum = 0;
    for (const word of words) sum += rarity(word) ** 2;
    return Math.sqrt(sum);
  };
  const both = length(mine) * length(theirs);
  return both === 0 ? 0 : shared.reduce((sum, word) => sum + rarity(word) ** 2, 0) / both;
}

type When = NonNullable<Sketch["when"]>;
const isWeekend = (weekday: number): boolean => weekday === 0 || weekday === 6;

function sameTime(a: When, b: When): number {
  const apart = Math.min(Math.abs(a.hour - b.hour), 24 - Math.abs(a.hour - b.hour));
  const day = a.weekday === b.weekday ? 1 : isWeekend(a.weekday) === isWeekend(b.weekday) ? 0.6 : 0;
  return 0.5 * day + 0.5 * Math.max(0, 1 - apart / 6);
}

/** The middle half of what posts got; null under `least` of them. Quantiles as everywhere (type 7). */
export function rangeOf(values: readonly number[], least = leastSimilar): Range {
  if (values.length < least) return null;
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share: number) => quantile(sorted, share) ?? 0;
  return { n: sorted.length, q1: at(0.25), median: at(0.5), q3: at(0.75) };
}
