import { fold, foldedWords, lower } from "../text.ts";
import { commonNames } from "./common-names.ts";
import type { NamedSpan } from "./greeting.ts";
import { invisible } from "./invisible.ts";
import { isFormOf } from "./name-forms.ts";

const titles = /^(?:dr|prof|mr|mrs|ms|miss|mx|sir|pan|pani|bay|bayan|sayın|herra|rouva)\.?\s+/iu;

// Words in a display name that show a business, a page or a joke rather than a person.
const notPeople = new Set(
  fold(`shop store official resmi oy oyj ab ltd inc llc gmbh sp zoo as aş co company team support studio studios coffee cafe
    kahvila kahve restaurant ravintola news magazine blog fan fans club page the my its just lover girl boy guy mama mum dad
    mom tea kettle travel photography photo design music band media group agency hotel bar pub kitchen home house store
    mağaza mağazası market sklep kauppa firma ekibi fc sc tv radio podcast channel gaming gamer bot user admin anonymous
    anonim nimetön member deleted unknown guest`).split(/\s+/),
);

const raise = (word: string, lang: string | null): string => {
  const turkish = lang === "tr" || /[İŞĞışğ]/u.test(word);
  const small = lower(word, turkish ? "tr" : lang);
  return small.replace(/(^|[-'’])(\p{L})/gu, (_, gap, first) => gap + first.toLocaleUpperCase(turkish ? "tr" : "en"));
};

/**
 * The first name one may greet a person by, from what a network shows as their name, or null: a handle, digits, a shop,
 * emoji only, one letter. "ANNA KOWALSKA" gives "Anna"; a leading title is dropped.
 * @param lang language of the person, for the casing of Turkish I; null when unknown
 */
export function usableFirstName(displayName: string, lang: string | null = null): string | null {
  const plain = displayName
    .slice(0, 200)
    .replace(invisible, "")
    .normalize("NFC")
    .replace(/\([^)]*\)|\[[^\]]*\]/g, " ")
    .replace(/[|•·/~:–—].*$/u, " ")
    .replace(/[^\p{L}\p{M}\p{N}\s@_.'’&-]/gu, " ")
    .trim()
    .replace(titles, "");
  if (/[@_\p{N}&]/u.test(plain)) return null;
  const words = plain.split(/\s+/).filter(Boolean);
  const [first = ""] = words;
  if (words.length === 0 || words.length > 4 || foldedWords(plain).some((word) => notPeople.has(word))) return null;
  if (!/^\p{L}[\p{L}\p{M}]*(?:[-'’]\p{L}[\p{L}\p{M}]+)*$/u.test(first) || first.length < 2 || first.length > 20)
    return null;
  const isHandle = /\p{Ll}\p{Lu}/u.test(first) && !/^(?:Mc|Mac|De|La|Le|Du|Van)\p{Lu}\p{Ll}+$/u.test(first);
  if (isHandle) return null;
  const oneCase = first === lower(first, lang) || first === first.toLocaleUpperCase(lang ?? "en");
  const hasNoCase = first.toLowerCase() === first.toUpperCase();
  if (!oneCase || hasNoCase) return first;
  if (words.length === 1 && first === lower(first, lang) && !isCommonName(first)) return null;
  return raise(first, lang);
}

const isCommonName = (word: string): boolean => (commonNames.get(fold(word).slice(0, 2)) ?? []).includes(fold(word));

// A handle counts with each of its parts, a name with an apostrophe of its own whole and in parts.
const namesOf = (people: readonly string[]): string[] =>
  people
    .flatMap((person) => [
      ...(person.match(/[\p{L}\p{M}]+/gu) ?? []),
      ...(person.match(/[\p{L}\p{M}]+(?:['’-][\p{L}\p{M}]+)+/gu) ?? []),
    ])
    .filter((word) => word.length > 1);

// Four letters stand inside another name by chance: no Anna writes as hannahw.
const isInHandle = (handle: string, word: string): boolean =>
  handle
    .split(/[^\p{L}]+/u)
    .some((part) => part.startsWith(word) || part.endsWith(word) || (word.length > 4 && part.includes(word)));

/**
 * Whether a greeting's name belongs to one of the people given: one of its words is a form of one of their names, or
 * stands in a handle, a short one at its edge ("Hi Mark" to markk_99; not "Hi Anna" to hannahw).
 */
export function isOneOf(name: NamedSpan, people: readonly string[]): boolean {
  const known = namesOf(people);
  const handles = people.filter((person) => !/\s/.test(person.trim())).map(fold);
  return name.words.some(
    (word) =>
      known.some((one) => isFormOf(one, word)) ||
      (word.length >= 3 && handles.some((handle) => isInHandle(handle, fold(word)))),
  );
}
