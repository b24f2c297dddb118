import { expect, it } from "vitest";
import { briefOfDraft, draftOfCall, newCriterion, sourcesOfDraft } from "#web/features/ideas/brief-draft.ts";

const draft = draftOfCall(null, "en", "u1");

it("reads a budget with a comma and leaves out one that is none", () => {
  expect(briefOfDraft({ ...draft, amount: "1200,50", currency: "eur" }).budget).toEqual({
    amount: 1200.5,
    currency: "EUR",
  });
  expect(briefOfDraft({ ...draft, amount: "much", currency: "EUR" }).budget).toBeNull();
  expect(briefOfDraft({ ...draft, amount: "", currency: "EUR" }).budget).toBeNull();
});

it("takes goals as whole numbers above nothing", () => {
  const brief = briefOfDraft({ ...draft, goalPeople: "40", goalAdopted: "0" });
  expect([brief.goalPeople, brief.goalAdopted]).toEqual([40, null]);
});

it("keeps the key of a criterion while its words change, and gives a new one a key nobody has", () => {
  const criteria = [
    { key: "c1", name: "" },
    { key: "c3", name: " safe with one hand " },
  ];
  expect(briefOfDraft({ ...draft, criteria }).criteria).toEqual([{ key: "c3", name: "safe with one hand" }]);
  expect(newCriterion(criteria).key).toBe("c2");
});

it("reads hashtags with and without their sign, once each, and words with spaces in them", () => {
  const sources = sourcesOfDraft({ ...draft, hashtags: "#lid lid, #Kapak", mentionWords: "new lid, spring" });
  expect(sources.hashtags).toEqual(["lid", "Kapak"]);
  expect(sources.mentionWords).toEqual(["new lid", "spring"]);
});

it("gives two empty criteria that differ to a new brief", () => {
  expect(new Set(draft.criteria.map(({ key }) => key)).size).toBe(2);
});
