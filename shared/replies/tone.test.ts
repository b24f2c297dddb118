import { beforeAll, describe, expect, it } from "vitest";
import { draftUnder, find, marked, type Said } from "./draft-under.ts";
import { type DetectLanguage, loadDetector } from "./language.ts";

let detect: DetectLanguage;
beforeAll(async () => {
  detect = await loadDetector();
});

const input = draftUnder(() => detect);

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

describe("a complaint made light of", () => {
  const said: Said[] = [["member", "Lost my bag AGAIN, third time this year, terrible service"]];
  it.each([
    ["Looks like your bag loves travelling even more than you do!", "hint"],
    ["Bon voyage, little bag! A postcard from the beach, perhaps!", "warn"],
  ])("without a glad word: %s", (draft, strength) => {
    expect(find(input(draft, said), "TONE_CHEERFUL")?.strength).toBe(strength);
  });

  it.each([
    "Your bag is on its way! You should have it tonight!",
    "We hear you! Our team is looking for it!",
    "That should not have happened! Please send us the tag!",
    "Which flight were you on? Tell us the number!",
  ])("is not what is being done about it, called out or not: %s", (draft) => {
    expect(find(input(draft, said), "TONE_CHEERFUL")).toBeUndefined();
  });
});

describe("PROMO_IN_COMPLAINT", () => {
  it("hints at an offer that rests on a price and a package, unless the comment speaks of them", () => {
    const draft = "Upgrade to a Quiet Deck suite next time, £49 a night.";
    const noisy: Said[] = [["member", "The engine noise kept us awake, terrible crossing"]];
    expect(find(input(draft, noisy), "PROMO_IN_COMPLAINT")?.strength).toBe("hint");
    const told: Said[] = [["member", "You told me to upgrade to a suite at £49 a night, terrible crossing"]];
    expect(find(input(draft, told), "PROMO_IN_COMPLAINT")).toBeUndefined();
  });

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

it("asks under a wrong name in the middle of a sentence too", () => {
  const given = input("Cheers Andrew, we have been chasing that for a year.", [["member", "Fast and good"]]);
  expect(find(given, "WRONG_NAME")).toMatchObject({ strength: "ask", params: { name: "Andrew" } });
  const right = input("Kiva kuulla, Anna, nopeutta metsästettiin vuosi.", [["member", "Nopea on"]]);
  expect(find(right, "WRONG_NAME")).toBeUndefined();
});

describe("in a crisis", () => {
  const crisis = { crisis: true };
  it("asks under a question too, where no complaint is, and whatever was heeded before", () => {
    const said: Said[] = [["member", "Is the recalled kettle still in your shops?"]];
    const draft = "Awesome question, we love it! 🎉";
    expect(find(input(draft, said), "TONE_CHEERFUL")).toBeUndefined();
    const asked = find(input(draft, said, { ...crisis, demoted: ["TONE_CHEERFUL"] }), "TONE_CHEERFUL");
    expect(asked).toMatchObject({ strength: "ask", demoted: false, params: { crisis: "yes" } });
  });

  it("leaves sober answers and plain praise alone, but not praise that asks", () => {
    const sober = input(
      "We take it back in every shop, with no receipt.",
      [["member", "Where do I return it?"]],
      crisis,
    );
    expect(find(sober, "TONE_CHEERFUL")).toBeUndefined();
    const mixed: Said[] = [["member", "Love the colour, but is the recalled lid on mine too?"]];
    expect(find(input("Wonderful news, we love it! 🎉", mixed, crisis), "TONE_CHEERFUL")?.strength).toBe("ask");
    const praise = input("Wonderful, thank you! 🎉", [["member", "I love my kettle, thank you"]], crisis);
    expect(find(praise, "TONE_CHEERFUL")).toBeUndefined();
  });
});
