import { expect, it } from "vitest";
import { type ContentKind, suggestKind } from "./content-kind.ts";

/** Posts labelled by hand before the rules were written for them: language, kind, text. */
const labelled: [string, ContentKind, string][] = [
  ["en", "offer", "20% off every kettle until Sunday."],
  ["en", "offer", "Summer offer. Any Lumi with two filters, sent to your door until Sunday."],
  ["en", "offer", "Black Friday starts early: free shipping on all orders."],
  ["en", "offer", "Use the code TEA10 for a discount at the till."],
  ["en", "question", "Which handle fits your hand? We printed three."],
  ["en", "question", "Tell us which colour you would take and why."],
  ["en", "question", "Where is your kettle standing this morning?"],
  ["en", "product", "Descaling in two minutes. No vinegar smell, no scrubbing, one spoon."],
  ["en", "product", "The new model has a lid that locks. Three litres, one filter."],
  ["en", "product", "How a Lumi is made: from a steel disc to the first boil, in four minutes."],
  ["en", "product", "Sage green is back in stock."],
  ["en", "talk", "We are six people in a former tile factory. This month the seventh starts."],
  ["en", "talk", "Your kitchens. Eleven pictures you sent us, and not one of them was tidied first."],
  ["en", "talk", "Feel free to say hello at the fair."],
  ["en", "talk", "Sunday, rain, a second cup."],
  ["tr", "offer", "Yaz kampanyası. İki filtre hediyeli, pazar gününe kadar kapınızda."],
  ["tr", "offer", "Sonbahar indirimi başladı: %20."],
  ["tr", "offer", "Bu hafta kargo bedava."],
  ["tr", "question", "İnce belli mi, kupa mı? Bu sabah siz neyle içtiniz?"],
  ["tr", "question", "Sizce hangisi güzel? Yorumlara yazın."],
  ["tr", "question", "Çay mı kahve mi"],
  ["tr", "product", "On yıl yedek parça. Filtre, conta, taban: hepsi ayrı ayrı."],
  ["tr", "product", "Yeni modelimiz mağazalarda."],
  ["tr", "product", "Kılavuzda olmayanlar. Bip sesi, dolum çizgisi, kireç: üç dakikada anlattık."],
  ["tr", "talk", "Yağmur, demlik, bir de simit. Bugünün planı bu."],
  ["tr", "talk", "Kışın ilk çayı. Sesi kısık, buharı bol."],
  ["fi", "offer", "Syystarjous. Lumi ja kaksi suodatinta, toimitus kotiovelle."],
  ["fi", "offer", "Kesäale alkoi tänään."],
  ["fi", "offer", "Kaikki keittimet -15 % perjantaihin asti."],
  ["fi", "question", "Viisi väriä, yksi keitin. Kumpi olisi sinun keittiössäsi?"],
  ["fi", "question", "Onko teillä jo uusi keitin"],
  ["fi", "question", "Kerro meille, mistä aamusi alkaa."],
  ["fi", "product", "Kova vesi, pehmeä konsti. Näin kalkki lähtee ilman hankaamista."],
  ["fi", "product", "Suodattimet, selitettynä. Tiheä, harva vai ei mitään: vesi ratkaisee."],
  ["fi", "talk", "Mökkiaamu. Pannu, kuppi, järvi."],
  ["fi", "talk", "Terassi kiinni, takka päällä. Talviaika alkoi."],
  ["pl", "offer", "Jesienna oferta. Czajnik i dwa filtry, dostawa do niedzieli."],
  ["pl", "offer", "Promocja tylko dziś: rabat 15%."],
  ["pl", "offer", "Wyprzedaż lata."],
  ["pl", "question", "Herbata na balkonie. Pokażcie, gdzie stoi Wasz czajnik."],
  ["pl", "question", "Czy wolicie kubek, czy filiżankę"],
  ["pl", "product", "Filtr, uszczelka, podstawka. Każda część osobno, przez dziesięć lat."],
  ["pl", "product", "Nowy kolor w sklepach od piątku."],
  ["pl", "talk", "Dzień dobry, Polsko."],
  ["pl", "talk", "Niedziela, deszcz i druga filiżanka."],
];

it.each(["en", "tr", "fi", "pl"])("suggests the kind a person gave, in %s", (lang) => {
  const wrong = labelled.filter(([of, kind, text]) => of === lang && suggestKind(text, of).kind !== kind);
  expect(wrong.map(([, kind, text]) => `${kind}: ${text}`)).toEqual([]);
});

it("says which word led to the kind, and nothing where nothing did", () => {
  expect(suggestKind("20% off every kettle", "en")).toEqual({ kind: "offer", because: "off" });
  expect(suggestKind("Which one?", "en")).toEqual({ kind: "question", because: "?" });
  expect(suggestKind("Sunday, rain, a second cup.", "en")).toEqual({ kind: "talk", because: null });
});

it("takes a percentage for an offer only with its sign, and an address's question mark for none", () => {
  expect(suggestKind("Nine in ten of you boil too much.", "en").kind).toBe("talk");
  expect(suggestKind("Read on: https://lumi.example/story?id=7", "en").kind).toBe("talk");
});
