import { type AnswerLanguage, answerLanguages } from "#shared/forwarding/department.ts";
import { stemsOf } from "#shared/forwarding/like.ts";
import { draftTexts } from "#shared/forwarding/texts/drafts.ts";
import { findGreeting } from "#shared/replies/greeting.ts";
import { usableFirstName } from "#shared/replies/names.ts";
import { findPrivate } from "#shared/replies/private.ts";
import { renderTemplate } from "#shared/replies/template.ts";

/** A follower who is to hear what came of their words; `greeting` is the opening line of a template of the brand, or null. */
export type Follower = { threadId: string; name: string; lang: string | null; text: string; greeting: string | null };
/** What a department answered, and in which language. */
export type DepartmentAnswer = { text: string; lang: string | null };
export type AnswerDraft = { threadId: string; text: string; lang: AnswerLanguage; translate: boolean };

const longestQuote = 90;
const leastQuote = 12;
const mostFacts = 3;
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
  const facts = sentencesOf(answer.text);
  return followers.map((follower, at) => draftFor(follower, at, facts, answer.lang));
}

function draftFor(follower: Follower, at: number, facts: string[], factsIn: string | null): AnswerDraft {
  const lang = languageOf(follower.lang);
  const texts = draftTexts[lang];
  const own = quoteOf(follower.text, facts.join(" "));
  // Steps without a common divisor, so that no two of the first 25 meet in the same frames.
  const pick = (list: readonly string[], step: number) =>
    list[(at * step + Math.floor(at / list.length)) % list.length]!;
  const opening = own ? pick(texts.openings, 1).replace("{own}", () => own) : pick(texts.openingsWithout, 1);
  const translate = factsIn !== null && languageOf(factsIn) !== lang;
  const said = orderedFacts(facts, follower.text, at).join(" ");
  const text = [
    greetingFor(follower, lang),
    opening,
    pick(texts.turns, 2),
    translate ? blank(said) : said,
    pick(texts.closings, 3),
  ]
    .filter(Boolean)
    .join(" ");
  return { threadId: follower.threadId, text, lang, translate };
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
  return [first, ...touching.slice(0, mostFacts - 1).map(({ fact }) => fact)];
}

/**
 * A passage of the follower's own words worth taking up: the clause that shares most with the answer, else the longest,
 * at most 90 characters, without addresses or private details. Null when there is none.
 */
export function quoteOf(text: string, answer: string): string | null {
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
  return clauses[0]?.clause ?? null;
}

function cut(clause: string): string {
  if (clause.length <= longestQuote) return clause;
  return `${clause.slice(0, longestQuote).replace(/\s+\S*$/u, "")}…`;
}
