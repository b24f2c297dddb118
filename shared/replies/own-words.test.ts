import { describe, expect, it } from "vitest";
import { changedShare, commonWords, ownWordShare, passages } from "./own-words.ts";
import { contentWords, wordsOf } from "./words.ts";

const words = (text: string) => wordsOf(text, "en");

describe("words of one's own", () => {
  it("is the share of the draft that is not the template's, in order", () => {
    expect(ownWordShare(words("thank you for the photo"), words("thank you for the lovely photo Emily"))).toBeCloseTo(
      2 / 7,
    );
    expect(ownWordShare(words("thank you"), words("thank you"))).toBe(0);
    expect(ownWordShare(words("thank you"), words(""))).toBeNull();
  });

  it("counts what was dropped or added outside the slots, whichever is more", () => {
    const template = words("thank you for the photo of your kettle at home");
    expect(changedShare(template, words("Emily thank you for the photo of your kettle at home"), words("Emily"))).toBe(
      0,
    );
    expect(changedShare(template, words("thank you for the photo"), [])).toBeCloseTo(0.5);
    expect(
      changedShare(template, words(`thank you for the photo of your kettle at home ${"more ".repeat(20)}`), []),
    ).toBe(2);
  });

  it("marks runs of shared words where they stand in the draft", () => {
    const draft = words("we will surely send a new lid");
    const kept = commonWords(
      ["we", "will", "send", "a", "lid"],
      draft.map((word) => word.text),
    );
    expect(passages(draft, kept, 2)).toEqual([
      { from: 0, to: 7 },
      { from: 15, to: 21 },
    ]);
  });

  it("does not count links, handles or function words as content", () => {
    expect(words("see https://lumi.example/a and @lumi").map((word) => word.text)).toEqual(["see", "and"]);
    expect(contentWords(words("thank you for the photo")).map((word) => word.text)).toEqual(["thank", "photo"]);
  });
});
