import { describe, expect, it } from "vitest";
import { findGreeting } from "./greeting.ts";
import { isFormOf } from "./name-forms.ts";
import { isOneOf, usableFirstName } from "./names.ts";

describe("the first name in a display name", () => {
  it.each([
    ["Anna Kowalska", "Anna"],
    ["ANNA KOWALSKA", "Anna"],
    ["IŞIL YILMAZ", "Işıl"],
    ["İREM", "İrem"],
    ["Ayşe 🌸", "Ayşe"],
    ["Dr. Mehmet Öz", "Mehmet"],
    ["Pani Anna Nowak", "Anna"],
    ["Zeynep (she/her)", "Zeynep"],
    ["Mert | Kadıköy", "Mert"],
    ["Anna-Maria Virtanen", "Anna-Maria"],
    ["李伟", "李伟"],
    ["anna", "Anna"],
  ])("%s is %s", (displayName, expected) => {
    expect(usableFirstName(displayName)).toBe(expected);
  });

  it("lower-cases a Turkish I when the person's language is known", () => {
    expect(usableFirstName("ILGIN", "tr")).toBe("Ilgın");
  });

  it.each([
    "mark_99",
    "user12345",
    "sunnydays",
    "SunnyDays",
    "@anna",
    "🌸🌸",
    "A",
    "",
    "The Tea Room",
    "Kadıköy Mağazası",
    "Coffee Lover",
  ])("is not usable in %s", (displayName) => {
    expect(usableFirstName(displayName)).toBeNull();
  });
});

describe("forms of a name", () => {
  it.each([
    ["Anna", "Anno"],
    ["Anna", "Aniu"],
    ["Katarzyna", "Kasiu"],
    ["Agnieszka", "Agnieszko"],
    ["Zofia", "Zosiu"],
    ["Marek", "Marku"],
    ["Piotr", "Piotrze"],
    ["Robert", "Robercie"],
    ["Paweł", "Pawle"],
    ["Tomasz", "Tomku"],
    ["Andrzej", "Andrzeju"],
    ["Michał", "Michale"],
    ["Aleksander", "Aleksandrze"],
    ["Jakub", "Kubo"],
    ["Ayşe", "Ayşeciğim"],
    ["Ayşe", "Ayşe'ye"],
    ["Ahmet", "Ahmet’in"],
    ["Mehmet", "Mehmetçiğim"],
    ["Işıl", "IŞIL"],
    ["Pekka", "Pekan"],
    ["Matti", "Matille"],
    ["Markus", "Markuksen"],
    ["Virtanen", "Virtasen"],
    ["Mikael", "Mikaelin"],
    ["Daniel", "Dan"],
    ["Michael", "Mike"],
  ])("%s may be called %s", (known, token) => {
    expect(isFormOf(known, token)).toBe(true);
  });

  it.each([
    ["Anna", "Mark"],
    ["Anna", "Hanna"],
    ["Marek", "Mariusz"],
    ["Ayşe", "Fatma"],
    ["Pekka", "Pirkko"],
    ["Piotr", "Paweł"],
    ["Ahmet", "Mehmet"],
    ["Emily", "Emma"],
  ])("%s is not %s", (known, token) => {
    expect(isFormOf(known, token)).toBe(false);
  });

  it("knows a person by a part of their handle, the surname, or a comment's signature", () => {
    const name = (word: string) => ({ from: 0, to: word.length, words: [word] });
    expect(isOneOf(name("Mark"), ["markk_99"])).toBe(true);
    expect(isOneOf(name("Yılmaz"), ["Ahmet Yılmaz"])).toBe(true);
    expect(isOneOf(name("Mark"), ["Anna Kowalska", "sunny_days"])).toBe(false);
    expect(isOneOf(name("Anna"), ["Hannah Whitfield", "hannahwhit"])).toBe(false);
    expect(isOneOf(name("Anna"), ["the.anna_k", "itskamilabtw"])).toBe(true);
    expect(isOneOf(name("Kamila"), ["itskamilabtw"])).toBe(true);
  });
});

describe("the greeting of a reply", () => {
  it.each([
    ["Hi Mark, thanks", "Mark"],
    ["hi mark, thanks", "mark"],
    ["Hello, Holly. I am sorry", "Holly"],
    ["@mark Hey there Justin! Good", "Justin"],
    ["Thank you Emily for the photo", "Emily"],
    ["Mark, thanks for writing", "Mark"],
    ["Dear Ms. Smith,", "Smith"],
    ["Merhaba Ayşe Hanım, teşekkürler", "Ayşe"],
    ["Ayşe Hanım, merhaba", "Ayşe"],
    ["Sayın Mehmet Bey, merhaba", "Mehmet"],
    ["Günaydın Işıl'cığım!", "Işıl'cığım"],
    ["Hei Pekka! Kiitos", "Pekka"],
    ["Kiitos Matti viestistä", "Matti"],
    ["Dzień dobry Pani Anno, dziękujemy", "Anno"],
    ["Szanowny Panie Marku, piszemy", "Marku"],
    ["Cześć Aniu!", "Aniu"],
  ])("finds the name in: %s", (text, expected) => {
    const name = findGreeting(text)?.name;
    expect(name?.words).toEqual([expected]);
    expect(text.slice(name!.from, name!.to)).toBe(expected);
  });

  it.each([
    "Hi there, thanks",
    "Hi Team!",
    "Hello everyone,",
    "Dear Customer,",
    "Hello We are sorry",
    "Merhaba, Ürün yolda",
    "Hi Lumi fans!",
    "Unfortunately, we cannot",
    "Thanks for the photo",
    "Kiitos viestistäsi",
    "Dziękujemy za zdjęcie",
    "Dzień dobry, Państwa zamówienie",
    "Hello! Great photo",
    "Hi. Could you tell us more",
    "Sorry, We will check",
  ])("finds no name in: %s", (text) => {
    expect(findGreeting(text)?.name ?? null).toBeNull();
  });
});
