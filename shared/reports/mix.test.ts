import fc from "fast-check";
import { expect, it } from "vitest";
import { contentKinds } from "./content-kind.ts";
import { campaignParts, type MixedPost, mixOf, shiftOf } from "./mix.ts";

const post = (kind: MixedPost["kind"], numerator: number | null, denominator = 1000): MixedPost => ({
  ...{ kind, numerator, denominator: numerator === null ? null : denominator },
  rate: numerator === null ? null : numerator / denominator,
});

it("counts every post in the mix and only those with a rate in the median", () => {
  const [talk, question, product, offer] = mixOf([
    post("talk", 512, 1024),
    post("talk", 1024, 1024),
    post("talk", null),
    post("offer", 4, 2000),
  ]);
  expect(talk).toEqual({
    ...{ kind: "talk", posts: 3, share: 0.75, rated: 2, median: 0.75, q1: 0.625, q3: 0.875 },
    ...{ numerator: 1536, denominator: 2048 },
  });
  expect(question).toMatchObject({ posts: 0, share: 0, median: null });
  expect(product).toMatchObject({ rated: 0, numerator: 0 });
  expect(offer).toMatchObject({ share: 0.25, median: 0.002 });
  expect(mixOf([])[0]?.share).toBeNull();
});

it("finds a change that came from the mix alone, and one that came from the kinds alone", () => {
  const before = mixOf([post("talk", 20), post("offer", 5)]);
  const otherMix = shiftOf(before, mixOf([post("talk", 20), post("talk", 20), post("talk", 20), post("offer", 5)]));
  expect(otherMix?.byRate).toBeCloseTo(0, 12);
  expect(otherMix?.byMix).toBeCloseTo(0.01625 - 0.0125, 12);
  const otherRates = shiftOf(before, mixOf([post("talk", 30), post("offer", 6)]));
  expect(otherRates?.byMix).toBeCloseTo(0, 12);
  expect(otherRates?.byRate).toBeCloseTo(0.018 - 0.0125, 12);
});

it("gives a kind that was not there before to the mix, since it has no earlier rate to be better than", () => {
  const shift = shiftOf(mixOf([post("talk", 20)]), mixOf([post("talk", 20), post("offer", 5)]));
  expect(shift?.byRate).toBeCloseTo(0, 12);
  expect(shift?.byMix).toBeCloseTo(0.0125 - 0.02, 12);
  expect(shift?.kinds.map((one) => one.kind)).toEqual(["talk", "offer"]);
});

it("has nothing to say without a rate on both sides", () => {
  expect(shiftOf(mixOf([]), mixOf([post("talk", 1)]))).toBeNull();
  expect(shiftOf(mixOf([post("talk", null)]), mixOf([post("talk", 1)]))).toBeNull();
});

it("takes every change apart without a rest", () => {
  const posts = fc.array(
    fc.record({
      kind: fc.constantFrom(...contentKinds),
      numerator: fc.nat(5000),
      denominator: fc.integer({ min: 100, max: 1_000_000 }),
    }),
    { minLength: 1, maxLength: 30 },
  );
  fc.assert(
    fc.property(posts, posts, (one, two) => {
      const rated = (list: typeof one) => mixOf(list.map((row) => ({ ...row, rate: row.numerator / row.denominator })));
      const shift = shiftOf(rated(one), rated(two));
      const change = (shift?.now ?? 0) - (shift?.before ?? 0);
      expect((shift?.byMix ?? 1) + (shift?.byRate ?? 1)).toBeCloseTo(change, 9);
    }),
  );
});

it("counts a post of two campaigns in both, and leaves what is not known out instead of at 0", () => {
  const parts = campaignParts([
    { campaigns: ["Sage green"], interactions: 10, rate: 0.25 },
    { campaigns: ["Autumn", "Sage green"], interactions: 30, rate: 0.75 },
    { campaigns: ["Autumn"], interactions: null, rate: null },
    { campaigns: ["Silent"], interactions: null, rate: null },
    { campaigns: [], interactions: 99, rate: 1 },
  ]);
  expect(parts).toEqual([
    { name: "Sage green", posts: 2, interactions: 40, rated: 2, median: 0.5, q1: 0.375, q3: 0.625 },
    { name: "Autumn", posts: 2, interactions: 30, rated: 1, median: 0.75, q1: 0.75, q3: 0.75 },
    { name: "Silent", posts: 1, interactions: null, rated: 0, median: null, q1: null, q3: null },
  ]);
});
