import { expect, it } from "vitest";
import { warnings as en } from "./en/warnings.ts";
import { warnings as fi } from "./fi/warnings.ts";
import { warnings as pl } from "./pl/warnings.ts";
import { warnings as tr } from "./tr/warnings.ts";

type Tree = { [key: string]: string | Tree };

/** Every text by its path; the forms of a number are one text. */
function texts(tree: Tree, path = ""): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const [key, value] of Object.entries(tree)) {
    const name = path + key.replace(/_(one|few|many|other)$/, "");
    if (typeof value === "string") found.set(name, [...(found.get(name) ?? []), value]);
    else for (const [inner, all] of texts(value, `${name}.`)) found.set(inner, all);
  }
  return found;
}

const blanks = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1]).sort();
const ofEnglish = texts(en);

it.each(Object.entries({ tr, fi, pl }))("the reasons in %s are the English ones, each with its blanks", (_, other) => {
  const translated = texts(other);
  expect([...translated.keys()].sort()).toEqual([...ofEnglish.keys()].sort());
  for (const [name, all] of translated) {
    const allowed = new Set(ofEnglish.get(name)?.flatMap(blanks));
    for (const text of all) {
      expect(text.trim(), name).not.toBe("");
      for (const blank of blanks(text)) expect(allowed.has(blank), `${name}: ${text}`).toBe(true);
    }
    const english = ofEnglish.get(name) ?? [];
    if (english.length === 1) expect(blanks(all[0]!), name).toEqual(blanks(english[0]!));
  }
});

it.each(Object.entries({ en, tr, fi, pl }))("%s has a form for every number", (lang, tree) => {
  const forms = new Intl.PluralRules(lang).resolvedOptions().pluralCategories;
  const keys = [tree.warning, tree.panel, tree.panel.count].flatMap((part) => Object.keys(part));
  const said = ["PLACEHOLDER", "OVER_LENGTH", "STALE_DRAFT"];
  for (const counted of [...said, "against", "more", "ask", "warn", "hint"])
    expect(keys.filter((key) => key.startsWith(`${counted}_`)).sort()).toEqual(
      forms.map((form) => `${counted}_${form}`).sort(),
    );
});
