import { describe, expect, it } from "vitest";
import { chooseLanguage } from "#web/features/forwarding/answer-language.tsx";
import { answer as en } from "#web/lib/texts/en/answer.ts";
import { answer as fi } from "#web/lib/texts/fi/answer.ts";
import { answer as pl } from "#web/lib/texts/pl/answer.ts";
import { answer as tr } from "#web/lib/texts/tr/answer.ts";

describe("the language of the answer page", () => {
  it("is what was chosen here, else the browser's, else the department's", () => {
    expect(chooseLanguage("fi", ["pl-PL"], "tr")).toBe("fi");
    expect(chooseLanguage(null, ["de-DE", "pl-PL"], "tr")).toBe("pl");
    expect(chooseLanguage(null, ["de-DE"], "tr")).toBe("tr");
    expect(chooseLanguage("xx", ["de-DE"], null)).toBe("en");
  });
});

const leaves = (texts: object, before = ""): [string, string][] =>
  Object.entries(texts).flatMap(([key, value]) =>
    typeof value === "string" ? [[before + key, value]] : leaves(value, `${before}${key}.`),
  );
const plain = (texts: object) =>
  new Map(leaves(texts).map(([key, text]) => [key.replace(/_(one|few|many|other)$/, ""), text]));
const slots = (text: string | undefined) =>
  [...(text ?? "").matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1]).sort();

describe.each(Object.entries({ tr, fi, pl }))("the page in %s", (_, texts) => {
  it("says everything the English one says, with the same slots", () => {
    expect([...plain(texts).keys()].sort()).toEqual([...plain(en).keys()].sort());
    for (const [key, text] of plain(en)) expect(slots(plain(texts).get(key)), key).toEqual(slots(text));
  });
});
