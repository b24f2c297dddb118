import { fold, lower } from "../text.ts";

/** A word of a text and where it stands (UTF-16 offsets, `to` exclusive). */
export type Word = { text: string; from: number; to: number };

/** Web and mail addresses and handles: no words of anybody's own. */
export const addresses =
  /(?:https?:\/\/|www\.)\S+|(?<![\p{L}\p{N}._%+-])[\p{L}\p{N}._%+-]{1,64}@[\p{L}\p{N}.-]{1,100}\.\p{L}{2,24}|(?<![\p{L}\p{N}])@[\p{L}\p{N}_.-]+/gu;

/** The words of a text in order, without addresses and handles, lower-cased by its language, letters and digits with inner apostrophes. */
export function wordsOf(text: string, lang: string | null): Word[] {
  const found: Word[] = [];
  const plain = text.replace(addresses, (address) => " ".repeat(address.length));
  for (const match of plain.matchAll(/[\p{L}\p{N}][\p{L}\p{N}\p{M}]*(?:['’][\p{L}\p{N}\p{M}]+)*/gu)) {
    found.push({ text: lower(match[0], lang), from: match.index, to: match.index + match[0].length });
  }
  return found;
}

// Function words only: greetings, thanks and apologies stay, since they are what canned replies are made of.
const functionWords = new Set(
  fold(`a an the and or but if so to of in on at for from by with as is are was were be been it its this that these those
    i you we he she they me us him her them my your our his their not no do does did have has had will would can could
    there here up out about just also very
    ve veya ama ile de da bu şu o bir için gibi daha çok en ki mi mı mu mü ne biz siz ben sen onlar size bize sizi bizi
    var yok olan olarak kadar her hem ya
    ja tai mutta että jos kun niin on ei ole oli olla se ne tämä nämä minä sinä hän me te he sen sitä tämän meidän
    teidän sinun minun myös nyt vain kuin joka mikä
    i oraz lub ale że się nie na do w we z ze za od po o u to ten ta te tym tej jest są był była było być my wy on ona
    oni ich nas was nam wam nasz wasz twój jak czy już tak przez dla pod przy co`).split(/\s+/),
);

/** Words that carry content: not a function word of English, Turkish, Finnish or Polish, at least two letters. */
export const contentWords = (words: Word[]): Word[] =>
  words.filter((word) => word.text.length > 1 && !functionWords.has(fold(word.text)));
