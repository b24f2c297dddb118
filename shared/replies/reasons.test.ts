import { beforeAll, describe, expect, it } from "vitest";
import { draftUnder, find, marked, type Said } from "./draft-under.ts";
import { type DetectLanguage, loadDetector } from "./language.ts";
import { buildEarlierIndex } from "./nearest.ts";
import type { WarningCode } from "./schema.ts";

let detect: DetectLanguage;
beforeAll(async () => {
  detect = await loadDetector();
});

const input = draftUnder(() => detect);

describe("what a reply leaves unsaid", () => {
  const comment = "The thermostat of my kettle broke after the second descaling, what should I do?";

  it("hints at a missing name with its right form, but never on praise", () => {
    const polish = input("Dzień dobry, przykro nam z powodu pokrywki, wyślemy nową.", [
      ["member", "Pokrywka pękła po tygodniu, co teraz?"],
    ]);
    expect(find(polish, "NAME_MISSING")).toMatchObject({
      strength: "hint",
      help: { kind: "insert", text: " Anno", at: 11 },
    });
    expect(
      find(input("Thank you, that made our day.", [["member", "Love this kettle, thank you"]]), "NAME_MISSING"),
    ).toBeUndefined();
    expect(
      find(input("Sorry about the lid.", [["member", "My lid broke"]], {}, "teapot_99"), "NAME_MISSING"),
    ).toBeUndefined();
  });

  it("hints when nothing of the comment is taken up, with its rarest words, and never more than hints alone", () => {
    const found = find(
      input("We take this very seriously and will do our best.", [["member", comment]]),
      "ECHOES_NOTHING",
    );
    expect(found?.strength).toBe("hint");
    expect(found?.help).toMatchObject({ kind: "takeUp" });
    expect(found?.help?.kind === "takeUp" && comment.includes(found.help.words[0]!)).toBe(true);
    expect(
      find(input("The thermostat is covered, a new one leaves today.", [["member", comment]]), "ECHOES_NOTHING"),
    ).toBeUndefined();
  });

  it("hints at a question nobody answers", () => {
    const asked: Said[] = [["member", "Does the small one fit an induction hob?"]];
    expect(
      find(input("@anna We appreciate your interest in our brand.", asked), "QUESTION_UNANSWERED")?.comment?.spans,
    ).toHaveLength(1);
    expect(find(input("Yes, and the large one too.", asked), "QUESTION_UNANSWERED")).toBeUndefined();
  });

  it("hints at an apology for nothing", () => {
    const empty = "We apologize for any inconvenience. We are doing our best for you.";
    expect(marked(empty, find(input(empty, [["member", comment]]), "EMPTY_APOLOGY"))).toEqual([
      "We apologize for any inconvenience.",
    ]);
    expect(
      find(input("We are sorry that the thermostat broke.", [["member", comment]]), "EMPTY_APOLOGY"),
    ).toBeUndefined();
  });

  it("misses the initials a brand signs with", () => {
    const said: Said[] = [["member", comment]];
    const help = { kind: "insert", text: " ^AK", at: 9 };
    expect(find(input("It works.", said, { signature: "^AK" }), "SIGNATURE_OFF")).toMatchObject({
      strength: "hint",
      help,
    });
    expect(find(input("It works. ^AK", said, { signature: "^AK" }), "SIGNATURE_OFF")).toBeUndefined();
  });
});

describe("the thread so far", () => {
  it("warns when something is asked for that was given", () => {
    const said: Said[] = [
      ["member", "Order 4711-2290 never arrived"],
      ["brand", "Looking."],
      ["member", "Any news?"],
    ];
    const draft = "Could you send us your order number?";
    const found = find(input(draft, said), "ASKS_AGAIN");
    expect(found).toMatchObject({ strength: "warn", params: { given: "4711-2290" }, comment: { message: 0 } });
    expect(find(input("Thank you for your order number.", said), "ASKS_AGAIN")).toBeUndefined();
    expect(find(input(draft, [["member", "It never arrived"]]), "ASKS_AGAIN")).toBeUndefined();
  });

  it("warns when somebody is sent away for the second time", () => {
    const away = "Sorry, please send us a DM.";
    const said: Said[] = [
      ["member", "It broke"],
      ["brand", away],
      ["member", "I did, nobody answered"],
    ];
    expect(find(input("Please write us a DM: contact us here.", said), "SENDS_AWAY")?.comment).toMatchObject({
      message: 1,
    });
    expect(find(input(away, [["member", "It broke"]]), "SENDS_AWAY")).toBeUndefined();
    expect(
      find(input("Unscrew the lid, dry the contact plate and put it back. Or send us a DM.", said), "SENDS_AWAY"),
    ).toBeUndefined();
  });

  it("warns about a draft older than the newest message", () => {
    const said: Said[] = [
      ["member", "It broke", "2026-11-02T09:00:00.000Z"],
      ["member", "Found it, solved", "2026-11-02T09:30:00.000Z"],
    ];
    const stale = find(input("Which lid?", said, { draftBegan: { at: "2026-11-02T09:10:00.000Z" } }), "STALE_DRAFT");
    expect(stale).toMatchObject({ strength: "warn", params: { count: 1 }, comment: { message: 1 } });
    expect(
      find(input("Which lid?", said, { draftBegan: { at: "2026-11-02T09:31:00.000Z" } }), "STALE_DRAFT"),
    ).toBeUndefined();
  });

  it("warns when another open thread fits better, and says which", () => {
    const draft = "The induction hob needs a magnetic base, the copper spout is fine.";
    const openThreads = [
      { id: "t4", memberName: "Mert", text: "Will the copper spout and the magnetic base work on an induction hob?" },
      { id: "t5", memberName: "Aino", text: "When does the shop in Tampere open?" },
      { id: "t9", memberName: "Anna", text: "My parcel is late" },
    ];
    const found = find(input(draft, [["member", "My parcel is late"]], { openThreads }), "ANSWERS_OTHER");
    expect(found).toMatchObject({
      strength: "warn",
      params: { member: "Mert" },
      help: { kind: "openThread", threadId: "t4" },
    });
    expect(find(input(draft, [["member", openThreads[0]!.text]], { openThreads }), "ANSWERS_OTHER")).toBeUndefined();
  });

  it("knows no wrong name where no name is known, but hears two", () => {
    const first: Said[] = [["member", "It broke"]];
    expect(find(input("Hi Jake, which one?", first, {}, "member0042"), "WRONG_NAME")).toBeUndefined();
    const said: Said[] = [...first, ["brand", "Hi Jake, which one?"], ["member", "The small one"]];
    expect(find(input("Hi Jack, thank you.", said, {}, "member0042"), "WRONG_NAME")?.help).toMatchObject({
      kind: "replace",
      text: "Jake",
    });
  });
});

describe("asking for private details in public", () => {
  it("asks first, unless it is asked for in private", () => {
    const said: Said[] = [["member", "My order never arrived"]];
    expect(find(input("Please reply with your email address below.", said), "PRIVATE_PUBLIC")?.params).toMatchObject({
      kind: "email",
      asks: "yes",
    });
    expect(find(input("Please send your email address as a private message.", said), "PRIVATE_PUBLIC")).toBeUndefined();
  });
});

describe("what people rarely heed", () => {
  it("becomes a hint, but never a raw slot", () => {
    const demoted: WarningCode[] = ["TONE_CHEERFUL", "PLACEHOLDER"];
    const given = input("Awesome! {{order}} 🎉", [["member", "My kettle arrived broken"]], { demoted });
    expect(find(given, "TONE_CHEERFUL")).toMatchObject({ strength: "hint", demoted: true });
    expect(find(given, "PLACEHOLDER")).toMatchObject({ strength: "ask", demoted: false });
  });
});

describe("templates and their legal passages", () => {
  const legal =
    "[[legal]]Returns are accepted within thirty days under the general terms of sale of Lumi Kettle Oy.[[/legal]]";
  it("are known when pasted by hand", () => {
    const body = "Thank you for the photo, we showed it to the people who build the kettle in Tampere.";
    const pasted = input(
      "Thank you for the photo, we showed it to the people who build the kettle in Tampere.",
      [["member", "It broke"]],
      { templates: [body] },
    );
    expect(find(pasted, "TEMPLATE_VERBATIM")?.strength).toBe("warn");
  });

  it("count for nothing when two replies share only them", () => {
    const passage = legal.replace(/\[\[\/?legal\]\]/g, "");
    const sent = {
      id: "r1",
      threadId: "t1",
      text: `The lid leaves Tampere tomorrow morning by courier. ${passage}`,
      sentAt: "2026",
      memberName: "Mert",
      lang: "en",
    };
    const draft = `Does the switch still click when the water boils? ${passage}`;
    const said: Said[] = [["member", "It broke"]];
    const templates = [`Dear customer ${legal}`];
    const marked = buildEarlierIndex([sent], 5000, [passage]);
    expect(find(input(draft, said, { earlier: buildEarlierIndex([sent]) }), "REPEAT_RECENT")).toBeDefined();
    expect(find(input(draft, said, { earlier: marked, templates }), "REPEAT_RECENT")).toBeUndefined();
  });
});

describe("WRONG_NAME outside the greeting", () => {
  it.each([
    ["Beğenmenize sevindik Oğuz Bey!", true],
    ["Kapak yolda, Ahmet Bey sizi yarın arayacak.", false],
    ["Przykro nam, panie Czesławie, wyślemy nową.", true],
    ["Od dziś sprawę prowadzę tylko ja, Łukasz.", false],
    ["Your lid is on its way, Emily!", true],
    ["Your lid is on its way. Regards, Emily!", false],
  ])("%s", (draft, fires) => {
    expect(find(input(draft, [["member", "My lid broke"]]), "WRONG_NAME") !== undefined).toBe(fires);
  });
});
