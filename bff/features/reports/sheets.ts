import { postFormula, rateFormulaIds } from "#shared/reports/closed-list.ts";
import { figureDefinition, figureName } from "#shared/reports/say-figure.ts";
import type { Figure, Report } from "#shared/reports/schema.ts";
import { aggregateTexts, formulaTexts } from "#shared/reports/texts/en.ts";
import { outTexts } from "#shared/reports/texts/out-texts.ts";

type Cell = string | number | null;
/** A table of a file: one head, rows under it. All digits; missing stays empty. */
export type Sheet = { name: string; head: string[]; rows: Cell[][] };

const words = outTexts.en;

/** The figures of a report, each with what it is made of and the period before beside it. */
export function figureSheet(report: Report): Sheet {
  const before = new Map(report.figuresBefore.map((figure) => [figure.id, figure]));
  return {
    name: "Figures",
    head: [
      ...[
        "figure",
        "name",
        "unit",
        "value",
        "numerator",
        "denominator",
        "counted",
        "middle half from",
        "middle half to",
      ],
      ...["left out", "missing", "value before", "from", "to", "before from", "before to", "formula"],
    ],
    rows: report.figures.map((figure) => [
      ...[figure.id, figureName(figure, report, words), figure.unit, figure.value, figure.numerator],
      ...[figure.denominator, figure.counted, figure.spread?.q1 ?? null, figure.spread?.q3 ?? null],
      ...[leftOut(figure), figure.missing && words.missing[figure.missing], before.get(figure.id)?.value ?? null],
      ...[report.from, report.to, report.before.from, report.before.to, figureDefinition(figure, report, words)],
    ]),
  };
}

const leftOut = (figure: Figure): string | null =>
  figure.leftOut.length === 0
    ? null
    : figure.leftOut.map(({ why, count }) => `${count} ${words.leftOut[why]}`).join("; ");

/** One row a post. */
export const postSheet = (report: Report): Sheet => ({
  name: "Posts",
  head: [
    ...["post", "network", "published (UTC)", `day (${report.brand.timeZone})`, "paid", "likes", "comments", "shares"],
    ...["quotes", "interactions", "read at", "source", "followers then", "followers known by", "reach", "impressions"],
    ...["views", `rate (${postFormula(report.formula)})`, "rate by reach", "missing", "settled", "deleted", "address"],
  ],
  rows: report.posts.map((post) => [
    ...[post.title, post.network, post.publishedAt, post.day, post.paid, post.parts.likes, post.parts.comments],
    ...[post.parts.shares, post.parts.quotes, post.interactions, post.readAt, post.source],
    ...[post.followers?.count ?? null, post.followers?.how ?? null, post.reach, post.impressions, post.views],
    ...[post.rate, post.rateByReach, post.missing && words.missing[post.missing]],
    ...[post.settled ? "yes" : "no", post.deleted ? "yes" : "no", post.url],
  ]),
});

/** One row a day, with the same day of the period before beside it. */
export const daySheet = (report: Report): Sheet => ({
  name: "Days",
  head: [
    ...[`day (${report.brand.timeZone})`, "posts", "interactions of the day's posts", "followers", "messages received"],
    ...["day before", "interactions before", "followers before", "messages received before"],
  ],
  rows: report.days.map((day) => [
    ...[day.day, day.posts, day.interactions, day.followers, day.received],
    ...[day.beforeDay, day.interactionsBefore, day.followersBefore, day.receivedBefore],
  ]),
});

const campaignSays = "its posts and the threads under them alone; followers are those of the whole channels";

/** The formulas in words, first what the report itself uses. */
export function formulaSheet(report: Report): Sheet {
  const { from, to, before, asOf, brand } = report;
  const there = new Set<string>(report.figures.map(({ id }) => id));
  const used = (name: string): string => (name === report.formula ? "this report's" : "");
  return {
    name: "Formulas",
    head: ["formula", "name", "definition", "unit", "edge cases", "source", "used"],
    rows: [
      ["brand", brand.name, null, null, null, null, null],
      ["period", `${from} to ${to}`, `compared with ${before.from} to ${before.to}`, null, null, null, null],
      ...(report.campaign ? [["campaign", report.campaign, campaignSays, null, null, null, null]] : []),
      ["as of", asOf, `days are those of ${brand.timeZone}`, null, null, null, null],
      ...report.figures.flatMap(({ id }) =>
        id === "followers" || id === "posts" || id === "interactions"
          ? [[id, words.figures[id].name, words.figures[id].definition, "count", null, null, "always"]]
          : [],
      ),
      ...rateFormulaIds.map((id) => formulaLine(id, used(id))),
      ...(["response-rate", "first-answer", "share-of-voice"] as const).map((id) =>
        formulaLine(id, there.has(id) ? "always" : ""),
      ),
      ...Object.entries(aggregateTexts).map(([id, text]) => [
        ...[id, text.name, text.definition, null, null, null, id === report.aggregate ? "this report's" : ""],
      ]),
    ],
  };
}

function formulaLine(id: keyof typeof formulaTexts, used: string): Cell[] {
  const { name, definition, unit, edges, source } = formulaTexts[id];
  return [id, name, definition, unit, edges.join(" "), source, used];
}
