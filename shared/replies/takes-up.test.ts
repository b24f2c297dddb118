import { expect, it } from "vitest";
import { takesUpWord } from "./takes-up.ts";

it.each<[string, string, string, boolean | null]>([
  ["en", "The lid of my kettle stopped locking", "A lid that does not lock is no joke.", true],
  ["en", "The lid of my kettle stopped locking", "We are sorry and look into it.", false],
  ["tr", "Siparişim hâlâ gelmedi, kargo nerede kaldı", "Kargonuz bugün yola çıktı.", true],
  ["fi", "Tilaukseni viipyy ja suodattimet puuttuvat", "Suodatin lähtee tänään.", true],
  ["pl", "Czajnik przecieka, a gwarancja się kończy", "Bardzo nam przykro.", false],
  ["en", "Thanks a lot", "You are welcome.", null],
])("%s: %s / %s", (lang, comment, reply, taken) => {
  expect(takesUpWord(comment, reply, lang)).toBe(taken);
});

it("does not count the brand's own name", () => {
  expect(takesUpWord("Lumi sockets arrived broken yesterday", "Lumi is sorry.", "en", "Lumi Kettle")).toBe(false);
});
