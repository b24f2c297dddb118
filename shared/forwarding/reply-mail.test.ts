import { describe, expect, it } from "vitest";
import { isAutomatic, isBounce, ownWords, verdictOf } from "#shared/forwarding/reply-mail.ts";

const quoted = "> May we send a new lid?\n>\n> Selin";

describe("the words of a reply", () => {
  it.each([
    ["English", "Yes, from Monday on.\n\nOn Fri, 20 Nov 2026 at 12:00, Lumi <team@lumi.example> wrote:\n"],
    [
      "English over two lines",
      "Yes, from Monday on.\n\nOn Fri, 20 Nov 2026 at 12:00, Lumi Kettle community\n<team@lumi.example> wrote:\n",
    ],
    ["Turkish", "Yes, from Monday on.\n\nLumi <team@lumi.example>, 20 Kas 2026 Cum, 12:00 tarihinde şunu yazdı:\n"],
    ["Finnish", "Yes, from Monday on.\n\npe 20. marrask. 2026 klo 12.00 Lumi (team@lumi.example) kirjoitti:\n"],
    ["Polish", "Yes, from Monday on.\n\nW dniu pt., 20 lis 2026 o 12:00 Lumi <team@lumi.example> napisał(a):\n"],
    ["Outlook", "Yes, from Monday on.\n\n________________________________\nFrom: Lumi\nSent: Friday\n"],
    ["German-style header", "Yes, from Monday on.\n\n-----Original Message-----\nFrom: Lumi\n"],
    ["a telephone", "Yes, from Monday on.\n\nSent from my iPhone\n\n"],
    ["a signature", "Yes, from Monday on.\n-- \nMarek Wójcik\nProduct quality\n"],
  ])("are kept without what %s quotes", (_, text) => {
    expect(ownWords(text + quoted)).toBe("Yes, from Monday on.");
  });
  it("are kept when they stand between the quoted lines", () => {
    expect(ownWords("> May we?\nYes.\n> When?\nOn Monday.")).toBe("Yes.\nOn Monday.");
  });
  it("keep a sentence that only looks like an introduction", () => {
    expect(ownWords("On Monday we send them.\nFrom Tuesday on they are in the shop.")).toBe(
      "On Monday we send them.\nFrom Tuesday on they are in the shop.",
    );
  });
  it("are nothing when only the question came back", () => {
    expect(ownWords(`\r\n${quoted}`)).toBe("");
  });
});

describe("the short answer of a reply", () => {
  it.each([
    ["Yes, we may.", "yes"],
    ["Hayır. Yay yok.", "no"],
    ["Kyllä!", "yes"],
    ["Nie, niestety.", "no"],
    ["Not ours, ask logistics", "not_ours"],
    ["Bizim değil", "not_ours"],
    ["No problem with that at all", null],
    ["Nobody knows yet", null],
    ["Springs of lot 26-09 lose tension", null],
  ] as const)("%s is %s", (text, verdict) => {
    expect(verdictOf(text)).toBe(verdict);
  });
});

it("nobody wrote what a machine sent", () => {
  expect(isAutomatic(new Map([["auto-submitted", "auto-replied"]]))).toBe(true);
  expect(isAutomatic(new Map([["auto-submitted", "no"]]))).toBe(false);
  expect(isAutomatic(new Map([["precedence", "bulk"]]))).toBe(true);
  expect(isBounce(new Map([["content-type", 'multipart/report; report-type="delivery-status"']]))).toBe(true);
  expect(isBounce(new Map([["content-type", "text/plain"]]))).toBe(false);
});
