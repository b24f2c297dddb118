import { fold } from "../text.ts";
import { declineName, nameFilters } from "./decline.ts";

// Folded short forms people answer to, where no rule leads from one to the other.
const shortForms: Record<string, string> = {
  anna: "ania anka",
  katarzyna: "kasia",
  malgorzata: "gosia malgosia",
  agnieszka: "aga agusia",
  joanna: "asia joasia",
  aleksandra: "ola olka",
  magdalena: "magda",
  barbara: "basia",
  maria: "marysia",
  zofia: "zosia",
  elzbieta: "ela",
  ewa: "ewka",
  hanna: "hania",
  krystyna: "krysia",
  jadwiga: "jadzia",
  danuta: "danka",
  zuzanna: "zuza",
  natalia: "natalka",
  karolina: "karola",
  weronika: "wera",
  tomasz: "tomek",
  piotr: "piotrek",
  krzysztof: "krzysiek krzys",
  jan: "janek jas",
  jakub: "kuba",
  grzegorz: "grzesiek grzes",
  wojciech: "wojtek",
  bartosz: "bartek",
  bartlomiej: "bartek",
  jerzy: "jurek",
  zbigniew: "zbyszek",
  tadeusz: "tadek",
  stanislaw: "staszek",
  aleksander: "olek",
  andrzej: "jedrek",
  pawel: "pawelek",
  robert: "rob bob bobby",
  william: "bill will billy liam",
  michael: "mike mick",
  thomas: "tom tommy",
  james: "jim jimmy",
  richard: "rick dick",
  katherine: "kate katie kathy",
  catherine: "kate katie cathy",
  elizabeth: "liz beth lizzie betty",
  margaret: "maggie peggy meg",
  charles: "charlie chuck",
  edward: "ted ed eddie",
  anthony: "tony",
  john: "johnny jack",
  joseph: "joe joey",
  stephen: "steve",
  steven: "steve",
  matthew: "matt",
  patricia: "pat trish",
  susan: "sue",
  henry: "harry",
};

/** Folded forms of a name in Turkish after its apostrophe was cut: pet forms (-ciğim, -cim, -m, -can). */
const turkish = (name: string): string[] =>
  ["cigim", "cugum", "cim", "cum", "m", "im", "um", "can"].map((end) => name + end);

const finnishEnds = ["n", "a", "aa", "ta", "tta", "lle", "lla", "lta", "ssa", "sta", "na", "ksi"];

/** Folded Finnish cases with gradation (Pekka, Pekan; Matti, Matille), -nen (Virtanen, Virtasen), -s (Markus, Markuksen). */
function finnish(name: string): string[] {
  const stems: string[] = [name];
  const strong = /^(.*)(kk|pp|tt)([aeiouy]+)$/.exec(name);
  if (strong) stems.push(`${strong[1]}${strong[2]![0]}${strong[3]}`);
  if (name.endsWith("nen")) stems.push(`${name.slice(0, -3)}se`);
  if (name.endsWith("s")) stems.push(`${name.slice(0, -1)}kse`);
  if (!/[aeiouy]$/.test(name)) stems.push(`${name}i`);
  return stems.flatMap((stem) => finnishEnds.map((end) => stem + end));
}

// What the last consonants of a Polish stem become before the -e of vocative and locative.
const softened: [RegExp, string][] = [
  [/k$/, "c"],
  [/g$/, "dz"],
  [/ch$/, "sz"],
  [/st$/, "sci"],
  [/t$/, "ci"],
  [/zd$/, "zdzi"],
  [/d$/, "dzi"],
  [/r$/, "rz"],
];
const soften = (stem: string): string => {
  for (const [end, soft] of softened) if (end.test(stem)) return stem.replace(end, soft);
  return /[lcszj]$/.test(stem) ? stem : `${stem}i`;
};

/** Folded Polish cases: Anno, Aniu, Agnieszce; Marku, Piotrze, Robercie; Kowalskiego, Kowalskiej. */
function polish(name: string): string[] {
  if (/[sc]ki$/.test(name)) return ["ego", "emu", "m"].map((end) => name + end);
  if (/[sc]ka$/.test(name)) return ["iej", "a"].map((end) => name.slice(0, -1) + end);
  const female = name.endsWith("a");
  const bare = female || name.endsWith("o") ? name.slice(0, -1) : name;
  // Marek, Marku and Pawel, Pawle: the e before the last consonant moves away.
  const mobile = /^(.*[^aeiouy])e([klcn]|r)$/.exec(bare);
  const stems = mobile && !female ? [bare, `${mobile[1]}${mobile[2]}`] : [bare];
  const ends = female ? ["o", "u", "y", "i", "e", "a"] : ["u", "a", "owi", "em", "iem", "e", "ie", "owie"];
  return stems.flatMap((stem) => [...ends.map((end) => stem + end), `${soften(stem)}e`]);
}

/** What our own templates make of a name, folded: whatever Konak itself wrote must not be called a wrong name. */
const declined = (name: string): string[] =>
  ["tr", "fi", "pl"].flatMap((lang) => nameFilters.map((filter) => fold(declineName(name, filter, lang))));

// "Ayşe'ye" is Ayşe with a suffix; "D'Angelo" and "O’Brien" have an apostrophe of their own.
const readings = (token: string): string[] => {
  const plain = token.replace(/’/g, "'");
  const cuts = [plain, plain.replace(/'.*$/u, ""), plain.slice(0, Math.max(0, plain.lastIndexOf("'")))];
  return [...new Set(cuts.map(fold))].filter((cut) => cut.length > 0);
};

function isFormOfOne(name: string, known: string, asked: string): boolean {
  if (asked === name) return true;
  if (asked.length < 2 || name.length < 2) return false;
  if (asked.length >= 3 && name.startsWith(asked)) return true;
  const bases = [name, ...(shortForms[name]?.split(" ") ?? [])];
  const near = (base: string) => base.slice(0, 2) === asked.slice(0, 2);
  return (
    bases.some(
      (base) =>
        base === asked || (near(base) && [turkish, finnish, polish].some((formsIn) => formsIn(base).includes(asked))),
    ) ||
    (near(name) && declined(known).includes(asked))
  );
}

/**
 * Whether a word of a reply can be a form of a known name: itself, a case, vocative or pet form in Turkish, Finnish or
 * Polish, a common short form, or its beginning (Alex for Alexandra). Compared on folded text, so casing and marks do
 * not matter. Of 29,070 pairs of different common names 20 are accepted, most of them real short forms (Dan, Daniel).
 */
export function isFormOf(known: string, token: string): boolean {
  const name = fold(known.replace(/’/g, "'"));
  return readings(token).some((asked) => isFormOfOne(name, known, asked));
}
