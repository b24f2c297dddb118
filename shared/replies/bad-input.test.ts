import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { type CheckInput, checkReply } from "./check.ts";
import { type DetectLanguage, loadDetector } from "./language.ts";
import { usableFirstName } from "./names.ts";
import { buildEarlierIndex } from "./nearest.ts";
import { CheckResult, type EarlierReply } from "./schema.ts";

let detect: DetectLanguage;
beforeAll(async () => {
  detect = await loadDetector();
});

const input = (draft: string, comment = "My lid cracked, what now?", memberName = "Anna Kowalska"): CheckInput => ({
  draft,
  templateBody: "Hi {{member.name|vocative}}, we are sorry about the lid of your kettle.",
  templateValues: { "member.firstName": "Anna" },
  thread: {
    id: "t9",
    memberName,
    otherNames: [],
    messages: [{ author: "member", text: comment, lang: null }],
    lang: null,
  },
  teamNames: [],
  earlier: buildEarlierIndex([]),
  recentOpenings: ["Hi", ""],
  limit: 300,
  public: true,
  languages: ["en", "tr", "fi", "pl"],
  allowedContacts: [],
  templates: ["Thank you for the photo, we showed it to the people who build it."],
  openThreads: [{ id: "t1", memberName: "Mert", text: "Where is my parcel?" }],
  signature: "^AK",
  detect,
});

describe("odd drafts", () => {
  const odd: [string, string][] = [
    ["empty", ""],
    ["spaces", "   \n "],
    ["only zero width", "\u200B\u200D"],
    ["only emoji", "🎉👩‍👩‍👧‍👦🇹🇷"],
    ["only a link", "https://lumi.example/x?utm_source=a"],
    ["10,000 letters", "x".repeat(10_000)],
    ["10,000 signs of everything", "Hi Anna! {{a}} ışık? 🙂 @x https://a.b/c ".repeat(250)],
    ["10,000 braces", "{".repeat(10_000)],
    ["10,000 spaces and a name", `Hi ${" ".repeat(10_000)}Anna`],
    ["mixed languages", "Hei Anna, kapak için üzgünüz, wyślemy nową, sorry."],
    ["right to left", "مرحبا آنا، نأسف بشأن الغطاء المكسور"],
    ["half an emoji", "Hi Anna \uD83D"],
    ["NUL", "Hi Anna\u0000, ok"],
  ];
  it.each(odd)("%s: a result that can go on the wire, with its marks inside the text", (_, draft) => {
    for (const comment of ["My lid cracked, what now?", "", draft]) {
      const result = checkReply(input(draft, comment));
      expect(CheckResult.parse(result)).toEqual(result);
      for (const { spans } of result.warnings)
        for (const { from, to } of spans) expect(from >= 0 && from <= to && to <= draft.length).toBe(true);
    }
  });

  it("never crash, whatever is written", () => {
    const any = fc.string({ unit: "grapheme", maxLength: 80 });
    fc.assert(
      fc.property(any, any, any, (draft, comment, name) => {
        const result = checkReply(input(draft, comment, name));
        for (const { spans } of result.warnings)
          for (const { to } of spans) expect(to).toBeLessThanOrEqual(draft.length);
      }),
    );
  });

  it("hide nothing by signs without width: the slot, the name and the repeat are found, and marked where they are", () => {
    const hidden = (text: string) => [...text].join("\u200B");
    const draft = hidden("Hi Mark, your order {{order}} left.");
    const { warnings } = checkReply(input(draft));
    expect(warnings.map(({ code }) => code)).toEqual(expect.arrayContaining(["PLACEHOLDER", "WRONG_NAME"]));
    const [slot] = warnings.find(({ code }) => code === "PLACEHOLDER")!.spans;
    expect(draft.slice(slot!.from, slot!.to).replaceAll("\u200B", "")).toBe("{{order}}");
    const said = "A new lid leaves our workshop in Tampere tomorrow morning by courier.";
    const sent: EarlierReply = { id: "r1", threadId: "t1", text: said, sentAt: "2026", memberName: "Mert", lang: "en" };
    const repeat = { ...input(hidden(said)), earlier: buildEarlierIndex([sent]) };
    expect(checkReply(repeat).nearest?.similarity).toBe(1);
  });

  it.each(["O'Brien", "D'Angelo Rivers", "D’Angelo"])("know a name with an apostrophe of its own: %s", (member) => {
    const name = usableFirstName(member)!;
    expect(
      checkReply(input(`Hi ${name}, which size is the lid?`, undefined, member)).warnings.map(({ code }) => code),
    ).not.toContain("WRONG_NAME");
  });
});

describe("the index while replies come and go", () => {
  const words = fc.array(fc.constantFrom("kettle", "lid", "leaks", "ışık", "Łódź", "tea", "24", "we", "will", "see"), {
    minLength: 1,
    maxLength: 8,
  });
  const step = fc.tuple(fc.nat(12), words, fc.boolean());
  const reply = (id: number, text: string, at: number): EarlierReply => ({
    id: `r${id}`,
    threadId: `t${id}`,
    text,
    sentAt: String(at).padStart(6, "0"),
    memberName: "",
    lang: "en",
  });

  it("answers as one built of what is left", () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), words, (steps, asked) => {
        const index = buildEarlierIndex([]);
        const left = new Map<string, EarlierReply>();
        for (const [at, [id, text, goes]] of steps.entries()) {
          const one = reply(id, text.join(" "), at);
          if (goes) {
            expect(index.remove(one.id)).toBe(left.delete(one.id));
          } else {
            index.add(one);
            left.set(one.id, one);
          }
        }
        expect(index.size).toBe(left.size);
        const built = buildEarlierIndex([...left.values()]);
        expect(index.nearest(asked.join(" "))).toEqual(built.nearest(asked.join(" ")));
        expect(index.rarity(asked[0]!)).toBe(built.rarity(asked[0]!));
      }),
    );
  });

  it("keeps the newest of its window, in whatever order they came", () => {
    const texts = ["one lid", "two spouts", "three handles", "four bases"];
    const replies = texts.map((text, at) => reply(at, text, at));
    for (const order of [replies, replies.toReversed()]) {
      const built = buildEarlierIndex(order, 2);
      expect(built.size).toBe(2);
      expect(built.nearest("one lid")?.id).not.toBe("r0");
      built.add(reply(9, "five lids", 9));
      expect(built.size).toBe(2);
      expect(built.nearest("four bases")?.id).toBe("r3");
      expect(built.nearest("five lids")?.id).toBe("r9");
    }
  });
});
