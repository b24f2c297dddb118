import { type ContentKind, contentKinds } from "./content-kind.ts";
import { quantile } from "./formulas.ts";

/** What a post brings to the mix: its kind, and its rate's two halves when it has one. */
export type MixedPost = {
  kind: ContentKind;
  rate: number | null;
  numerator: number | null;
  denominator: number | null;
};

/** One kind in a period: its posts, its part of all posts, and the rate of those that have one. Null is n/a. */
export type MixPart = {
  kind: ContentKind;
  posts: number;
  share: number | null;
  rated: number;
  median: number | null;
  q1: number | null;
  q3: number | null;
  /** interactions and denominators of the rated posts, added up: the halves of the ratio of sums */
  numerator: number;
  denominator: number;
};

/** The posts of a period by kind, every kind of the closed list in its order. */
export function mixOf(posts: readonly MixedPost[]): MixPart[] {
  return contentKinds.map((kind) => {
    const own = posts.filter((post) => post.kind === kind);
    const rated = own.filter((post) => post.rate !== null && post.denominator !== null);
    const rates = rated.map((post) => post.rate ?? 0).sort((a, b) => a - b);
    const sum = (key: "numerator" | "denominator") => rated.reduce((total, post) => total + (post[key] ?? 0), 0);
    return {
      kind,
      posts: own.length,
      share: posts.length === 0 ? null : own.length / posts.length,
      rated: rated.length,
      median: quantile(rates, 0.5),
      q1: quantile(rates, 0.25),
      q3: quantile(rates, 0.75),
      numerator: sum("numerator"),
      denominator: sum("denominator"),
    };
  });
}

/** How much of a change of the rate came from posting other kinds, and how much from the kinds doing better or worse. */
export type MixShift = {
  before: number;
  now: number;
  byMix: number;
  byRate: number;
  kinds: { kind: ContentKind; byMix: number; byRate: number }[];
};

/**
 * The change of the ratio of sums between two periods, taken apart without a rest (Kitagawa 1955): for each kind
 * mix = (w1 - w0) * ((r1 + r0) / 2 - middle of both rates) and rate = (r1 - r0) * (w1 + w0) / 2, where w is the kind's part of all denominators
 * and r its own ratio of sums. A kind absent from one period keeps the rate of the other, so it moves the mix alone.
 * The two sums add up to the change exactly. Null when one of the periods has no rate.
 */
export function shiftOf(before: readonly MixPart[], now: readonly MixPart[]): MixShift | null {
  const total = (parts: readonly MixPart[], key: "numerator" | "denominator") =>
    parts.reduce((sum, part) => sum + part[key], 0);
  const [below0, below1] = [total(before, "denominator"), total(now, "denominator")];
  if (below0 === 0 || below1 === 0) return null;
  const [rate0, rate1] = [total(before, "numerator") / below0, total(now, "numerator") / below1];
  const kinds = contentKinds.flatMap((kind) => {
    const [old, young] = [before.find((part) => part.kind === kind), now.find((part) => part.kind === kind)];
    const [w0, w1] = [(old?.denominator ?? 0) / below0, (young?.denominator ?? 0) / below1];
    if (w0 === 0 && w1 === 0) return [];
    const own0 = old && old.denominator > 0 ? old.numerator / old.denominator : null;
    const own1 = young && young.denominator > 0 ? young.numerator / young.denominator : null;
    const [r0, r1] = [own0 ?? own1 ?? 0, own1 ?? own0 ?? 0];
    // Measured from the common middle: the weights add up to one, so the sum stays and each part says its own sign.
    const middle = (rate0 + rate1) / 2;
    return [{ kind, byMix: (w1 - w0) * ((r1 + r0) / 2 - middle), byRate: ((r1 - r0) * (w1 + w0)) / 2 }];
  });
  const sum = (key: "byMix" | "byRate") => kinds.reduce((all, kind) => all + kind[key], 0);
  return { before: rate0, now: rate1, byMix: sum("byMix"), byRate: sum("byRate"), kinds };
}

/** One campaign in a period: its posts, what they got to date, and the rate of those that have one. Null is n/a. */
export type CampaignPart = {
  name: string;
  posts: number;
  interactions: number | null;
  rated: number;
  median: number | null;
  q1: number | null;
  q3: number | null;
};

type TaggedPost = { campaigns: readonly string[]; interactions: number | null; rate: number | null };

/**
 * The posts of a period by campaign, most interactions first. A post of two campaigns counts in both, so the parts add up
 * to more than the whole.
 */
export function campaignParts(posts: readonly TaggedPost[]): CampaignPart[] {
  const names = [...new Set(posts.flatMap((post) => post.campaigns))].sort();
  const parts = names.map((name) => {
    const own = posts.filter((post) => post.campaigns.includes(name));
    const counted = own.flatMap(({ interactions }) => (interactions === null ? [] : [interactions]));
    const rates = own.flatMap(({ rate }) => (rate === null ? [] : [rate])).sort((a, b) => a - b);
    return {
      name,
      posts: own.length,
      interactions: counted.length === 0 ? null : counted.reduce((sum, one) => sum + one),
      rated: rates.length,
      median: quantile(rates, 0.5),
      q1: quantile(rates, 0.25),
      q3: quantile(rates, 0.75),
    };
  });
  return parts.sort((a, b) => (b.interactions ?? -1) - (a.interactions ?? -1));
}
