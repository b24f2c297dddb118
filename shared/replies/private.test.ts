import { describe, expect, it } from "vitest";
import { isCard, isHetu, isIban, isPesel, isTckn } from "./checksums.ts";
import { findPrivate } from "./private.ts";

const kinds = (text: string, allowed: string[] = []) => findPrivate(text, allowed).map(({ kind }) => kind);

describe("private details", () => {
  it.each([
    ["Write to anna.k@example.com today", "email", "anna.k@example.com"],
    ["Call her on 0532 123 45 67", "phone", "0532 123 45 67"],
    ["zadzwoń 601234567", "phone", "601234567"],
    ["soita 040 123 4567", "phone", "040 123 4567"],
    ["Reach him on +358 40 123 4567.", "phone", "+358 40 123 4567"],
    ["IBAN TR33 0006 1005 1978 6457 8413 26", "iban", "TR33 0006 1005 1978 6457 8413 26"],
    ["Card 4111 1111 1111 1111", "card", "4111 1111 1111 1111"],
    ["TCKN 10000000146", "identity", "10000000146"],
    ["PESEL 44051401359", "identity", "44051401359"],
    ["hetu 131052-308T", "identity", "131052-308T"],
    ["Your order no. 123456 left", "order", "123456"],
    ["Sipariş numaranız: 987654", "order", "987654"],
    ["Tilausnumero 44556", "order", "44556"],
    ["Zamówienie nr 123/2024", "order", "123/2024"],
  ])("finds what is private in: %s", (text, kind, found) => {
    const all = findPrivate(text);
    expect(all.map((each) => [each.kind, text.slice(each.from, each.to)])).toEqual([[kind, found]]);
  });

  it.each([
    "See https://lumi.example/5321234567?mail=a@b.example",
    "It costs 1 299,00 TL or 129 900 000 zł",
    "On 22.11.2026 at 14:30, or 2026-11-22",
    "Firmware 10.0.19041.1234 from 2015-2020",
    "Your order arrives within 24 hours",
    "We took orders since 2015",
    "The serial is 123456789012 and the model 1234567890",
    "Card 4111 1111 1111 1112",
    "Thanks @anna_k",
    "You are number 1500 of 46 000",
  ])("leaves alone: %s", (text) => {
    expect(findPrivate(text)).toEqual([]);
  });

  it("lets the brand's own published contacts through, however they are written", () => {
    const allowed = ["help@lumi.example", "0850 222 11 33"];
    expect(kinds("Write to Help@lumi.example or call 0850 222 11 33", allowed)).toEqual([]);
    expect(kinds("Call +90 850 222 11 33", allowed)).toEqual([]);
    expect(kinds("Write to anna@lumi.example", allowed)).toEqual(["email"]);
    expect(kinds("Write to anna@lumi.example", ["@lumi.example"])).toEqual([]);
    expect(kinds("Write to x@notlumi.example", ["@lumi.example"])).toEqual(["email"]);
  });
});

describe("checksums", () => {
  it.each([
    [isIban, "FI2112345600000785", "FI2112345600000786"],
    [isCard, "5500005555555559", "5500005555555558"],
    [isTckn, "10000000146", "10000000147"],
    [isPesel, "44051401359", "44051401358"],
    [isPesel, "44051401359", "44991401359"],
    [isHetu, "131052-308T", "131052-308U"],
  ])("%o accepts %s and not %s", (isValid, right, wrong) => {
    expect(isValid(right)).toBe(true);
    expect(isValid(wrong)).toBe(false);
  });
});
