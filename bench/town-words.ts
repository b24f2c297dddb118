import { en } from "#fixtures/words/en.ts";
import { fi } from "#fixtures/words/fi.ts";
import { pl } from "#fixtures/words/pl.ts";
import { type Language, lines, topics, type Words } from "#fixtures/words/shape.ts";
import { tr } from "#fixtures/words/tr.ts";
import { pick, type Roll } from "./dice.ts";

/** Sentences of one language, ready to be drawn from. */
type Sentences = { lang: Language; asks: string[]; more: string[]; answers: string[]; slots: Map<string, string[]> };

function sentencesOf(words: Words): Sentences {
  const of = (kind: "core" | "more" | "answer") => topics.flatMap((topic) => lines(words.topics[topic][kind]));
  const slots = new Map(Object.entries(words.slots).map(([name, forms]) => [name, forms.split("|")]));
  return { lang: words.lang, asks: of("core"), more: of("more"), answers: of("answer"), slots };
}

// Half of them write English, as in most inboxes that have four languages.
const languages = [en, en, en, tr, fi, pl].map(sentencesOf);
const first = [en, tr, fi, pl]
  .flatMap((words) => [words.women.first, words.men.first])
  .flatMap((list) => list.split(" "));
const last = [en, tr, fi, pl].flatMap((words) => [words.women.last, words.men.last]).flatMap((list) => list.split(" "));

export const someName = (roll: Roll): string => `${pick(roll, first).split("/")[0]} ${pick(roll, last).split("/")[0]}`;

export const someLanguage = (roll: Roll): Sentences => pick(roll, languages);

const syllables = "ba ke lo mi nu pa ri so tu ve zo da fe gi ho ju".split(" ");

/** One of 4,096 invented words, such as the name of a street. */
export const rareWord = (index: number): string =>
  `${[8, 4, 0].map((shift) => syllables[(index >> shift) & 15]).join("")}x`;

/** A comment as people write them; one in fifty has a rare word in it. */
export function someComment(roll: Roll, { asks, more, slots }: Sentences): string {
  const parts = [pick(roll, asks)];
  if (roll(3) > 0) parts.push(pick(roll, more));
  if (roll(50) === 0) parts.push(`${rareWord(roll(4096))} ${roll(90)}.`);
  return filled(roll, parts.join(" "), slots);
}

export const someAnswer = (roll: Roll, { answers, slots }: Sentences): string =>
  filled(roll, pick(roll, answers), slots);

const filled = (roll: Roll, text: string, slots: Map<string, string[]>): string =>
  text.replace(/\{(\w+)\}/g, (_, name: string) => pick(roll, slots.get(name) ?? [""]));
