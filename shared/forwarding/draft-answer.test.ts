import { describe, expect, it } from "vitest";
import { draftAnswers, framesAt, greetingOf, quotesOf, sentencesOf } from "#shared/forwarding/draft-answer.ts";
import { leaveOut } from "#shared/forwarding/leave-out.ts";
import { mailTexts } from "#shared/forwarding/texts/en.ts";
import { checkReply } from "#shared/replies/check.ts";
import { buildEarlierIndex } from "#shared/replies/nearest.ts";

const answer = {
  lang: "en",
  text: "Springs of lot 26-09 lose tension after about 20 days. Until the new lid arrives, keep below the max line. New lids leave on Monday. For one we need the number under the base.",
};
const said = [
  "The lid on mine stopped locking after three weeks",
  "Mine pops open while it boils, scary with kids around",
  "Steam burns my hand because the lid will not stay shut",
  "Second kettle, same lid, same fault; I am tired of it",
  "It was a gift for my mother and now it drips on the table",
];
const follower = (at: number, more: object = {}) => ({
  threadId: `t${at}`,
  name: ["Hannah Whitfield", "Mark Lee", "Priya Nair", "Tom Wood", "Anna Bell"][at % 5] ?? "",
  lang: "en" as string | null,
  text: said[at % 5] ?? "",
  greeting: null,
  limit: 5000,
  ...more,
});

describe("a public answer drafted for each follower", () => {
  it("greets each by name, takes up their words, and says the facts", () => {
    const [first] = draftAnswers([follower(0)], answer);
    expect(first?.text).toMatch(/^Hi Hannah, you wrote “The lid on mine stopped locking after three weeks”/);
    expect(first?.text).toContain("Springs of lot 26-09 lose tension after about 20 days.");
    expect(first).toMatchObject({ lang: "en", translate: false });
  });
  it("greets as the brand's templates do", () => {
    const greeting = greetingOf("Dear {{member.firstName|friend}}, thank you for writing.");
    expect(greeting).toBe("Dear {{member.firstName|friend}},");
    expect(greetingOf("Thank you for writing, all is well.")).toBeNull();
    expect(draftAnswers([follower(0, { greeting })], answer)[0]?.text).toMatch(/^Dear Hannah, /);
  });
  it.each([
    ["pl", "Marek Lis", "Cześć {{member.name|vocative}}, dziękujemy.", /^Cześć Marku, /],
    ["pl", "Anna Sowa", "Szanowna {{member.firstName|formal}}, dziękujemy.", /^Szanowna Pani Anno, /],
    ["tr", "Ayşe Kaya", "Merhaba {{member.firstName|formal}}, teşekkürler.", /^Merhaba Ayşe Hanım, /],
    ["pl", "Piotr Wilk", "Nic tu nie wita.", /Piotrze[,!]/],
  ])("declines the name by the language of the greeting, in %s to %s", (lang, name, body, opening) => {
    const greeting = greetingOf(body);
    const [draft] = draftAnswers([follower(0, { lang, name, greeting, text: "" })], { ...answer, lang });
    expect(draft?.text).toMatch(opening);
  });
  it("speaks the follower's language, and holds back facts that nobody put into it yet", () => {
    const [draft] = draftAnswers(
      [follower(0, { lang: "tr", name: "Gökhan Şimşek", text: "Kapağın yayı iki haftada gevşedi" })],
      answer,
    );
    expect(draft).toMatchObject({ lang: "tr", translate: true });
    expect(draft?.text).toMatch(/^Merhaba Gökhan, “Kapağın yayı iki haftada gevşedi”/);
    expect(codesOf(draft?.text ?? "", "tr", [])).toContain("PLACEHOLDER");
  });
  it("counts as said only what its blank for a translator holds whole", () => {
    const turkish = (text: string) => draftAnswers([follower(0, { lang: "tr" })], { lang: "en", text })[0];
    const facts = [
      "Springs of lot 26-09 lose tension after about 20 days of boiling water every morning.",
      "Until the new lid arrives, keep the water below the max line and pour it slowly.",
      "New lids leave the house on Monday and are with everybody by the end of that week.",
    ];
    const draft = turkish(facts.join(" "));
    const blank = /\{\{(.*)\}\}/.exec(draft?.text ?? "")?.[1] ?? "";
    expect(blank).toContain(facts[0]);
    expect(draft?.unsaid).toEqual(facts.filter((fact) => !blank.includes(fact)));
    expect(draft?.unsaid).toHaveLength(1);
    const endless = `${"Springs of lot 26-09 lose tension ".repeat(7).trim()}.`;
    expect(turkish(endless)?.unsaid).toEqual([endless]);
    expect(turkish(endless)?.text).toContain("{{Springs of lot 26-09");
  });
  it("gives five followers drafts that the personalization check does not call the same text", () => {
    const drafts = draftAnswers(
      [0, 1, 2, 3, 4].map((at) => follower(at)),
      answer,
    );
    const sent: string[] = [];
    for (const draft of drafts) {
      expect(codesOf(draft.text, "en", sent), draft.text).not.toContain("REPEAT_RECENT:warn");
      sent.push(draft.text);
    }
    expect(new Set(drafts.map((draft) => draft.text)).size).toBe(5);
  });
  it("gives twenty-seven followers of one language drafts of which the check warns at none", () => {
    const things = [
      "The lid",
      "That click lid",
      "My second lid",
      "The top",
      "The cover",
      "The cap",
      "The latch",
      "The hinge",
      "The flap",
    ];
    const faults = [
      "has stopped locking since the weekend",
      "springs open whenever water boils",
      "will not stay shut for my mother",
    ];
    const people =
      "Ann Ben Cleo Dan Eve Finn Gail Hugh Iris Jack Kay Liam Mia Ned Oona Pia Quin Rob Sue Tom Una Vic Will Xena Yves Zoe Amy";
    const followers = people.split(" ").map((name, at) => {
      const text = `${things[at % 9]} ${faults[Math.floor(at / 9)]}, number ${at}, and steam comes out of it`;
      return follower(at, { threadId: `of${at}`, name: `${name} Lee`, text });
    });
    const sent: string[] = [];
    for (const [at, { text, unsaid }] of draftAnswers(followers, answer).entries()) {
      const codes = codesOf(text, "en", sent, followers[at]?.name).filter(
        (code) => code.endsWith(":warn") || code.endsWith(":ask"),
      );
      expect(codes, text).toEqual([]);
      expect(text).toContain("Springs of lot 26-09 lose tension");
      for (const fact of unsaid) expect(text).not.toContain(fact);
      sent.push(text);
    }
    expect(new Set(sent).size).toBe(27);
  });
  it("says the whole answer to few, and to many two facts with the others beside the draft", () => {
    const [few] = draftAnswers([follower(0)], answer);
    expect(few?.unsaid).toHaveLength(1);
    const [first] = draftAnswers(
      [0, 1, 2, 3, 4, 5, 6].map((at) => follower(at)),
      answer,
    );
    expect(first?.unsaid).toHaveLength(2);
    expect(sentencesOf(answer.text)).toEqual(expect.arrayContaining(first?.unsaid ?? []));
  });
  it("fits what the follower's network takes: without its closing, then with fewer facts, then without their words", () => {
    const fitted = (limit: number) => draftAnswers([follower(0, { limit })], answer)[0];
    expect(fitted(300)?.text.length).toBeLessThanOrEqual(300);
    expect(fitted(300)?.text).toContain("Springs of lot 26-09 lose tension");
    expect(fitted(210)?.unsaid.length).toBeGreaterThan(1);
    expect(fitted(170)?.text.length).toBeLessThanOrEqual(170);
    expect(fitted(5000)?.text).toContain("Tell us here if yours behaves differently.");
    expect(fitted(20)?.text).toContain("Springs of lot 26-09 lose tension");
  });
  it("says no bare yes or no, which answers a question the follower never asked", () => {
    const [draft] = draftAnswers([follower(0)], { ...answer, text: `Yes. ${answer.text}` });
    expect(draft?.text).not.toContain("Yes.");
    expect(draftAnswers([follower(0)], { ...answer, text: "Yes." })[0]?.text).toContain("Yes.");
  });
  it("lets no two of forty-five share more than one of opening, turn and closing", () => {
    const all = Array.from({ length: 45 }, (_, at) => Object.values(framesAt(at, 9, 7, 9)));
    for (const [at, one] of all.entries())
      for (const other of all.slice(0, at)) expect(one.filter((frame, n) => frame === other[n]).length).toBeLessThan(2);
  });
  it("is exactly what the check warns of when the same words go to everybody, to the second as to the 27th", () => {
    const same = "Hello, springs of lot 26-09 lose tension after about 20 days, so keep below the max line please.";
    for (const times of [1, 26]) expect(codesOf(same, "en", Array(times).fill(same))).toContain("REPEAT_RECENT:warn");
  });
  it("breaks sentences neither at lots nor at initials", () => {
    expect(sentencesOf("Lot 26-09 is slack. Ask M. Wójcik. New lids leave on Monday!")).toEqual([
      "Lot 26-09 is slack.",
      "Ask M. Wójcik.",
      "New lids leave on Monday!",
    ]);
  });
  it("takes up no private detail and no markup", () => {
    expect(quotesOf("Mail me at hannah@example.org about <b>the lid that leaks</b>", "The lid leaks.")).toEqual([]);
    expect(quotesOf("Call me on 0532 123 45 67, the lid {{leaks}} badly every day", "")).toEqual([
      "the lid leaks badly every day",
    ]);
  });
});

it("what a department does not need is left out and named", () => {
  expect(leaveOut("Write to hannah@example.org, order no. 12345.", mailTexts.leftOut)).toEqual({
    text: "Write to [mail address], order no. [order number].",
    count: 2,
  });
  expect(leaveOut("The lid leaks.", mailTexts.leftOut)).toEqual({ text: "The lid leaks.", count: 0 });
});

function codesOf(draft: string, lang: string, earlier: string[], memberName = "Hannah Whitfield"): string[] {
  const replies = earlier.map((text, at) => ({
    id: `r${at}`,
    threadId: `earlier${at}`,
    text,
    sentAt: "2026-11-18T09:00:00.000Z",
    memberName: "Somebody",
    lang,
  }));
  const { warnings } = checkReply({
    draft,
    templateBody: null,
    templateValues: {},
    thread: {
      id: "here",
      memberName,
      otherNames: ["Mark Lee", "Priya Nair", "Tom Wood", "Anna Bell"],
      messages: [],
      lang,
    },
    teamNames: [],
    earlier: buildEarlierIndex(replies),
    recentOpenings: earlier,
    limit: 1000,
    public: true,
    languages: ["en", "tr"],
    allowedContacts: [],
    detect: null,
  });
  return warnings.flatMap((warning) => [warning.code, `${warning.code}:${warning.strength}`]);
}
