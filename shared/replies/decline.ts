import { fold } from "../text.ts";
import { genderOf } from "./name-gender.ts";
import { polishForm } from "./polish-cases.ts";
import { turkishForm } from "./turkish-cases.ts";

/**
 * The closed list of filters a name slot takes. `vocative` calls the person (Anno, Marku), `formal` with the title of
 * the language (Ayşe Hanım, Pani Anno), `fond` warmly (Ayşeciğim), the others are the cases a sentence needs.
 */
export const nameFilters = ["vocative", "formal", "fond", "genitive", "dative", "accusative"] as const;
export type NameFilter = (typeof nameFilters)[number];

const strongStem = /^(.*)(kk|pp|tt)([aeiouyäö]+)$/iu;
const irregularFinnish: Record<string, string> = { satu: "Sadu", ilta: "Illa" };

/** Stem the Finnish cases stand on: Pekka, Peka-; Markus, Markukse-; Virtanen, Virtase-; Mikael, Mikaeli-. */
function finnishStem(name: string): string {
  const known = irregularFinnish[fold(name)];
  if (known) return known;
  if (/[^n]nen$/i.test(name)) return `${name.slice(0, -3)}se`;
  if (/[aeiouy]s$/i.test(name)) return `${name.slice(0, -1)}kse`;
  if (!/[aeiouyäöå]$/iu.test(name)) return /\p{L}$/u.test(name) ? `${name}i` : name;
  const strong = strongStem.exec(name);
  return strong ? `${strong[1]}${strong[2]![0]}${strong[3]}` : name;
}

function finnishForm(name: string, filter: NameFilter): string {
  if (filter === "genitive" || filter === "accusative") return `${finnishStem(name)}n`;
  return filter === "dative" ? `${finnishStem(name)}lle` : name;
}

function formal(name: string, lang: string): string {
  const gender = genderOf(name, lang);
  if (lang === "tr") return gender ? `${name} ${gender === "f" ? "Hanım" : "Bey"}` : name;
  if (lang === "pl" && gender) return `${gender === "f" ? "Pani" : "Panie"} ${polishForm(name, "vocative")}`;
  return name;
}

/**
 * A first name in the form a filter asks for, by the rules of the text's language (English, Turkish, Finnish, Polish).
 * In another language, and for a name the rules say nothing about, the name as it is.
 * @param lang BCP 47 language of the text; null leaves the name as it is
 */
export function declineName(name: string, filter: NameFilter, lang: string | null): string {
  const base = lang?.split("-")[0] ?? "";
  if (filter === "formal") return formal(name, base);
  if (base === "tr") return filter === "vocative" ? name : turkishForm(name, filter);
  if (base === "pl") return polishForm(name, filter === "fond" ? "vocative" : filter);
  if (base === "fi") return finnishForm(name, filter);
  return base === "en" && filter === "genitive" ? `${name}'s` : name;
}

/** How a greeting in a language calls a person when no template says so: the vocative, with the Turkish and Polish title. */
export const greetingForm = (name: string, lang: string | null): string => declineName(name, "vocative", lang);
