import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { editsOf, type SentWithTemplate } from "./template-edits.ts";

const body =
  "Hi {{member.firstName|there}}, we are sorry for the inconvenience. The service desk in Leeds will call you back. Thank you for your patience.";
const sent = (text: string, more: Partial<SentWithTemplate> = {}): SentWithTemplate => ({
  text,
  body,
  lang: "en",
  firstName: "Anna",
  ...more,
});
const say = (middle: string, end = "Thank you for your patience.", name = "Anna") =>
  `Hi ${name}, ${middle} The service desk in Leeds will call you back. ${end}`;

describe("the edits people most often made", () => {
  it("are the places changed by most, with the words most often written there", () => {
    const edits = editsOf(body, [
      sent(say("that must have been a cold cup of tea.", "Bear with us.")),
      sent(say("that must have been a cold cup of tea.")),
      sent(say("a lid like that should not leave our house.")),
      sent(say("we are sorry for the inconvenience.", "Bear with us!")),
    ]);
    expect(edits.map(({ before, after, count }) => [before, after, count])).toEqual([
      ["we are sorry for the inconvenience", "that must have been a cold cup of tea", 3],
      ["Thank you for your patience", "Bear with us", 2],
    ]);
  });

  it("stand in the template's own text when they are taken over, its slots untouched", () => {
    const text = say("we are sorry for the inconvenience.", "Bear with us.");
    const [edit] = editsOf(body, [sent(text), sent(text)]);
    expect(edit?.body).toBe(body.replace("Thank you for your patience.", "Bear with us."));
  });

  it("are none when nobody made the same twice, or only a slot was filled", () => {
    expect(editsOf(body, [sent(say("we are sorry for the inconvenience."))])).toEqual([]);
    const filled = sent(say("we are sorry for the inconvenience.", undefined, "Beth"), { firstName: "Beth" });
    expect(editsOf(body, [filled, filled, filled])).toEqual([]);
  });

  it("leave out what was sent with another text of the template, and what is another text altogether", () => {
    const old = sent(say("x y z."), { body: "Something else stood here then, of quite another kind." });
    const own = sent("Completely new words for a person with a kettle that whistles at night, and nothing else.");
    expect(editsOf(body, [old, old, own, own])).toEqual([]);
  });

  it("carry nobody's name and number into the template", () => {
    const text = say(
      "we are sorry for the inconvenience.",
      "Anna, write to anna@example.com or call +44 20 7946 0958.",
    );
    const [edit] = editsOf(body, [sent(text), sent(text)]);
    expect(edit?.after).toContain("{{member.firstName}}");
    expect(edit?.after).not.toMatch(/example\.com|7946/);
  });

  it("leave a legal passage and its marks whole", () => {
    const legal = `${body} [[legal]]This is no legal advice and binds nobody.[[/legal]]`;
    const text = `${say("that must have been cold.")} This is no legal advice and binds nobody.`;
    const edits = editsOf(legal, [sent(text, { body: legal }), sent(text, { body: legal })]);
    expect(edits[0]?.body).toContain("[[legal]]This is no legal advice and binds nobody.[[/legal]]");
  });

  it("never crash and never lose a slot, whatever was sent", () => {
    const text = fc.string({ unit: "grapheme", maxLength: 200 });
    fc.assert(
      fc.property(text, text, text, (before, middle, after) => {
        const template = `${before} {{member.firstName}} ${middle}`;
        const replies = [`${before} Anna ${after}`, `${after} Anna ${middle}`, after].map((one) =>
          sent(one, { body: template }),
        );
        for (const edit of editsOf(template, [...replies, ...replies]))
          expect(edit.body).toContain("{{member.firstName}}");
      }),
    );
  });
});
