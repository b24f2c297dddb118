import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { declineName, nameFilters } from "./decline.ts";
import { isFormOf } from "./name-forms.ts";

describe("a Polish name in its cases", () => {
  it.each([
    ["Anna", "Anno", "Anny", "Annie", "Annę"],
    ["Agnieszka", "Agnieszko", "Agnieszki", "Agnieszce", "Agnieszkę"],
    ["Maria", "Mario", "Marii", "Marii", "Marię"],
    ["Kasia", "Kasiu", "Kasi", "Kasi", "Kasię"],
    ["Maja", "Maju", "Mai", "Mai", "Maję"],
    ["Marek", "Marku", "Marka", "Markowi", "Marka"],
    ["Piotr", "Piotrze", "Piotra", "Piotrowi", "Piotra"],
    ["Paweł", "Pawle", "Pawła", "Pawłowi", "Pawła"],
    ["Robert", "Robercie", "Roberta", "Robertowi", "Roberta"],
    ["Aleksander", "Aleksandrze", "Aleksandra", "Aleksandrowi", "Aleksandra"],
    ["Jerzy", "Jerzy", "Jerzego", "Jerzemu", "Jerzego"],
    ["Kuba", "Kubo", "Kuby", "Kubie", "Kubę"],
    ["Emily", "Emily", "Emily", "Emily", "Emily"],
    ["Zeynep", "Zeynep", "Zeynep", "Zeynep", "Zeynep"],
  ])("%s", (name, vocative, genitive, dative, accusative) => {
    expect(declineName(name, "vocative", "pl")).toBe(vocative);
    expect(declineName(name, "genitive", "pl")).toBe(genitive);
    expect(declineName(name, "dative", "pl")).toBe(dative);
    expect(declineName(name, "accusative", "pl")).toBe(accusative);
  });

  it("has the title where the name shows the bearer's sex", () => {
    expect(declineName("Anna", "formal", "pl")).toBe("Pani Anno");
    expect(declineName("Marek", "formal", "pl-PL")).toBe("Panie Marku");
    expect(declineName("Emily", "formal", "pl")).toBe("Emily");
  });
});

describe("a Turkish name with its suffix", () => {
  it.each([
    ["Ayşe", "Ayşe'nin", "Ayşe'ye", "Ayşe'yi", "Ayşeciğim"],
    ["Murat", "Murat'ın", "Murat'a", "Murat'ı", "Muratçığım"],
    ["Gül", "Gül'ün", "Gül'e", "Gül'ü", "Gülcüğüm"],
    ["Onur", "Onur'un", "Onur'a", "Onur'u", "Onurcuğum"],
    ["Kemal", "Kemal'in", "Kemal'e", "Kemal'i", "Kemalciğim"],
    ["Mehmet", "Mehmet'in", "Mehmet'e", "Mehmet'i", "Mehmetçiğim"],
    ["Emily", "Emily'nin", "Emily'ye", "Emily'yi", "Emilyciğim"],
  ])("%s", (name, genitive, dative, accusative, fond) => {
    expect(declineName(name, "genitive", "tr")).toBe(genitive);
    expect(declineName(name, "dative", "tr")).toBe(dative);
    expect(declineName(name, "accusative", "tr")).toBe(accusative);
    expect(declineName(name, "fond", "tr")).toBe(fond);
  });

  it("has the title only where it is sure: Deniz may be either", () => {
    expect(declineName("Ayşe", "formal", "tr")).toBe("Ayşe Hanım");
    expect(declineName("Mehmet", "formal", "tr")).toBe("Mehmet Bey");
    expect(declineName("Deniz", "formal", "tr")).toBe("Deniz");
  });
});

describe("a Finnish name in its cases", () => {
  it.each([
    ["Pekka", "Pekan", "Pekalle"],
    ["Matti", "Matin", "Matille"],
    ["Markus", "Markuksen", "Markukselle"],
    ["Mikael", "Mikaelin", "Mikaelille"],
    ["Satu", "Sadun", "Sadulle"],
    ["Aino", "Ainon", "Ainolle"],
  ])("%s", (name, genitive, dative) => {
    expect(declineName(name, "genitive", "fi")).toBe(genitive);
    expect(declineName(name, "dative", "fi")).toBe(dative);
    expect(declineName(name, "vocative", "fi")).toBe(name);
  });
});

const names = fc.oneof(
  fc.constantFrom(
    "Anna",
    "Marek",
    "Ayşe",
    "Işıl",
    "Pekka",
    "Markus",
    "O'Brien",
    "D'Angelo",
    "Jean-Luc",
    "李伟",
    "محمد",
    "İrem",
    "Kuba",
  ),
  fc.string({ unit: "grapheme", minLength: 1, maxLength: 12 }),
);
const anyLang = fc.constantFrom("en", "tr", "fi", "pl", "de", null);

describe("whatever the name", () => {
  it("is declined without a crash into something that is not empty", () => {
    fc.assert(
      fc.property(names, fc.constantFrom(...nameFilters), anyLang, (name, filter, lang) => {
        expect(declineName(name, filter, lang).length).toBeGreaterThan(0);
      }),
    );
  });

  it("a form our own templates write is never called a wrong name", () => {
    const plain = fc.constantFrom(
      "Anna",
      "Marek",
      "Ayşe",
      "Işıl",
      "Pekka",
      "Markus",
      "D'Angelo",
      "İrem",
      "Kuba",
      "Grażyna",
      "Wojciech",
      "Satu",
      "Kemal",
    );
    const lang = fc.constantFrom("en", "tr", "fi", "pl");
    fc.assert(
      fc.property(plain, fc.constantFrom(...nameFilters), lang, (name, filter, language) => {
        const word = declineName(name, filter, language).replace(/^Panie? | (?:Bey|Hanım)$|^Pani /g, "");
        expect(isFormOf(name, word)).toBe(true);
      }),
    );
  });
});
