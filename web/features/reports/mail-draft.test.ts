import { expect, it } from "vitest";
import { isZone, readersOf, weekdayName, wrongReaders } from "./mail-draft.ts";

it("reads addresses however they are separated, each once", () => {
  expect(readersOf(" a@b.fi, c@d.pl;\n a@b.fi\te@f.tr ")).toEqual(["a@b.fi", "c@d.pl", "e@f.tr"]);
});

it("names the address that is none, and says when there are too many or none", () => {
  expect(wrongReaders(" ,\n")).toEqual({ key: "toNone" });
  expect(wrongReaders("a@b.fi, mert@lumi")).toEqual({ key: "toWrong", mail: "mert@lumi" });
  expect(wrongReaders(Array.from({ length: 21 }, (_, at) => `r${at}@b.fi`).join(" "))).toEqual({ key: "toMany" });
  expect(wrongReaders("a@b.fi")).toBeNull();
});

it("knows zones, and that weeks begin on Monday", () => {
  expect([isZone("Europe/Helsinki"), isZone("Europe/Nowhere"), isZone("")]).toEqual([true, false, false]);
  expect([weekdayName(1, "en-GB"), weekdayName(7, "tr-TR")]).toEqual(["Monday", "Pazar"]);
});
