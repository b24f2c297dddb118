import { fold } from "../text.ts";
import { sentencesOf } from "./cues.ts";
import { declineName } from "./decline.ts";
import { firstNameKind, type NameKind } from "./first-names.ts";
import type { NamedSpan } from "./greeting.ts";

// "sevindik Oğuz Bey!", "Pelin Hanım, ..."; "Ahmet Bey sizi arayacak" speaks of somebody, not to them.
const turkish =
  /(?<![\p{L}\p{N}])(\p{Lu}\p{Ll}+)\s(?:Bey|Hanım|Teyze|Amca|Abi|Abla)(?=\s*(?:[,.!?…;:]|$|\p{Extended_Pictographic}))/gu;
// "Pelin Hanım siparişiniz yolda": first words of a reply, unless they go on to say what that person does for "you".
const first =
  /^(?:\s*@[\w.-]+)*\s*(\p{Lu}\p{Ll}+)\s(?:Bey|Hanım)(?=\s\p{L})(?!\s(?:(?:sizi|size|sizinle|ile|ve|konuyla|konuyu|bugün|yarın|birazdan|en kısa)(?!\p{L})))/u;
// "Panie" is said to a man only; "Pani Olimpio" ends as no other case does.
const polish =
  /(?<![\p{L}\p{N}])(?:[Pp]anie\s(\p{Lu}\p{Ll}+(?:ie|ze|le|u|o|y|i))|[Pp]ani\s(\p{Lu}\p{Ll}+[ou]))(?![\p{L}])/gu;
// Offices that stand before Bey and Hanım as a name does.
const offices = new Set(
  "müdür müdire doktor hoca öğretmen şoför kaptan başkan memur usta garson hemşire avukat hakim komutan vali"
    .split(" ")
    .map(fold),
);

// "Our engineer, Andrew, calls you", "ask for Andrew": somebody is spoken of, not to.
const office =
  /(?<!\p{L})(?:colleague|chef|cook|baker|manager|engineer|driver|courier|captain|designer|founder|owner|friend|agent|technician|director|host|brother|sister|\p{L}{3,}(?:mız|miz|muz|müz)|müdür\p{L}*|usta\p{L}*|şoför\p{L}*|kurye\p{L}*|adı|adım|mühendis\p{L}*|aşçı\p{L}*|kolleg\p{L}*|kuljettaj\p{L}*|kokki\p{L}*|leipuri\p{L}*|asentaja\p{L}*|päällik\p{L}*|insinööri\p{L}*|työkaveri\p{L}*|nimi|nimeni|kole\p{L}*|kierow\p{L}*|kurier\p{L}*|szef\p{L}*|kuchar\p{L}*|inżynier\p{L}*|piekarz\p{L}*|imię)[\s,]*$/iu;
const officeAfter = new RegExp(`^,?\\s*(?:\\p{L}+\\s)?${office.source.replace("[\\s,]*$", "(?!\\p{L})")}`, "iu");
const told =
  /(?<!\p{L})(?:called|named|name|ask|asked|meet|met|tell|told|contact|with|by|from|via|nimeltä|ile|adlı|imieniem|przez|od|oraz|sekä)(?:\s(?!(?:you|it|us|me|him|her|them|this|that)(?!\p{L}))\p{L}+)?[\s,]*$/iu;
const possessed = /(?<!\p{L})(?:our|my|his|her|their|meidän|minun|nasz\p{L}*|mój|moja)(?:\s\p{L}+){1,2},\s*$/iu;
const spokenOf =
  /^,?\s*(?:who|whose|our|my|joka|jonka|meidän|który|która|nasz\p{L}*|\p{L}{3,}(?:mız|miz|muz|müz))(?!\p{L})/iu;
// "Kerem, yarın sizi arayacak": a Turkish subject takes a comma too.
const doesSomething = /(?<!\p{L})(?:sizi|size|sizinle|sizin|seni|sana|seninle|onu)(?!\p{L})/iu;
const saysMe = /(?<!\p{L})(?:i'm|it's|this is|me|ben|minä|ja)[\s,]*$/iu;
const signs =
  /(?<!\p{L})(?:regards|best|wishes|cheers|yours|love|sincerely|thanks|thank you|have an? [\p{L} ]{3,20}|take care|saygılar\p{L}*|sevgiler\p{L}*|selamlar|teşekkürler|iyi \p{L}+|görüşmek üzere|afiyet olsun|kolay gelsin|terveisin|terveiset|ystävällisesti|kiitos|kiittäen|t|mukavaa \p{L}+|hyvää \p{L}+|pozdrawiam\p{L}*|pozdrowienia|dziękuję|miłego \p{L}+|do usłyszenia)[\s,]*$/iu;

// "Thanks for that Anna,": what may stand between a word of thanks or joy and the name, without a comma.
const warm =
  /^(?:[^\p{L}]*(?:ah|oh|aww*|aa|hei|hey)[\s,]+)?(?:thank you|thanks|cheers|sorry|welcome|glad|happy|great|lovely|no worries|well said|good|kiitos|kiitti|anteeksi|pahoittelut|kiva|mukava|ihana|hieno|mahtavaa|teşekkür\p{L}*|sağ ?ol\p{L}*|özür dileri[mz]|kusura bakm\p{L}*|dzięk\p{L}*|przepraszam\p{L}*)(?!\p{L})[^.,!?;:]{0,50}$/iu;
const warmTail =
  /(?<!\p{L})(?:thank you|thanks|cheers|sorry|welcome|you|that|it|much|lot|again|this|in|out|up|today|there|know|feedback|paljon|kovasti|kuulla|nähdä|kiitos|kiitti|anteeksi|ederi[mz]|dileri[mz]|teşekkürler|bardzo|mocno|serdecznie|dziękujemy|dziękuję|dzięki|przepraszamy|przepraszam)\s$/iu;
// "Avataan Anni, ...", "Haklısınız Elif.": after a verb of the first or second person no subject follows.
const verbs: Record<string, RegExp> = {
  fi: /^(?:\p{L}+\s){0,3}\p{L}+(?:mme|taan|tään|daan|dään|laan|lään|raan|naan)\s$/u,
  tr: /\p{L}(?:d[ıiuü]k|t[ıiuü]k|yoruz|ca[ğg][ıi]z|ce[ğg]iz|s[ıiuü]n[ıiuü]z|[ıi]r[ıi]z|[ae]r[ıi]z|eriz|arız|al[ıi]m|elim|bekleriz)\s$/u,
};
// "Eda bayıldık buna": the verb is ours, so the name before it is nobody's but theirs.
const ourVerb = /^\s\p{L}+(?:d[ıiuü]k|t[ıiuü]k|yoruz|ca[ğg][ıi]z|ce[ğg]iz|s[ıiuü]n[ıiuü]z)(?!\p{L})/u;
// "Voi Riikka, ...", "Yes Anna!"
const exclaims =
  /^[^\p{L}]*(?:oh|ah|aw+|ooh|wow|yes|no|sure|right|well|ok|okay|hey|exactly|true|agreed|voi|oi|no|niin|joo|juu|kyllä|ei|hei|hyvä|totta|evet|hayır|tabii|tabii ki|elbette|haklısın|ay|ya|oj|ach|och|tak|nie|jasne|pewnie|oczywiście|racja|brawo)\s$/iu;
const prepositions = /(?<!\p{L})(?:o|po|przy|na|w|we|u|ku|pan|pana|panu|pani|z|ze|do|od|dla)\s$/iu;

const token = /(?<![\p{L}\p{N}@#_'’./-])\p{Lu}[\p{L}\p{M}]{1,19}(?![\p{L}\p{N}_/]|[-'’]\p{L})/gu;
const closed = /^\s*(?:[,.!?…;:)]|$|\p{Extended_Pictographic})/u;

type Place = {
  word: string;
  before: string;
  after: string;
  kind: NameKind | "unknown";
  lang: string | null;
  last: boolean;
};

const declines = (name: string): boolean => declineName(name, "vocative", "pl") !== name;

/** Whether other names stand beside it: "Anna, Piotr and Marek" are spoken of. */
function inList({ before, after }: Place): boolean {
  const next = /^,?\s*(?:(?:and|or|ve|ile|ja|sekä|i|oraz|&)\s+)?(\p{Lu}\p{L}+)/u.exec(after)?.[1];
  const previous = /(\p{Lu}\p{L}+)(?:,|,?\s(?:and|ve|ja|i|oraz|sekä))\s*$/u.exec(before)?.[1];
  return [next, previous].some((word) => word !== undefined && firstNameKind(word) !== null);
}

/** Whether a common name at this place of a sentence calls somebody. */
function calls(place: Place): boolean {
  const { word, before, after, kind, lang, last } = place;
  if (spokenOf.test(after) || office.test(before) || told.test(before) || inList(place)) return false;
  const atStart = !/\p{L}/u.test(before);
  const isClosed = closed.test(after);
  const ends = /^\s*[.!?…]*\s*$/u.test(after);
  if (atStart) {
    // A sentence begins with a capital whatever its first word is; "Anna, Lumi team" signs.
    if (kind === "alsoWord" || kind === "unknown") return false;
    if ((lang === "tr" || lang === null) && ourVerb.test(after)) return true;
    const opens = /^\s*[,!]/u.test(after) && !officeAfter.test(after);
    return opens && !(last && !/[.!?…]\s*$/u.test(after)) && !doesSomething.test(after);
  }
  if (/,\s*$/u.test(before) && isClosed) {
    // Whoever is called in Polish is called in the vocative; a plain name at the end signs.
    if (saysMe.test(before) || (ends && lang === "pl" && kind !== "vocative" && declines(word))) return false;
    if (ends ? signs.test(before) : possessed.test(before)) return false;
    if (kind === "unknown")
      return lang === "en" && /^\s*[!?.]/u.test(after) && !/\p{Lu}[\p{L}\p{N}'’-]*,\s*$/u.test(before);
    return kind !== "alsoWord" || !/^\s*,/u.test(after) || (before.length < 60 && !/,.*,/u.test(before));
  }
  if (kind === "unknown") return false;
  if (isClosed && exclaims.test(before)) return true;
  if (isClosed && warm.test(before) && warmTail.test(before)) return !(last && ends && kind === "alsoWord");
  const grammars = lang === null ? Object.values(verbs) : [verbs[lang]];
  if (isClosed && grammars.some((verb) => verb?.test(before))) return true;
  return kind === "vocative" && (lang === "pl" || (lang === null && isClosed)) && !prepositions.test(before);
}

// What is written with a capital and may end a sentence after a comma, and is nobody.
const noNames = new Set(
  fold(`monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october
    november december christmas easter facebook instagram twitter google apple youtube linkedin tiktok whatsapp android windows
    team sir madam maam folks mate buddy friend friends everyone everybody all boss legend champ bud love dear honey sis bro
    pazartesi salı çarşamba perşembe cuma cumartesi pazar bey hanım efendim hocam arkadaşlar dostlar herkes türkiye istanbul ankara
    siz sen biz allah maşallah inşallah vallahi
    sie ty pan pani panie państwo panu panią państwu państwa was wam wami ciebie tobie tobą cię ci wasza twoja twój wasz waszej bóg boże
    polska polsce warszawa warszawie sinä te teille teidän sinun sinulle suomi suomessa helsinki helsingissä i i'm i'll`).split(
    /\s+/,
  ),
);
/** Too short to be sure of, shouted, or a word people write large. */
const isNoName = (word: string): boolean =>
  word.length < 3 || word === word.toLocaleUpperCase("en") || noNames.has(fold(word));

const enough = 2000;

/**
 * Names a text calls somebody by, where no doubt is possible: by title, or a common name between commas, before or
 * after a call, after a word of thanks or a verb of our own, or in the Polish vocative.
 * @param lang language of the text (BCP 47); null leaves out what only its grammar tells
 */
export function findVocatives(text: string, lang: string | null = null): NamedSpan[] {
  const found: NamedSpan[] = [];
  const add = (word: string, from: number) => {
    if (!found.some((one) => one.from === from)) found.push({ words: [word], from, to: from + word.length });
  };
  const read = text.slice(0, enough);
  const opening = first.exec(read);
  for (const match of [...read.matchAll(turkish), ...read.matchAll(polish), ...(opening ? [opening] : [])]) {
    const word = match[1] ?? match[2] ?? "";
    if (!offices.has(fold(word))) add(word, match.index + match[0].indexOf(word));
  }
  const sentences = sentencesOf(read);
  for (const [at, { from, to }] of sentences.entries()) {
    const sentence = read.slice(from, to);
    for (const { 0: word, index } of sentence.matchAll(token)) {
      const kind = firstNameKind(word) ?? (isNoName(word) ? null : "unknown");
      const [before, after] = [sentence.slice(0, index), sentence.slice(index + word.length)];
      const place = { word, before, after, lang: lang?.split("-")[0] ?? null, last: at === sentences.length - 1 };
      if (kind && calls({ ...place, kind })) add(word, from + index);
    }
  }
  return found;
}
