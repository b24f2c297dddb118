import { beforeAll, describe, expect, it } from "vitest";
import { type CheckInput, checkReply } from "./check.ts";
import { type DetectLanguage, loadDetector } from "./language.ts";
import { buildEarlierIndex } from "./nearest.ts";
import type { Warning, WarningCode } from "./schema.ts";

let detect: DetectLanguage;
beforeAll(async () => {
  detect = await loadDetector();
});

type Said = [author: "member" | "brand", text: string, sentAt?: string];
const input = (
  draft: string,
  said: Said[],
  more: Partial<CheckInput> = {},
  memberName = "Anna Kowalska",
): CheckInput => ({
  draft,
  templateBody: null,
  templateValues: { "brand.name": "Lumi Kettle" },
  thread: {
    id: "t9",
    memberName,
    otherNames: [],
    messages: said.map(([author, text, sentAt], at) => ({
      author,
      text,
      lang: null,
      id: `m${at}`,
      ...(sentAt && { sentAt }),
    })),
    lang: null,
  },
  teamNames: [],
  earlier: buildEarlierIndex([]),
  recentOpenings: [],
  limit: 3000,
  public: true,
  languages: ["en", "tr", "fi", "pl"],
  allowedContacts: [],
  detect,
  ...more,
});
const find = (given: CheckInput, code: WarningCode): Warning | undefined =>
  checkReply(given).warnings.find((warning) => warning.code === code);
const marked = (draft: string, warning: Warning | undefined) =>
  warning?.spans.map(({ from, to }) => draft.slice(from, to));

describe("TONE_CHEERFUL", () => {
  it.each([
    ["en", "warn", "My kettle arrived broken and nobody answers", "Awesome! Thanks for telling us 🎉"],
    ["tr", "hint", "Kapak kırıldı, rezalet bir kalite", "Harika! Hemen bakıyoruz 😄"],
    ["fi", "hint", "Kansi meni rikki, surkea laatu", "Mahtavaa! Katsotaan asiaa 🎉"],
    ["pl", "warn", "Pokrywka pękła, fatalna jakość", "Super! Zaraz sprawdzimy 😄"],
  ])("in %s is a %s under a complaint: %s", (lang, strength, comment, draft) => {
    const given = input(draft, [["member", comment]]);
    const told = { ...given.thread, lang, messages: given.thread.messages.map((one) => ({ ...one, lang })) };
    const found = find({ ...given, thread: told }, "TONE_CHEERFUL");
    expect(found).toMatchObject({ strength, comment: { message: 0, id: "m0" } });
    expect(found?.spans.length).toBeGreaterThan(0);
  });

  it("asks under something grave, and in a crisis", () => {
    const grave = input("Wonderful! 🎉", [["member", "The kettle caught fire and my son is in hospital"]]);
    expect(find(grave, "TONE_CHEERFUL")).toMatchObject({ strength: "ask", params: { grave: "yes" } });
    const crisis = input("Awesome! 🎉", [["member", "My kettle arrived broken"]], { crisis: true });
    expect(find(crisis, "TONE_CHEERFUL")?.strength).toBe("ask");
  });

  it.each([
    ["I love my kettle, best present ever", "Awesome! Enjoy your tea 🎉"],
    ["My kettle arrived broken", "I am sorry, that is not the great start we wanted. A new one leaves today."],
    ["Sipariş ne oldu, bilgi verir misiniz", "Harika! Kargonuz yola çıktı 😄"],
    ["Wrong company got my order first, so I came to you instead", "Amazing, welcome aboard! 🥳"],
    ["Lost my hat overboard, my own fault, a seagull has it now", "A stylish gull, then! Hooray! 😂"],
    ["My kettle arrived broken", "A new lid leaves today 🎉"],
    ["My kettle arrived broken", "Screws go out by letter today! You should have them on Saturday!"],
  ])("is silent where there is no complaint or no cheer: %s", (comment, draft) => {
    expect(find(input(draft, [["member", comment]]), "TONE_CHEERFUL")).toBeUndefined();
  });
});

describe("PROMO_IN_COMPLAINT", () => {
  it("warns when something is sold to somebody who complains, and marks it", () => {
    const draft = "Sorry to hear that. Discover our new collection, 20% off until Sunday.";
    const found = find(input(draft, [["member", "My kettle arrived broken"]]), "PROMO_IN_COMPLAINT");
    expect(found?.strength).toBe("warn");
    expect(marked(draft, found)?.join(" ")).toContain("20% off");
  });

  it("needs a call to buy or two words of selling: one of them may be part of an answer", () => {
    const said: Said[] = [["member", "My kettle arrived broken"]];
    expect(find(input("The first month is free while we repair it.", said), "PROMO_IN_COMPLAINT")).toBeUndefined();
    expect(find(input("The first month is half price.", said), "PROMO_IN_COMPLAINT")?.strength).toBe("warn");
  });

  it("is silent when amends are made, and when offers are what the complaint is about", () => {
    const amends = "As an apology we take 20% off your next order.";
    expect(find(input(amends, [["member", "My kettle arrived broken"]]), "PROMO_IN_COMPLAINT")).toBeUndefined();
    const about = "The 20% discount ends on Sunday, the code is valid again.";
    expect(find(input(about, [["member", "My discount code doesn't work"]]), "PROMO_IN_COMPLAINT")).toBeUndefined();
  });
});

describe("WRONG_NAME outside the greeting", () => {
  it.each([
    ["Kiva kuulla, Rasmus, nopeutta metsästettiin vuosi.", "Rasmus"],
    ["Cheers Andrew, we have been chasing that for a year.", "Andrew"],
    ["Fatma Hanım aşçımıza ilettik, çok sevindi.", "Fatma"],
  ])("asks: %s", (draft, name) => {
    expect(find(input(draft, [["member", "Fast and good"]]), "WRONG_NAME")).toMatchObject({
      strength: "ask",
      params: { name },
    });
  });

  it.each([
    "Our engineer, Andrew, calls you today.",
    "Ahmet Bey sizi bugün arayacak.",
    "Kollegani, Rasmus, soittaa huomenna.",
  ])("knows a person spoken of from one spoken to: %s", (draft) => {
    expect(find(input(draft, [["member", "It broke"]]), "WRONG_NAME")).toBeUndefined();
  });
});
