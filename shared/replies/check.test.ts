import { beforeAll, describe, expect, it } from "vitest";
import { type CheckInput, checkReply } from "./check.ts";
import { type DetectLanguage, loadDetector } from "./language.ts";
import { buildEarlierIndex } from "./nearest.ts";
import { CheckResult, type EarlierReply, type WarningCode } from "./schema.ts";

let detect: DetectLanguage;
beforeAll(async () => {
  detect = await loadDetector();
});

const lid = "We are sorry about the cracked lid, a new one leaves our workshop in Tampere tomorrow morning.";
const sent = (text: string, more: Partial<EarlierReply> = {}): EarlierReply => ({
  id: "r1",
  threadId: "t1",
  text,
  sentAt: "2026-11-02T09:12:00.000Z",
  memberName: "Emily Hart",
  lang: "en",
  ...more,
});

const input = (
  draft: string,
  more: Partial<CheckInput> = {},
  comment = "My lid cracked after one week, what now?",
): CheckInput => ({
  draft,
  templateBody: null,
  templateValues: { "member.firstName": "Anna", "brand.name": "Lumi Kettle" },
  thread: {
    id: "t9",
    memberName: "Anna Kowalska",
    otherNames: ["Pekka Laine"],
    messages: [{ author: "member", text: comment, lang: null }],
    lang: null,
  },
  teamNames: ["Aino Saari", "Mert"],
  earlier: buildEarlierIndex([]),
  recentOpenings: [],
  limit: 300,
  public: true,
  languages: ["en", "tr", "fi", "pl"],
  allowedContacts: ["help@lumi.example"],
  detect,
  ...more,
});

// What a reply leaves unsaid has tests of its own (missing.test.ts); here only what it says wrongly.
const unsaid: WarningCode[] = ["NAME_MISSING", "ECHOES_NOTHING", "QUESTION_UNANSWERED", "EMPTY_APOLOGY"];
const check = (given: CheckInput): CheckResult => {
  const result = checkReply(given);
  return { ...result, warnings: result.warnings.filter(({ code }) => !unsaid.includes(code)) };
};
const codes = (given: CheckInput): WarningCode[] => check(given).warnings.map(({ code }) => code);

describe("a reply written for one person", () => {
  it.each([
    ["Hi Anna, which of the two sizes do you have?", "My lid cracked after one week, what now?"],
    ["Cześć Aniu, przykro nam z powodu pokrywki.", "Pokrywka pękła po tygodniu, co teraz?"],
    ["Merhaba Anna Hanım, kapak için çok üzgünüz.", "Kapak bir hafta sonra kırıldı, ne yapmalıyım?"],
    ["Hei Anna! Kansi vaihdetaan ilman muuta.", "Kansi meni rikki viikossa, mitä nyt?"],
  ])("raises nothing: %s", (draft, comment) => {
    expect(check(input(draft, {}, comment)).warnings).toEqual([]);
  });

  it("has a result the server can put on the wire", () => {
    const result = check(input(`Hi Mark, ${lid}`, { earlier: buildEarlierIndex([sent(lid)]), templateBody: lid }));
    expect(CheckResult.parse(result)).toEqual(result);
  });

  it("raises nothing while empty", () => {
    expect(check(input("  "))).toEqual({ warnings: [], ownWords: null, nearest: null, voice: [] });
  });
});

describe("PLACEHOLDER", () => {
  it("asks about a slot nobody filled, and marks it", () => {
    const draft = "Your order {{order}} is here.";
    const [found] = check(input(draft)).warnings;
    expect(found).toMatchObject({ code: "PLACEHOLDER", strength: "ask", params: { found: "{{order}}", count: 1 } });
    expect(found?.spans.map(({ from, to }) => draft.slice(from, to))).toEqual(["{{order}}"]);
  });
});

describe("WRONG_NAME", () => {
  it.each(["Hi Mark, thanks", "Merhaba Mehmet Bey, teşekkürler", "Hei Mikko! Kiitos", "Cześć Marku, dziękujemy"])(
    "asks: %s",
    (draft) => {
      expect(check(input(draft)).warnings[0]).toMatchObject({
        code: "WRONG_NAME",
        strength: "ask",
        params: { member: "Anna Kowalska" },
      });
    },
  );

  it.each([
    "Hi Anna, thanks",
    "Hi Ania, thanks",
    "Dzień dobry Pani Anno, dziękujemy",
    "Hei Annalle, kiitos",
    "Dear Ms Kowalska, thanks",
    "Thanks Pekka, you are right",
    "Thanks, Aino",
    "Hi Lumi, thanks",
    "Hi there, thanks",
    "Hi @mark_99, thanks",
  ])("does not ask about the member, people in the thread, the brand or the team: %s", (draft) => {
    expect(codes(input(draft))).not.toContain("WRONG_NAME");
  });

  it("accepts a name the member signed with", () => {
    expect(codes(input("Hi Laura, thanks", {}, "The lid cracked. Laura from Leeds"))).not.toContain("WRONG_NAME");
  });
});

describe("PRIVATE_PUBLIC", () => {
  const draft = "Write to anna@example.com or to help@lumi.example please.";

  it("asks in public, about what the brand did not publish itself", () => {
    const [found] = check(input(draft)).warnings;
    expect(found).toMatchObject({ code: "PRIVATE_PUBLIC", strength: "ask", params: { kind: "email", count: 1 } });
    expect(found?.spans.map(({ from, to }) => draft.slice(from, to))).toEqual(["anna@example.com"]);
  });

  it("does not ask in a private message, nor about a link, a price or a date", () => {
    expect(codes(input(draft, { public: false }))).toEqual([]);
    expect(codes(input("See https://lumi.example/5321234567, 1 299,00 TL until 22.11.2026"))).toEqual([]);
  });
});

describe("OVER_LENGTH", () => {
  it("counts what a person counts, and marks the part too much", () => {
    const family = "👨‍👩‍👧‍👦";
    expect(codes(input(family.repeat(10), { limit: 10 }))).toEqual([]);
    const [found] = check(input(`${family.repeat(10)}ab`, { limit: 10 })).warnings;
    expect(found).toMatchObject({ code: "OVER_LENGTH", strength: "ask", params: { length: 12, limit: 10, over: 2 } });
    expect(found?.spans).toEqual([{ from: family.length * 10, to: family.length * 10 + 2 }]);
  });
});

describe("TEMPLATE_VERBATIM", () => {
  const templateBody =
    "Hi {{member.firstName|there}}, thank you for the photo, we passed it on to the people who build the kettle.";

  it("warns when only the slots differ, and says no word is one's own", () => {
    const draft = "Hi Anna, thank you for the photo, we passed it on to the people who build the kettle.";
    const result = check(input(draft, { templateBody }));
    expect(result.warnings).toMatchObject([{ code: "TEMPLATE_VERBATIM", strength: "warn", params: { changed: 0 } }]);
    expect(result.ownWords).toBe(0);
  });

  it("only hints once a sixth was changed, and says nothing of a template of five words", () => {
    const draft = "Hi Anna, thank you for the photo of your crack, we showed it to the people who build the kettle.";
    const result = check(input(draft, { templateBody }));
    expect(result.warnings).toMatchObject([{ code: "TEMPLATE_LIGHT", strength: "hint" }]);
    expect(result.ownWords).toBeCloseTo(4 / 20);
    expect(
      codes(input("Thank you so much, Anna", { templateBody: "Thank you so much, {{member.firstName}}" })),
    ).toEqual([]);
  });
});

describe("REPEAT_RECENT", () => {
  const earlier = buildEarlierIndex([sent(lid)]);

  it("warns about the same text to somebody else, with the reply and the shared words", () => {
    const draft = `Hi Anna, ${lid} -AS`;
    const { warnings, nearest } = check(input(draft, { earlier }));
    expect(warnings).toMatchObject([
      { code: "REPEAT_RECENT", strength: "warn", params: { similarity: 100, member: "Emily Hart" } },
    ]);
    expect(warnings[0]?.earlier).toMatchObject({
      id: "r1",
      threadId: "t1",
      sentAt: "2026-11-02T09:12:00.000Z",
      text: lid,
    });
    expect(warnings[0]?.earlier?.sharedWords).toContain("workshop");
    expect(warnings[0]?.spans.map(({ from, to }) => draft.slice(from, to)).join(" ")).toContain("cracked lid");
    expect(nearest).toMatchObject({ id: "r1", similarity: 1 });
  });

  it("only hints when it is largely reused, and is silent when it is not", () => {
    const half =
      "We are sorry about the cracked lid, a new one leaves our workshop tomorrow. Does the switch still click when it boils?";
    const result = check(input(half, { earlier }));
    expect(result.warnings).toMatchObject([{ code: "REPEAT_RECENT", strength: "hint" }]);
    const own = "That crack should not happen. Which size do you have, and did it fall or break while pouring?";
    expect(codes(input(own, { earlier }))).toEqual([]);
  });

  it("leaves short thanks alone", () => {
    const thanks = buildEarlierIndex([sent("Thank you so much, Emily, enjoy it!")]);
    expect(codes(input("Thank you so much, Anna, enjoy it!", { earlier: thanks }, "I love my new kettle"))).toEqual([]);
    expect(codes(input("Thank you so much, Anna, enjoy it!", { earlier: thanks }))).toContain("REPEAT_RECENT");
  });

  it("finds a Turkish repeat written in capitals", () => {
    const text = "Kapağın kırılmasına çok üzüldük, ışıklı düğmeyle birlikte yenisini yarın sabah kargoya veriyoruz.";
    const capitals = text.toLocaleUpperCase("tr");
    const comment = "Kapak bir hafta sonra kırıldı, ne yapmalıyım?";
    expect(codes(input(capitals, { earlier: buildEarlierIndex([sent(text, { lang: "tr" })]) }, comment))).toEqual([
      "REPEAT_RECENT",
    ]);
  });
});

describe("REPEAT_THREAD", () => {
  it("warns about our own reply in the same thread, from the index or from the thread", () => {
    const indexed = input(lid, { earlier: buildEarlierIndex([sent(lid, { threadId: "t9" })]) });
    expect(codes(indexed)).toEqual(["REPEAT_THREAD"]);
    const base = input(lid);
    const messages: CheckInput["thread"]["messages"] = [
      ...base.thread.messages,
      { author: "brand", text: lid, lang: "en" },
    ];
    const [found] = check({ ...base, thread: { ...base.thread, messages } }).warnings;
    expect(found).toMatchObject({
      code: "REPEAT_THREAD",
      strength: "warn",
      earlier: { id: null, threadId: "t9", text: lid },
    });
  });

  it("does not take the member's own words for ours", () => {
    expect(codes(input(lid, {}, lid))).toEqual([]);
  });
});

describe("LANG_MISMATCH", () => {
  it("warns when a Turkish comment is answered in English", () => {
    const found = check(
      input("We are sorry about your cracked lid.", {}, "Kapak bir hafta sonra kırıldı, ne yapmalıyım?"),
    );
    expect(found.warnings).toMatchObject([
      { code: "LANG_MISMATCH", strength: "warn", params: { draft: "en", comment: "tr" } },
    ]);
  });

  it("does not warn about the member's own language when a bystander had the last word", () => {
    const turkish = "Kapak bir hafta sonra kırıldı, ne yapmalıyım?";
    const asked = input("We are sorry about your cracked lid.", {}, turkish);
    expect(codes({ ...asked, thread: { ...asked.thread, lang: "en" } })).toEqual([]);
    expect(codes({ ...asked, thread: { ...asked.thread, lang: "tr" } })).toEqual(["LANG_MISMATCH"]);
  });

  it("does not warn when either is too short or in no language of the brand, or nothing can detect it", () => {
    expect(codes(input("Thank you so much!", {}, "Harika"))).toEqual([]);
    expect(codes(input("We are sorry about your cracked lid.", {}, "Der Wasserkocher ist kaputt und leckt"))).toEqual(
      [],
    );
    expect(
      codes(input("We are sorry about your cracked lid.", { detect: null }, "Kapak bir hafta sonra kırıldı")),
    ).toEqual([]);
  });
});

describe("SAME_OPENING", () => {
  const draft = "Hi Anna, thank you for reaching out about the lid, which size is it?";
  const begun = [
    "Hi Emily, thank you for reaching out to us!",
    "Thank you for reaching out, Can.",
    "Hello! Thank you for reaching out.",
  ];

  it("hints when three of the last ten begin alike, greetings aside", () => {
    const [found] = check(input(draft, { recentOpenings: ["Good news", ...begun] })).warnings;
    expect(found).toMatchObject({ code: "SAME_OPENING", strength: "hint", params: { count: 3, of: 4 } });
    expect(found?.spans.map(({ from, to }) => draft.slice(from, to))).toEqual(["thank you for reaching out"]);
  });

  it("does not hint at two, nor at an eleventh", () => {
    expect(codes(input(draft, { recentOpenings: begun.slice(1) }))).toEqual([]);
    expect(codes(input(draft, { recentOpenings: [...Array(8).fill("Good news"), ...begun] }))).toEqual([]);
  });
});

describe("several reasons", () => {
  it("come strongest first", () => {
    const earlier = buildEarlierIndex([sent(lid)]);
    const recentOpenings = [lid, lid, lid];
    const { warnings } = check(input(`Hi Mark, ${lid} {{order}}`, { earlier, recentOpenings }));
    expect(warnings.map(({ code }) => code)).toEqual(["PLACEHOLDER", "WRONG_NAME", "REPEAT_RECENT", "SAME_OPENING"]);
  });
});
