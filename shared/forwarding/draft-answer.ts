import { type AnswerLanguage, answerLanguages } from "#shared/forwarding/department.ts";
import { stemsOf } from "#shared/forwarding/like.ts";
import { draftTexts } from "#shared/forwarding/texts/drafts.ts";
import { findGreeting } from "#shared/replies/greeting.ts";
import { usableFirstName } from "#shared/replies/names.ts";
import { buildEarlierIndex, type EarlierIndex } from "#shared/replies/nearest.ts";
import { findPrivate } from "#shared/replies/private.ts";
import { renderTemplate } from "#shared/replies/template.ts";

/**
 * A follower who is to hear what came of their words; `greeting` is the opening line of a template of the brand, or null,
 * `limit` the longest reply their network takes, in UTF-16 units (never fewer than it counts).
 */
export type Follower = {
  threadId: string;
  name: string;
  lang: string | null;
  text: string;
  greeting: string | null;
  limit: number;
};
/** What a department answered, and in which language. */
export type DepartmentAnswer = { text: string; lang: string | null };
/** `unsaid`: facts of the answer that this draft leaves out, for a person to add. */
export type AnswerDraft = {
  threadId: string;
  text: string;
  lang: AnswerLanguage;
  translate: boolean;
  unsaid: string[];
};

const longestQuote = 90;
const shortQuote = 40;
const leastQuote = 12;
const mostFacts = 3;
const factsOfMany = 2;
const many = 6;
// As the check has it: from here on a reader calls two replies largely the same.
const alikeFrom = 0.5;
const mostTries = 8;
// Later ones cannot but repeat, and the check says so; looking for better words would only take time.
const mostVaried = 30;
const longestBlank = 190;

const languageOf = (lang: string | null): AnswerLanguage => {
  const short = lang?.slice(0, 2) ?? "en";
  return answerLanguages.find((one) => one === short) ?? "en";
};

/** The sentences of a text, without breaking at abbreviations of one letter, numbers or lot names. */
export const sentencesOf = (text: string): string[] =>
  text
    .replace(/\s+/g, " ")
    .split(/(?<=[^\s\p{Lu}\d][.!?…])\s+(?=[\p{Lu}“"„”])/u)
    .map((sentence) => sentence.trim())
    .filter(Boolean);

/**
 * One public answer for each follower, in their language as far as Konak has words in it: each takes up other words of
 * theirs, opens and ends otherwise than its neighbours, and says those facts first that touch what they wrote. Facts in
 * another language stand in double braces, which the composer's check holds back until somebody has put them into words.
 */
export function draftAnswers(followers: readonly Follower[], answer: DepartmentAnswer): AnswerDraft[] {
  const said = sentencesOf(answer.text);
  const facts = said.filter((sentence) => /\s/.test(sentence));
  // Counted within a language: what stands in another one does not repeat it.
  const bunches = new Map<AnswerLanguage, Bunch>();
  for (const { lang } of followers) {
    const bunch = bunches.get(languageOf(lang)) ?? { size: 0, at: 0, quoted: new Set(), made: buildEarlierIndex([]) };
    bunches.set(languageOf(lang), { ...bunch, size: bunch.size + 1 });
  }
  const used = facts.length > 0 ? facts : said;
  return followers.map((follower) =>
    leastAlike(follower, bunches.get(languageOf(follower.lang)) as Bunch, used, answer),
  );
}

/** The followers of one language: how many, which one is next, which words were taken up, and what was drafted so far. */
type Bunch = { size: number; at: number; quoted: Set<string>; made: EarlierIndex };

/** The first draft that repeats no other one of the bundle, by the measure of the check; of eight, else, the least alike. */
function leastAlike(follower: Follower, bunch: Bunch, facts: string[], answer: DepartmentAnswer): AnswerDraft {
  const offered = quotesOf(follower.text, facts.join(" ")).sort(
    (a, b) => Number(bunch.quoted.has(a)) - Number(bunch.quoted.has(b)),
  );
  const saying = { facts, factsIn: answer.lang, size: bunch.size };
  if (bunch.at >= mostVaried) return draftFor(follower, offered[0] ?? null, { ...saying, at: bunch.at++ });
  let best: { draft: AnswerDraft; quote: string | null; alike: number } | null = null;
  for (let go = 0; go < mostTries && (best === null || best.alike >= alikeFrom); go++) {
    const quote = offered[go % Math.max(1, offered.length)] ?? null;
    const draft = draftFor(follower, quote, { ...saying, at: bunch.at + go * 11 });
    const alike = bunch.made.nearest(draft.text, { lang: draft.lang })?.similarity ?? 0;
    if (best === null || alike < best.alike) best = { draft, quote, alike };
  }
  const { draft, quote } = best as { draft: AnswerDraft; quote: string | null };
  if (quote) bunch.quoted.add(quote);
  const { threadId, text, lang } = draft;
  bunch.made.add({ id: threadId, threadId, text, lang, memberName: follower.name, sentAt: "" });
  bunch.at++;
  return draft;
}

type Saying = { facts: string[]; factsIn: string | null; at: number; size: number };

function draftFor(follower: Follower, own: string | null, { facts, factsIn, at, size }: Saying): AnswerDraft {
  const lang = languageOf(follower.lang);
  const texts = draftTexts[lang];
  const frames = framesAt(at, texts.openings.length, texts.turns.length, texts.closings.length);
  const translate = factsIn !== null && languageOf(factsIn) !== lang;
  const greeting = greetingFor(follower, lang);
  // The whole answer said to many is what makes copies of them, whatever stands around it.
  const most = orderedFacts(facts, follower.text, at).slice(0, size > many ? factsOfMany : mostFacts);
  const say = ({ quote, count, ends }: Length) => {
    const said = translate ? fittingBlank(most.slice(0, count)) : most.slice(0, count);
    const opening = quote
      ? texts.openings[frames.opening]!.replace("{own}", () => quote)
      : texts.openingsWithout[frames.opening]!;
    const words = translate ? blank((said.length > 0 ? said : most.slice(0, 1)).join(" ")) : said.join(" ");
    const closing = ends ? texts.closings[frames.closing] : null;
    return { said, text: [greeting, opening, texts.turns[frames.turn], words, closing].filter(Boolean).join(" ") };
  };
  const all = lengthsOf(own, most.length).map(say);
  const { said, text } = all.find((one) => one.text.length <= follower.limit) ?? (all.at(-1) as (typeof all)[number]);
  const { threadId } = follower;
  return { threadId, text, lang, translate, unsaid: facts.filter((fact) => !said.includes(fact)) };
}

type Length = { quote: string | null; count: number; ends: boolean };

/** What is given up one after the other where a network takes less: the closing, facts but the first, their words. */
function lengthsOf(own: string | null, count: number): Length[] {
  const short = own && cut(own, shortQuote);
  const fewer = Array.from({ length: Math.max(0, count - 1) }, (_, at) => count - 1 - at);
  return [
    { quote: own, count, ends: true },
    { quote: own, count, ends: false },
    { quote: short, count, ends: false },
    ...fewer.map((left) => ({ quote: short, count: left, ends: false })),
    { quote: null, count: Math.min(1, count), ends: false },
  ];
}

/** Which frames a draft has: no two of the first 45 in a language share more than one of opening, turn and closing. */
export function framesAt(at: number, openings: number, turns: number, closings: number) {
  const round = Math.floor(at / openings);
  const opening = at % openings;
  return { opening, turn: (opening + round * 3) % turns, closing: (opening + round) % closings };
}

/** The first facts that a blank takes whole; of one too long for it only the beginning shows, so it counts as unsaid. */
function fittingBlank(facts: string[]): string[] {
  const fits = (count: number) => facts.slice(0, count).join(" ").replace(/[{}]/g, "").length <= longestBlank;
  const tooMany = facts.findIndex((_, at) => !fits(at + 1));
  return tooMany < 0 ? facts : facts.slice(0, tooMany);
}

// Braces inside would end the blank early, and a longer one is no blank to the check.
const blank = (text: string): string =>
  `{{${text
    .replace(/[{}]/g, "")
    .slice(0, longestBlank)
    .replace(/[\uD800-\uDBFF]$/, "")
    .trim()}}}`;

function greetingFor({ name, lang, greeting }: Follower, language: AnswerLanguage): string {
  const first = usableFirstName(name, lang);
  const texts = draftTexts[language];
  if (!first) return texts.plainGreeting;
  // Names are declined by the language of the greeting: "Cześć Marku", not "Cześć Marek".
  const opened =
    greeting && renderTemplate(greeting, { "member.firstName": first, "member.name": first }, language).text;
  if (opened && findGreeting(opened)) return opened;
  return renderTemplate(
    texts.greeting.replace("{name}", "{{member.name|vocative}}"),
    { "member.name": first },
    language,
  ).text;
}

/** The first line of a template up to the comma after its greeting, with its slot, or null when it opens otherwise. */
export const greetingOf = (body: string): string | null =>
  /^[^\n,.!?{]{2,30}\{\{member\.(?:firstName|name)(?:\|[^{}]*)?\}\}[^\n,.!?{]{0,20}[,!]/u.exec(body.trim())?.[0] ??
  null;

/** All facts for everyone, the first one first, then those that share most words with what this person wrote. */
function orderedFacts(facts: string[], text: string, at: number): string[] {
  const [first, ...rest] = facts;
  if (first === undefined) return [];
  const theirs = new Set(stemsOf(text));
  const touching = rest
    .map((fact, n) => ({ fact, n, shared: stemsOf(fact).filter((stem) => theirs.has(stem)).length }))
    .sort((a, b) => b.shared - a.shared || ((a.n + at) % rest.length) - ((b.n + at) % rest.length));
  return [first, ...touching.map(({ fact }) => fact)];
}

/**
 * Passages of the follower's own words worth taking up, best first: the clause that shares most with the answer, else the
 * longest, at most 90 characters each, without addresses or private details.
 */
export function quotesOf(text: string, answer: string): string[] {
  const said = new Set(stemsOf(answer));
  const clauses = text
    .replace(/<\/?[a-z][^>]*>/gi, "")
    .split(/[!?…\n;:]+|\.(?=\s|$)|,\s|\s[–—-]\s/u)
    .filter((clause) => findPrivate(clause).length === 0 && !/https?:|www\./i.test(clause))
    .map((clause) =>
      clause
        .replace(/(^|\s)@[\w.-]+/g, " ")
        .replace(/[“”„"«»{}[\]<>]/g, "")
        .replace(/\s+/g, " ")
        .trim(),
    )
    .filter((clause) => clause.length >= leastQuote && /\p{L}/u.test(clause))
    .map((clause) => ({ clause: cut(clause), shared: stemsOf(clause).filter((stem) => said.has(stem)).length }));
  clauses.sort((a, b) => b.shared - a.shared || b.clause.length - a.clause.length);
  return clauses.map(({ clause }) => clause);
}

function cut(clause: string, longest = longestQuote): string {
  if (clause.length <= longest) return clause;
  return `${clause
    .slice(0, longest)
    .replace(/\s+\S*$/u, "")
    .replace(/[\uD800-\uDBFF]$/, "")}…`;
}
