import { fold } from "../text.ts";

// Titles and greetings that cannot stand without a name, and what to say instead.
const titleBefore = /(?<![\p{L}\p{N}])(?:mr|mrs|ms|miss|mx|dr|sayın|pani|panie|pan|panno|herra|rouva)\.?\s*$/iu;
const titleAfter = /^\s+(?:bey|beyefendi|hanım|hanımefendi|hocam)(?![\p{L}\p{N}])/iu;
const suffixAfter = /^['’]\p{L}+/u;
const needsName: [RegExp, string][] = [
  [/(?<![\p{L}\p{N}])dear\s*$/iu, "Hello"],
  [/(?<![\p{L}\p{N}])(?:sevgili|değerli)\s*$/iu, "Merhaba"],
  [/(?<![\p{L}\p{N}])(?:hyvä|rakas)\s*$/iu, "Hei"],
  [/(?<![\p{L}\p{N}])(?:szanown[ay]|drog[ai]|miły|miła)\s*$/iu, "Dzień dobry"],
];
const neutral: Record<string, string> = { en: "Hello", tr: "Merhaba", fi: "Hei", pl: "Dzień dobry" };

/**
 * The text around a name that is not there, so that no comma, title, suffix or lonely "Dear" is left over.
 * `raise`: the next letter now begins a sentence.
 * @param lang BCP 47 language of the text, or null
 */
export function withoutName(
  before: string,
  after: string,
  lang: string | null,
): { before: string; after: string; raise: boolean } {
  let rest = after.replace(suffixAfter, "").replace(titleAfter, "");
  const line = before.slice(before.lastIndexOf("\n") + 1);
  let head = before;
  const titled = titleBefore.exec(line);
  const isGreeting = titled !== null && line.slice(0, titled.index).trim() === "";
  if (titled) head = before.slice(0, before.length - titled[0].length);
  // "Sayın {{name}}," is the whole greeting; "Merhaba Sayın {{name}}," still has one without it.
  if (isGreeting && fold(titled[0].trim()) === "sayin") head += neutral[lang?.split("-")[0] ?? ""] ?? "Merhaba";
  for (const [lonely, instead] of needsName) {
    const found = lonely.exec(head);
    if (found) head = head.slice(0, found.index) + instead;
  }
  const starts = head === "" || head.endsWith("\n");
  if (starts) {
    rest = rest.replace(/^[,;:]?[^\S\n]*/, "");
    return { before: head, after: rest, raise: true };
  }
  if (!/^(?:[\s,.;:!?…)–—-]|$)/u.test(rest)) return { before: head, after: rest, raise: false };
  head = head.trimEnd();
  // "Thanks, {{name}}!" keeps one mark, not two.
  if (head.endsWith(",") && /^[^\S\n]*(?:[,.;:!?…]|\n|$)/u.test(rest)) head = head.slice(0, -1);
  return { before: head, after: rest, raise: false };
}
