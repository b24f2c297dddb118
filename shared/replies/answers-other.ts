import { type CheckInput, type Draft, reason } from "./check-input.ts";
import { isKin, namesIn, tellingWords } from "./echo.ts";
import { findGreeting } from "./greeting.ts";
import { isOneOf } from "./names.ts";
import type { Warning } from "./schema.ts";
import type { Word } from "./words.ts";

const mostThreads = 200;
const leastShared = 3;
const leastLead = 3;

type Other = { id: string; memberName: string; words: Word[] };
type OpenThreads = NonNullable<CheckInput["openThreads"]>;
const prepared = new WeakMap<OpenThreads, Other[]>();

// Names are left out of the draft's words, so they need not be left out here, and one list serves every thread.
function prepare(threads: OpenThreads): Other[] {
  const known = prepared.get(threads);
  if (known) return known;
  const made = threads
    .slice(0, mostThreads)
    .map(({ id, memberName, text }) => ({ id, memberName, words: tellingWords(text.slice(0, 2000), null, new Set()) }));
  prepared.set(threads, made);
  return made;
}

/** What the shared words weigh: each by how few of the open threads have it, ln((n + 1) / (threads with it)). */
function weightOf(shared: readonly Word[], others: readonly Other[], cache: Map<string, number>): number {
  let sum = 0;
  for (const { text } of shared) {
    let weight = cache.get(text);
    if (weight === undefined) {
      const having = others.filter(({ words }) => words.some((word) => word.text === text)).length;
      weight = Math.log((others.length + 1) / (having + 0.5));
      cache.set(text, weight);
    }
    sum += weight;
  }
  return sum;
}

/**
 * ANSWERS_OTHER: of the brand's open threads another one fits the draft clearly better than this one: three of its
 * telling words and three times the weight of what this one shares, or the name of its writer in the greeting.
 */
export function answersOther(draft: Draft, input: CheckInput): Warning | null {
  const threads = input.openThreads ?? [];
  if (threads.length === 0) return null;
  const names = namesIn(input);
  const others = prepare(threads).filter(({ id }) => id !== input.thread.id);
  // Words this brand uses all the time fit every thread.
  const often = Math.max(2, 0.05 * input.earlier.size);
  const own = [
    ...new Map(tellingWords(draft.text, draft.lang, names).map((word) => [word.text, word])).values(),
  ].filter((word) => input.earlier.rarity(word.text) <= often);
  const sharedWith = (words: readonly Word[]) => own.filter((word) => words.some(({ text }) => isKin(text, word.text)));
  const cache = new Map<string, number>();
  const here = input.thread.messages.flatMap(({ text, lang }) => tellingWords(text, lang, names));
  const fitsHere = weightOf(sharedWith(here), others, cache);
  const greeted = findGreeting(draft.text)?.name;
  const isGreetedHere = greeted && isOneOf(greeted, [input.thread.memberName, ...input.thread.otherNames]);
  let best: { other: Other; shared: Word[]; weight: number } | null = null;
  for (const other of others) {
    const shared = sharedWith(other.words);
    const named = greeted && !isGreetedHere && isOneOf(greeted, [other.memberName]);
    if (shared.length < (named ? 1 : leastShared)) continue;
    const weight = weightOf(shared, others, cache) * (named ? 2 : 1);
    if (weight > (best?.weight ?? 0)) best = { other, shared, weight };
  }
  if (!best || isGreetedHere || best.weight < leastLead * Math.max(fitsHere, 1)) return null;
  const spans = best.shared.map(({ from, to }) => ({ from, to }));
  const { id, memberName } = best.other;
  return reason("ANSWERS_OTHER", "warn", { member: memberName, threadId: id }, spans, {
    help: { kind: "openThread", threadId: id },
  });
}
