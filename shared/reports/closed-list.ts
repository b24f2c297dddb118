/** The closed list of formulas. The names are those of the address, the command line and the files. */
export const formulaIds = [
  "followers",
  "followers-day",
  "reach",
  "impressions",
  "views",
  "per-1000",
  "amplification",
  "applause",
  "conversation",
  "response-rate",
  "first-answer",
  "share-of-voice",
] as const;
export type Formula = (typeof formulaIds)[number];

/** The formulas that judge what was published; a brand's house formula is one of them. */
export const rateFormulaIds = [
  "followers",
  "followers-day",
  "reach",
  "impressions",
  "views",
  "per-1000",
  "amplification",
  "applause",
  "conversation",
] as const;
export type RateFormula = (typeof rateFormulaIds)[number];

/** How the rates of many posts (or days) become one number; which one it was is always named beside it. */
export const aggregateIds = ["median-of-posts", "mean-of-posts", "ratio-of-sums"] as const;
export type Aggregate = (typeof aggregateIds)[number];

/** `share` is 0..1, `seconds` whole seconds, `per-1000` interactions to 1,000 followers, `per-post` a count a post. */
export const units = ["count", "share", "seconds", "per-1000", "per-post"] as const;
export type Unit = (typeof units)[number];

/** What stands above the line: all interactions, or one kind of them. */
export type Top = "interactions" | "shares" | "likes" | "comments";
/** What stands below it. `one` is the post itself. */
export type Bottom = "followers-then" | "followers-of-day" | "reach" | "impressions" | "views" | "one";

/** What a rate formula is made of; `scale` multiplies the numerator before it is divided. */
export type RateParts = { top: Top; bottom: Bottom; per: "post" | "day"; unit: Unit; scale: number };

/**
 * Every rate formula as parts; its words are in `texts/`. Denominator and time follow A1 and A3 of Konak's methods:
 * Socialbakers 2012 and Rival IQ (followers), NapoleonCat (day), Hootsuite (reach, impressions, views), Emplifi's
 * "per 1k fans" (per-1000), Kaushik 2011 (amplification, applause, conversation).
 */
export const rateParts: Record<RateFormula, RateParts> = {
  followers: { top: "interactions", bottom: "followers-then", per: "post", unit: "share", scale: 1 },
  "followers-day": { top: "interactions", bottom: "followers-of-day", per: "day", unit: "share", scale: 1 },
  reach: { top: "interactions", bottom: "reach", per: "post", unit: "share", scale: 1 },
  impressions: { top: "interactions", bottom: "impressions", per: "post", unit: "share", scale: 1 },
  views: { top: "interactions", bottom: "views", per: "post", unit: "share", scale: 1 },
  "per-1000": { top: "interactions", bottom: "followers-then", per: "post", unit: "per-1000", scale: 1000 },
  amplification: { top: "shares", bottom: "one", per: "post", unit: "per-post", scale: 1 },
  applause: { top: "likes", bottom: "one", per: "post", unit: "per-post", scale: 1 },
  conversation: { top: "comments", bottom: "one", per: "post", unit: "per-post", scale: 1 },
};

/** The rate formula to show: the one asked for when it is a rate, else the brand's own. */
export const rateFormulaOr = (asked: Formula | undefined, house: RateFormula): RateFormula =>
  rateFormulaIds.find((id) => id === asked) ?? house;

/** The formula a single post can have: one of days has none for a post, which is shown by followers at posting. */
export const postFormula = (formula: RateFormula): RateFormula =>
  rateParts[formula].per === "day" ? "followers" : formula;

/** One column of numbers, as far as it matters for comparing it with another. */
export type Column = { formula: Formula; aggregate: Aggregate | null; paid?: "organic" | "paid" | "mixed" | "unknown" };
export type NotComparable = "unit" | "top" | "bottom" | "per" | "aggregate" | "paid";

/**
 * Why two columns may not be set against each other, worst first; nothing when they may. Answers and voice compare
 * only with themselves; `per-1000` and `followers` differ in their unit alone and still may not share a column.
 */
export function notComparable(a: Column, b: Column): NotComparable[] {
  const [one, two] = [a, b].map(({ formula }) => rateFormulaIds.find((id) => id === formula));
  const why: NotComparable[] = [];
  if (!one || !two) {
    if (a.formula !== b.formula) why.push("top");
  } else {
    for (const part of ["bottom", "top", "per", "unit"] as const)
      if (rateParts[one][part] !== rateParts[two][part]) why.push(part);
  }
  if (a.aggregate !== b.aggregate) why.push("aggregate");
  if (a.paid && b.paid && a.paid !== b.paid) why.push("paid");
  return why;
}
