import { fold } from "../text.ts";
import { commonNames } from "./common-names.ts";
import { isFormOf } from "./name-forms.ts";
import type { Span } from "./schema.ts";

/** A name found in an opening: one to three words. */
export type NamedSpan = Span & { words: string[] };

/** The opening of a reply; `thanks` marks openings that say something themselves ("Thank you, Anna"). */
export type Greeting = Span & { thanks: boolean; name: NamedSpan | null };

const hello = `good morning|good afternoon|good evening|good day|hi there|hi again|hello there|hello again|hey there|hi|hiya
  |hello|hey|heya|howdy|dear|merhabalar|merhaba|selamlar|selam|[iİ]yi günler|[iİ]yi akşamlar|günaydın|sayın|sevgili|değerli
  |heippa|hei taas|hei|moikka|moro|moi|terve|tervehdys|hyvää päivää|päivää|hyvää huomenta|huomenta|hyvää iltaa|hyvä
  |cześć|czesc|hejka|hej|witam|witaj|dzień dobry|dobry wieczór|szanowna|szanowny|droga|drogi|siema`;
const thanks = `thank you so much|thank you very much|thank you|thanks so much|thanks a lot|thanks again|many thanks|thanks
  |so sorry|sorry|cheers|no worries|teşekkürler|teşekkür ederiz|sağ ?olun|eyvallah|rica ederiz|kiitti|kiitokset|kiitos paljon|kiitoksia|kiitos|pahoittelut|dziękujemy|dziękuję|dzięki
  |przepraszamy|przepraszam`;

const anyOf = (group: string) => group.replace(/\s*\n\s*/g, "");
const before = "^(?:\\s*@[\\w.-]+[,:]?)*[^\\p{L}\\p{N}{\\[<%@]*";
const end = "(?![\\p{L}\\p{N}'’])";
const helloAt = new RegExp(`${before}(?:${anyOf(hello)})${end}`, "iu");
const thanksAt = new RegExp(`${before}(?:${anyOf(thanks)})${end}`, "iu");

const titles = new Set(
  "mr mrs ms miss mx dr sir bay bayan sayin pan pani panie panno panu pana herra rouva".split(" ").map(fold),
);
const titlesAfter =
  /^\s+(?:bey|beyefendi|hanım|hanim|hanımefendi|abi|ağabey|abla|hocam)(?:ciğim|cim)?(?![\p{L}\p{N}])/iu;

// Words that stand where a name could stand but are none.
const noNames = new Set(
  fold(`all everyone everybody team friend friends folks guys there customer customers user users fan fans gamers members
    madam sir mate buddy dude world again for from we we're i i'm it it's your you you're the this that our please sorry
    thanks thank and so very to as if in on what when where how yes no not just glad great good happy welcome congratulations
    support community neighbour neighbours ladies gentlemen dm dear
    honey love hun bro sis man ma'am boss legend neighbor neighbors parents lovers sunshine guest guests followers reader
    readers buyer family both two
    canım tatlım kullanıcı kullanıcımız üyemiz misafirimiz yetkili yetkililer aile ailesi vastaanottaja seuraaja seuraajat
    asiakkaat użytkowniku użytkowniczko obserwujący rodzino
    herkese arkadaşlar müşterimiz değerli sevgili takipçimiz dostlar hocam efendim bey hanım bu biz size siz sizi evet hayır
    maalesef ürün sipariş
    kaikki kaikille ystävä ystävät kaverit asiakas asiakkaamme väki olemme tämä se me sinä te kyllä ei valitettavasti
    kiitos pahoittelut hieno mukava
    wszyscy wszystkim państwo państwa kliencie klientko drodzy przyjaciele pan pani panie dziękujemy dziękuję
    przepraszamy niestety tak nie to my wy za bardzo proszę prosimy`).split(/\s+/),
);

const wordPattern = /^\p{L}[\p{L}\p{M}]*(?:[-'’][\p{L}\p{M}]+)*/u;
const isCommon = (word: string): boolean =>
  (commonNames.get(fold(word).slice(0, 2)) ?? []).some(
    (name) => isFormOf(name, word) && fold(word).length >= name.length - 1,
  );
const isCapital = (word: string) => /^\p{Lu}/u.test(word);
const closes = (rest: string) => /^\s*(?:[,.!:;?…)–—-]|\n|$|\p{Extended_Pictographic})/u.test(rest);

/** One to three name words at `from`; null when what stands there does not look like a name. */
function nameAt(text: string, from: number, strict: boolean): NamedSpan | null {
  const words: string[] = [];
  let start = from;
  let to = from;
  for (let at = from; words.length < 3; ) {
    const word = wordPattern.exec(text.slice(at))?.[0];
    if (!word) break;
    const isTitle = words.length === 0 && titles.has(fold(word));
    if (!isTitle && (noNames.has(fold(word)) || (!isCapital(word) && !(words.length === 0 && isCommon(word))))) break;
    if (!isTitle) {
      if (words.length === 0) start = at;
      words.push(word);
      to = at + word.length;
    }
    const space = (isTitle ? /^\.?[^\S\n]+/ : /^[^\S\n]+/).exec(text.slice(at + word.length));
    if (!space) break;
    at += word.length + space[0].length;
  }
  const [first] = words;
  if (!first || first.length < 2) return null;
  const rest = text.slice(to).replace(titlesAfter, "");
  const sure = closes(rest) || (!strict && (rest.length < text.slice(to).length || isCommon(first)));
  if (!sure || (!isCapital(first) && !closes(rest))) return null;
  return { words, from: start, to };
}

/** Where the title after a name and the punctuation after it end. */
const tailEnd = (text: string, from: number): number => {
  const title = titlesAfter.exec(text.slice(from))?.[0].length ?? 0;
  return from + title + (/^[^\S\n]*[,.!:;)–—-]*\s*/u.exec(text.slice(from + title))?.[0].length ?? 0);
};

// A greeting stands in the first line or two; the rest need not be read.
const head = 400;

/**
 * How a reply opens, in English, Turkish, Finnish or Polish: the greeting, title and name with their punctuation, or a
 * common first name alone ("Mark, thanks for ..."). Null when it starts right away.
 */
export function findGreeting(reply: string): Greeting | null {
  const text = reply.slice(0, head);
  const greets = helloAt.exec(text);
  const match = greets ?? thanksAt.exec(text);
  if (!match) {
    const lead = /^(?:\s*@[\w.-]+[,:]?)*\s*/.exec(text)?.[0].length ?? 0;
    const alone = nameAt(text, lead, true);
    const isVocative =
      alone?.words.length === 1 &&
      isCommon(alone.words[0]!) &&
      /^\s*[,!]/.test(text.slice(alone.to).replace(titlesAfter, ""));
    return isVocative ? { from: 0, to: tailEnd(text, alone.to), thanks: false, name: alone } : null;
  }
  const after = text.slice(match[0].length);
  const gap = /^(?:[^\S\n]+|,[^\S\n]+)/.exec(after)?.[0] ?? "";
  const name = gap === "" ? null : nameAt(text, match[0].length + gap.length, gap.startsWith(","));
  return { from: 0, to: tailEnd(text, name?.to ?? match[0].length), thanks: !greets, name };
}
