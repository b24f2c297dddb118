import { describe, expect, it } from "vitest";
import { likeFrom, likeness, stemsOf, weightsOf, wordsBehind } from "#shared/forwarding/like.ts";
import { type EarlierChoice, suggestDepartments } from "#shared/forwarding/suggest.ts";

const departments = [
  { id: "logistics", topics: ["parcel", "courier", "kargo"], labelIds: ["delivery"], brandIds: null },
  { id: "quality", topics: ["lid", "leak", "kapak", "spare part"], labelIds: ["lid"], brandIds: null },
  { id: "shop", topics: ["price"], labelIds: [], brandIds: ["villa"] },
];
const feedback = (text: string, labelIds: string[] = [], brandId = "lumi") => ({
  text,
  labelIds,
  brandId,
  stems: stemsOf(text),
});
const chose = (departmentId: string, text: string, suggestedId: string | null = null): EarlierChoice => ({
  departmentId,
  suggestedId,
  stems: stemsOf(text),
  labelIds: [],
});
const ids = (text: string, labelIds?: string[], earlier: EarlierChoice[] = [], brand?: string) =>
  suggestDepartments(feedback(text, labelIds, brand), departments, earlier).map((one) => one.departmentId);

describe("the department of a feedback", () => {
  it("is told by its words, in any form and case, with the words as the reason", () => {
    const [first] = suggestDepartments(feedback("The LID leaks since Monday"), departments, []);
    expect(first).toMatchObject({ departmentId: "quality", sure: true });
    expect(first?.reasons).toEqual([{ kind: "words", words: ["lid", "leak"] }]);
    expect(ids("Kargom on gündür yok")).toEqual(["logistics"]);
    expect(ids("Are there spare parts?")).toEqual(["quality"]);
  });
  it("does not take a short word for the beginning of a longer one", () => {
    expect(ids("The lidar of my robot is broken")).toEqual([]);
  });
  it("is told by labels, and a department of another brand is left out", () => {
    expect(ids("It did not come.", ["delivery"])).toEqual(["logistics"]);
    expect(ids("The price is high")).toEqual([]);
    expect(ids("The price is high", [], [], "villa")).toEqual(["shop"]);
  });
  it("says nothing where there is no reason", () => {
    expect(ids("What a lovely colour")).toEqual([]);
  });
  it("learns from what people chose for like feedback, against its own rules", () => {
    const text = "The lid colour fades in the sun";
    expect(ids(text)[0]).toBe("quality");
    const earlier = [
      chose("shop2", "The lid colour fades after a summer in the sun", "quality"),
      chose("shop2", "Colour of the lid fades, sun on the window", "quality"),
    ];
    const all = suggestDepartments(
      feedback(text),
      [...departments, { id: "shop2", topics: [], labelIds: [], brandIds: null }],
      earlier,
    );
    expect(all[0]).toMatchObject({ departmentId: "shop2", reasons: [{ kind: "earlier", count: 2, of: 2 }] });
    expect(all.find((one) => one.departmentId === "quality")).toBeUndefined();
  });
  it("is sure only with a clear lead", () => {
    const [first] = suggestDepartments(
      feedback("The lid leaks and the parcel was late, courier rude"),
      departments,
      [],
    );
    expect(first?.sure).toBe(false);
  });
});

describe("the same feedback", () => {
  const lid = [
    "My lid leaks when it boils",
    "The lid has been leaking since it boiled dry",
    "Kapağın yayı gevşedi",
    "Love the sage green",
  ];
  const stems = lid.map(stemsOf);
  const weigh = weightsOf(stems);
  const like = (a: number, b: number, labels: string[] = []) =>
    likeness({ stems: stems[a] ?? [], labelIds: labels }, { stems: stems[b] ?? [], labelIds: labels }, weigh);
  it("is found by folded words cut to their stems, and says by which", () => {
    const found = like(0, 1);
    expect(found.score).toBeGreaterThan(likeFrom);
    expect(wordsBehind(lid[1] ?? "", found.words)).toEqual(expect.arrayContaining(["leaking", "lid"]));
    expect(like(0, 3).score).toBe(0);
  });
  it("is never found by a label alone", () => {
    expect(like(0, 2, ["lid"])).toMatchObject({ words: [], labels: ["lid"] });
    expect(like(0, 2, ["lid"]).score).toBeLessThan(likeFrom);
  });
});
