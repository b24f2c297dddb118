import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { firstNameKind } from "./first-names.ts";
import { findVocatives } from "./vocative.ts";

const called = (text: string, lang: string | null) => findVocatives(text, lang).map(({ words }) => words[0]);

describe("names a text calls somebody by outside its greeting", () => {
  it.each([
    ["en", "Cheers Andrew, we have been chasing that for a year.", "Andrew"],
    ["en", "We are sorry about the wait, Rebecca. A new lid leaves today.", "Rebecca"],
    ["en", "That is on us. Rebecca, a new lid leaves today.", "Rebecca"],
    ["en", "It comes today, Rebecca, and the driver rings first.", "Rebecca"],
    ["en", "Thanks for reaching out, Nerissa.", "Nerissa"],
    ["en", "Which airline was your last flight, Kevin?", "Kevin"],
    ["tr", "Haklısınız Kerem, kapağı bugün gönderiyoruz.", "Kerem"],
    ["tr", "Çizime bakıyoruz. Selim bayıldık buna!", "Selim"],
    ["tr", "Kargonuz yola çıktı, Nurten.", "Nurten"],
    ["tr", "Beğenmenize sevindik Oğuz Bey!", "Oğuz"],
    ["fi", "Kiva kuulla, Rasmus, nopeutta metsästettiin vuosi.", "Rasmus"],
    ["fi", "Voi Riikka, korvaamme kannen heti.", "Riikka"],
    ["fi", "Avataan Anni, palmusunnuntaina.", "Anni"],
    ["pl", "Pokrywkę wysyłamy dziś Marto i bardzo przepraszamy.", "Marto"],
    ["pl", "Widzieliśmy, Norbert, wisi nad ekspresem!", "Norbert"],
    ["pl", "Paczka już jedzie, Kasiu!", "Kasiu"],
  ])("in %s: %s", (lang, text, name) => {
    expect(called(text, lang)).toEqual([name]);
  });

  it.each([
    ["en", "Our engineer, Andrew, calls you today."],
    ["en", "Please ask for Andrew, he has your lid."],
    ["en", "Rebecca, who runs the shop, kept one for you."],
    ["en", "It was packed by Anna, Peter and Mark."],
    ["en", "A new lid leaves today. Take care, Anna"],
    ["en", "You find it under Settings, Preferences. See you in Austin, Texas!"],
    ["en", "The shop is closed on the holiday, Monday."],
    ["en", "Olá, não temos previsão ainda."],
    ["tr", "Ahmet Bey sizi bugün arayacak."],
    ["tr", "Ustamız Kerem, kapağı elden geçirdi."],
    ["tr", "Kerem, yarın sizi arayacak."],
    ["tr", "Görüşmek üzere, Ece."],
    ["fi", "Kollegamme, Rasmus, soittaa huomenna."],
    ["fi", "Kannen lähetti Mikko, joka pakkasi sen eilen."],
    ["fi", "Mukavaa päivää, Liisa."],
    ["pl", "Rozmawialiśmy o Marku i jego paczce."],
    ["pl", "Ustaliłem to dziś ja, Łukasz, i oddzwonię."],
    ["pl", "Miłego dnia, Przemek!"],
    ["pl", "Sprawa jest otwarta. Ewa, szefowa reklamacji."],
  ])("knows a person spoken of, and one who signs, in %s: %s", (lang, text) => {
    expect(called(text, lang)).toEqual([]);
  });

  it("marks the name where it stands, whatever stands around it", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "grapheme", maxLength: 200 }),
        fc.constantFrom(null, "en", "tr", "fi", "pl"),
        (text, lang) => {
          for (const { words, from, to } of findVocatives(`${text} So sorry, Rebecca!`, lang))
            expect(`${text} So sorry, Rebecca!`.slice(from, to)).toBe(words[0]);
        },
      ),
    );
  });
});

describe("the list of first names", () => {
  it("knows names as they are and in the Polish vocative, and words that are names too", () => {
    expect(["Rebecca", "AYŞENUR", "Väinö", "Grażyna"].map(firstNameKind)).toEqual(["name", "name", "name", "name"]);
    expect(["Marto", "Piotrze", "Kasiu"].map(firstNameKind)).toEqual(["vocative", "vocative", "vocative"]);
    expect(["Grace", "Umut", "Taisto"].map(firstNameKind)).toEqual(["alsoWord", "alsoWord", "alsoWord"]);
    expect(["Kettle", "Mario", "Danie", ""].map(firstNameKind)).toEqual([null, null, null, null]);
  });
});
