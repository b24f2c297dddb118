import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { expect, it } from "vitest";
import { toCsv } from "./csv.ts";

it("keeps all digits of a number, and leaves what is missing empty", () => {
  expect(toCsv([["rate", 104 / 6000, null, 0]])).toBe("rate,0.017333333333333333,,0\r\n");
});

it("is read back as it was, quotes, commas and line breaks included", () => {
  const text = fc
    .string({ unit: fc.constantFrom('"', ",", "\n", "\r\n", "ş", "a", " ", ";") })
    .map((rest) => `a${rest}`);
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.constant("x"), text), { minLength: 1 }), (rows) => {
      expect(parse(toCsv(rows), { record_delimiter: "\r\n" })).toEqual(rows);
    }),
  );
});

it("lets no spreadsheet run a text, and leaves numbers below zero alone", () => {
  expect(toCsv([["=HYPERLINK(1)", "+1", "-1", "@x", "\tx", -1]])).toBe("'=HYPERLINK(1),'+1,'-1,'@x,'\tx,-1\r\n");
  expect(toCsv([['=A1&"x"']])).toBe('"\'=A1&""x"""\r\n');
});
