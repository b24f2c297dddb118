import { fold } from "../text.ts";
import { commonNames } from "./common-names.ts";
import type { NamedSpan } from "./greeting.ts";
import { isFormOf } from "./name-forms.ts";

// "sevindik Oğuz Bey!", "Pelin Hanım, ..."; "Ahmet Bey sizi arayacak" speaks of somebody, not to them.
const turkish =
  /(?<![\p{L}\p{N}])(\p{Lu}\p{Ll}+)\s(?:Bey|Hanım|Teyze|Amca|Abi|Abla)(?=\s*(?:[,.!?…;:]|$|\p{Extended_Pictographic}))/gu;
// "Pelin Hanım siparişiniz yolda": first words of a reply, unless they go on to say what that person does for "you".
const first =
  /^(?:\s*@[\w.-]+)*\s*(\p{Lu}\p{Ll}+)\s(?:Bey|Hanım)(?=\s\p{L})(?!\s(?:(?:sizi|size|sizinle|ile|ve|konuyla|konuyu|bugün|yarın|birazdan|en kısa)(?!\p{L})))/u;
// "Nice to hear, Anna, we ...": a common first name between commas, after the first few words of a reply.
const between = /^[^,.!?\n]{2,28},\s(\p{Lu}\p{Ll}{2,})(?=,\s)/u;
const introduces =
  /(?<!\p{L})(?:our|my|colleague|chef|manager|engineer|driver|friend|with|and|by|\p{L}*(?:mız|miz|muz|müz)|ekibimiz\p{L}*|kolleg\p{L}*|meidän|nasz\p{L}*|kole\p{L}*|wraz|z|ja|ve|i)(?!\p{L})|\d/iu;
// "Panie" is said to a man only; "Pani Olimpio" ends as no other case does.
const polish =
  /(?<![\p{L}\p{N}])(?:[Pp]anie\s(\p{Lu}\p{Ll}+(?:ie|ze|le|u|o|y|i))|[Pp]ani\s(\p{Lu}\p{Ll}+[ou]))(?![\p{L}])/gu;
// "Always happy to help, Anna!": a common first name between a comma and a call; "Regards, Anna!" signs.
const last = /,\s(\p{Lu}\p{Ll}{2,})(?=\s*[!?])/gu;
const signs =
  /(?:regards|best|wishes|cheers|yours|love|from|i|it's|saygılar\p{L}*|sevgiler\p{L}*|selamlar|ben|terveisin|terveiset|t|minä|pozdrawiam\p{L}*|pozdrowienia|ja)$/iu;

// Offices that stand before Bey and Hanım as a name does.
const offices = new Set(
  "müdür müdire doktor hoca öğretmen şoför kaptan başkan memur usta garson hemşire avukat hakim komutan vali"
    .split(" ")
    .map(fold),
);

const isCommon = (word: string): boolean =>
  (commonNames.get(fold(word).slice(0, 2)) ?? []).some(
    (name) => fold(word).length >= name.length - 1 && isFormOf(name, word),
  );

const enough = 2000;

/** Names a text calls somebody by outside its greeting, where no doubt is possible: by title, or a common name at the end. */
export function findVocatives(text: string): NamedSpan[] {
  const found: NamedSpan[] = [];
  const take = (match: RegExpMatchArray) => {
    const word = match[1] ?? match[2] ?? "";
    if (offices.has(fold(word))) return;
    const from = match.index! + match[0].indexOf(word);
    found.push({ words: [word], from, to: from + word.length });
  };
  const read = text.slice(0, enough);
  for (const match of read.matchAll(turkish)) take(match);
  for (const match of read.matchAll(polish)) take(match);
  for (const match of [first.exec(read), between.exec(read)])
    if (match && (match[0].endsWith(match[1]!) ? isCommon(match[1]!) && !introduces.test(match[0]) : true)) take(match);
  for (const match of read.matchAll(last))
    if (isCommon(match[1]!) && !signs.test(read.slice(Math.max(0, match.index - 30), match.index))) take(match);
  return found;
}
