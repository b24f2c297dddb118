import { fold } from "../text.ts";
import { maskPrivate } from "./mask-private.ts";
import { isFormOf } from "./name-forms.ts";
import { isNameSlot, slotPattern } from "./template.ts";
import { withoutLegalMarks } from "./verbatim.ts";
import { type Word, wordsOf } from "./words.ts";

/** A reply that was sent with a template, and what that template's text was then. */
export type SentWithTemplate = { text: string; body: string; lang: string | null; firstName: string | null };

/** One place of a template that people change alike: what stood there, what they most often write, how many did. */
export type TemplateEdit = { before: string; after: string; count: number; body: string };

const longest = 400;

type Pair = { a: number; b: number };

/** The words two lists have in common, in order, as pairs of places: longest common subsequence, O(n m). */
function pairsOf(a: readonly string[], b: readonly string[]): Pair[] {
  const width = b.length + 1;
  const table = new Uint16Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--)
      table[i * width + j] =
        a[i] === b[j]
          ? table[(i + 1) * width + j + 1]! + 1
          : Math.max(table[(i + 1) * width + j]!, table[i * width + j + 1]!);
  const pairs: Pair[] = [];
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    if (a[i] === b[j]) pairs.push({ a: i++, b: j++ });
    else if (table[(i + 1) * width + j]! >= table[i * width + j + 1]!) i++;
    else j++;
  }
  return pairs;
}

/** Without words that stand alone between two changes: "the" in the middle of a new sentence is no part kept. */
const withoutIslands = (pairs: readonly Pair[]): Pair[] =>
  pairs.filter(({ a, b }, at) => {
    const [before, after] = [pairs[at - 1], pairs[at + 1]];
    const joined = (one: Pair | undefined, step: number) => one?.a === a + step && one.b === b + step;
    return joined(before, -1) || joined(after, 1) || (!before && a === 0) || !after;
  });

/** `place`: the words around it, so that a dot more or less is the same place. */
type Change = { place: string; from: number; to: number; after: string };

// Stands for the slot of a name and for what filled it, so that both are the same word.
const nameWord = "\u0000name";

const blanked = (text: string, pattern: RegExp): string => text.replace(pattern, (found) => " ".repeat(found.length));

/** The words of a template; a slot for a name is one word, other slots and legal marks are none. */
function templateWords(body: string, lang: string | null): Word[] {
  const slots = [...body.matchAll(slotPattern)]
    .filter((match) => isNameSlot(match[1]!.trim()))
    .map((match) => ({ text: nameWord, from: match.index, to: match.index + match[0].length }));
  const plain = blanked(blanked(body, slotPattern), /\[\[\/?legal\]\]/giu);
  return [...wordsOf(plain, lang), ...slots].sort((a, b) => a.from - b.from).slice(0, longest);
}

/** The words of a reply; the person's name, in whatever form, is the word of the slot. */
const replyWords = ({ text, lang, firstName }: SentWithTemplate): Word[] =>
  wordsOf(text, lang)
    .slice(0, longest)
    .map((word) =>
      firstName && isFormOf(firstName, text.slice(word.from, word.to)) ? { ...word, text: nameWord } : word,
    );

/** The places of a template that one reply changed; places that touch another slot say nothing about the template. */
function changesOf(body: string, sent: SentWithTemplate): Change[] {
  const [ours, theirs] = [templateWords(body, sent.lang), replyWords(sent)];
  const texts = (words: readonly Word[]) => words.map((word) => word.text);
  const pairs = withoutIslands(pairsOf(texts(ours), texts(theirs)));
  // Less than a third left is another text, not an edit of this one.
  if (pairs.length * 3 < ours.length) return [];
  const place = (words: readonly Word[], at: number, end: "from" | "to", otherwise: number) =>
    words[at]?.[end] ?? otherwise;
  const changes: Change[] = [];
  for (let at = 0; at <= pairs.length; at++) {
    const last = pairs[at - 1] ?? { a: -1, b: -1 };
    const next = pairs[at] ?? { a: ours.length, b: theirs.length };
    if (next.a === last.a + 1 && next.b === last.b + 1) continue;
    const [from, to] = [place(ours, last.a, "to", 0), place(ours, next.a, "from", body.length)];
    const after = sent.text.slice(place(theirs, last.b, "to", 0), place(theirs, next.b, "from", sent.text.length));
    if (!touchesSlot(body.slice(from, to)))
      changes.push(trimmed(body, { place: `${last.a}:${next.a}`, from, to, after }));
  }
  return changes;
}

// Commas and spaces around the change that are the same in both belong to neither.
function trimmed(body: string, { place, from, to, after }: Change): Change {
  let [start, end, text] = [from, to, after];
  const same = (a: string | undefined, b: string | undefined) => a !== undefined && a === b && !/[\p{L}\p{N}]/u.test(a);
  while (start < end && same(body[start], text[0])) [start, text] = [start + 1, text.slice(1)];
  while (start < end && same(body[end - 1], text.at(-1))) [end, text] = [end - 1, text.slice(0, -1)];
  return { place, from: start, to: end, after: text };
}

const touchesSlot = (text: string): boolean => /\{\{|\}\}|\[\[\/?legal\]\]/iu.test(text);

const keyOf = (text: string): string =>
  wordsOf(text, null)
    .map((word) => fold(word.text))
    .join(" ");

/** What somebody wrote for one person, fit for a template: their name is a slot again, numbers and addresses blanks. */
function reusable(text: string, firstName: string | null): string {
  const masked = maskPrivate(text).text;
  if (!firstName) return masked;
  const name = firstName.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  return masked.replace(new RegExp(`(?<![\\p{L}\\p{N}])${name}(?![\\p{L}\\p{N}])`, "gu"), "{{member.firstName}}");
}

/**
 * The edits people most often made to a template: places that at least two replies changed, each with the words most
 * often written there, the most frequent first. Real differences of sent replies against the template's text.
 * @param body the template's text today; replies sent with another text of it are left out
 * @param sent newest first, so that of equally frequent wordings the newest is shown
 */
export function editsOf(body: string, sent: readonly SentWithTemplate[], most = 3): TemplateEdit[] {
  const places = new Map<string, Map<string, Change & { count: number }>>();
  for (const one of sent) {
    if (withoutLegalMarks(one.body).trim() !== withoutLegalMarks(body).trim()) continue;
    for (const change of changesOf(body, one)) {
      const wordings = places.get(change.place) ?? new Map<string, Change & { count: number }>();
      places.set(change.place, wordings);
      const after = reusable(change.after, one.firstName);
      const wording = wordings.get(keyOf(after));
      if (wording) wording.count++;
      else wordings.set(keyOf(after), { ...change, after, count: 1 });
    }
  }
  return [...places.values()]
    .map((wordings) => editOf(body, [...wordings.values()]))
    .filter((edit) => edit.count >= 2)
    .sort((a, b) => b.count - a.count)
    .slice(0, most);
}

function editOf(body: string, wordings: (Change & { count: number })[]): TemplateEdit {
  const best = wordings.reduce((first, one) => (one.count > first.count ? one : first));
  return {
    before: body.slice(best.from, best.to).trim(),
    after: best.after.trim(),
    count: wordings.reduce((sum, one) => sum + one.count, 0),
    body: body.slice(0, best.from) + best.after + body.slice(best.to),
  };
}
