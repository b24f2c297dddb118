import { fold, lower } from "../text.ts";

/** The forms of a Turkish first name a reply may need; `fond` is -cığım. */
export type TurkishCase = "genitive" | "dative" | "accusative" | "fond";

// Loan words whose last vowel is back but whose l is thin: Kemal'e, not Kemal'a.
const thin = new Set("kemal celal cemal bilal hilal iclal nihal zuhal meral ikbal resul".split(" "));
const harmony: Record<string, string> = { a: "ı", ı: "ı", e: "i", i: "i", o: "u", u: "u", ö: "ü", ü: "ü", y: "i" };
const vowels = /[aeıioöuü]/gu;

/**
 * A name with its Turkish suffix by vowel harmony, after an apostrophe: Ayşe'nin, Murat'a, Gül'ü, Kemal'e; the fond form
 * without one: Ayşeciğim, Mehmetçiğim. The letters of the name itself never change.
 */
export function turkishForm(name: string, form: TurkishCase): string {
  const word = lower(name.normalize("NFC"), "tr").replace(/[âáà]/g, "a").replace(/[îí]/g, "i").replace(/û/g, "u");
  const last = word.match(vowels)?.at(-1);
  if (!last || !/\p{L}$/u.test(name)) return name;
  const endsInVowel = /[aeıioöuü]$/u.test(word) || /[^aeıioöuü]y$/u.test(word);
  // Emily, Mary: the y is spoken as i.
  const spoken = /[^aeıioöuü]y$/u.test(word) ? "i" : last;
  const narrow = thin.has(fold(name)) ? (last === "a" ? "i" : "ü") : harmony[spoken]!;
  const wide = narrow === "i" || narrow === "ü" ? "e" : "a";
  if (form === "fond") return `${name}${/[fstkçşhp]$/u.test(word) ? "ç" : "c"}${narrow}ğ${narrow}m`;
  if (form === "genitive") return `${name}'${endsInVowel ? "n" : ""}${narrow}n`;
  if (form === "dative") return `${name}'${endsInVowel ? "y" : ""}${wide}`;
  return `${name}'${endsInVowel ? "y" : ""}${narrow}`;
}
