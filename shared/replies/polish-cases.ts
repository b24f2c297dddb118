import { fold } from "../text.ts";
import { genderOf } from "./name-gender.ts";

/** The forms of a Polish first name a reply may need. */
export type PolishCase = "vocative" | "genitive" | "dative" | "accusative";

const plain: Record<string, string> = { pawel: "Paweł", michal: "Michał", rafal: "Rafał" };

// What a hard consonant becomes before -e: Piotr, Piotrze; Marta, Marcie. Longest first.
const softening: [RegExp, string][] = [
  [/st$/, "ści"],
  [/ch$/, "sz"],
  [/k$/, "c"],
  [/g$/, "dz"],
  [/h$/, "sz"],
  [/t$/, "ci"],
  [/d$/, "dzi"],
  [/r$/, "rz"],
  [/ł$/, "l"],
  [/([bpmnwfsz])$/, "$1i"],
];
const soften = (stem: string): string => {
  const found = softening.find(([end]) => end.test(stem));
  return found ? stem.replace(found[0], found[1]) : stem;
};

const fullNameInIa = /^(?:eugenia|ksenia|stefania|melania|antonia|apolonia|anastasia|virginia)$/;

/** Kasia, Ania, Zosia: a pet name on a soft consonant, written with an i that is no vowel. */
const isPetInIa = (folded: string): boolean => /[szn]ia$/.test(folded) && !fullNameInIa.test(folded);

function woman(name: string, form: PolishCase): string {
  const folded = fold(name);
  const stem = name.slice(0, -1);
  if (form === "accusative") return `${stem}ę`;
  const pet = isPetInIa(folded);
  if (form === "vocative") {
    const u = pet || /^.{1,3}la$/.test(folded) || /[aeo]ja$/.test(folded);
    return stem + (u ? "u" : "o");
  }
  if (pet) return stem;
  if (folded.endsWith("ia")) return `${stem}i`;
  if (/[aeo]ja$/.test(folded)) return `${stem.slice(0, -1)}i`;
  if (/(?:[ljc]|sz|cz|rz|ż)$/iu.test(stem)) return `${stem}${/(?:c|sz|cz|rz|ż)$/iu.test(stem) ? "y" : "i"}`;
  if (form === "genitive") return `${stem}${/[kg]$/.test(stem) ? "i" : "y"}`;
  return `${soften(stem)}e`;
}

/** Marek, Mark-; Paweł, Pawł-; Aleksander, Aleksandr-: the e before the last consonant goes away. */
function manStem(name: string): string {
  const folded = fold(name);
  if (/[^aeiouy]ek$/.test(folded) && folded.length > 3) return `${name.slice(0, -2)}k`;
  if (folded === "pawel") return "Pawł";
  if (/^(?:aleksander|kacper|sylwester|leander)$/.test(folded)) return `${name.slice(0, -2)}r`;
  if (folded === "wawrzyniec") return "Wawrzyńc";
  const pet = /^(.*)([śńćź])$/u.exec(name);
  return pet ? `${pet[1]}${{ ś: "si", ń: "ni", ć: "ci", ź: "zi" }[pet[2]!]}` : name;
}

function man(name: string, form: PolishCase): string {
  if (name.endsWith("a")) {
    if (form === "vocative") return `${name.slice(0, -1)}o`;
    return woman(name, form);
  }
  if (/[iy]$/.test(name)) {
    if (form === "vocative") return name;
    return `${name.replace(/y$/, "")}${form === "dative" ? "emu" : "ego"}`;
  }
  const stem = manStem(name);
  if (form === "dative") return `${stem}owi`;
  if (form !== "vocative") return `${stem}a`;
  if (/(?:[kgh]|[jlci]|sz|cz|rz|ż|dz)$/u.test(stem) && !stem.endsWith("ł")) return `${stem}u`;
  return `${soften(stem)}e`;
}

/**
 * A Polish first name in a case: Anna, Anno; Kasia, Kasiu; Marek, Marku; Piotr, Piotrze; Jerzy, Jerzego. A name that
 * does not show its sex or is not declined (Emily, Zeynep) stays as it is.
 */
export function polishForm(given: string, form: PolishCase): string {
  const name = plain[fold(given)] ?? given;
  // Of a double name both halves are declined: Anna-Maria, Anno-Mario.
  if (name.includes("-"))
    return name
      .split("-")
      .map((part) => polishForm(part, form))
      .join("-");
  const gender = genderOf(name, "pl");
  if (!gender || name.length < 3) return name;
  return gender === "f" ? woman(name, form) : man(name, form);
}
