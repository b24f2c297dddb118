import { methodOf } from "#bff/features/reports/export-json.ts";
import { postFormula } from "#shared/reports/closed-list.ts";
import { toCsv } from "#shared/reports/csv.ts";
import type { Figure, PostFigures, Report } from "#shared/reports/schema.ts";

/** The report as CSV: its figures with what they are made of, then a row a post. All digits, missing stays empty. */
export function reportCsv(report: Report): string {
  const before = new Map(report.figuresBefore.map((figure) => [figure.id, figure]));
  return toCsv([
    ["brand", report.brand.name],
    ["from", report.from],
    ["to", report.to],
    ["time zone", report.brand.timeZone],
    ["as of", report.asOf],
    ...(report.campaign ? [["campaign", report.campaign]] : []),
    ...(report.asked ? [["asked for", report.asked]] : []),
    [],
    [
      "figure",
      "unit",
      "value",
      "numerator",
      "denominator",
      "counted",
      "missing",
      "method",
      "value before",
      "from",
      "to",
    ],
    ...askedFirst(report).map((figure) => [
      figure.id,
      figure.unit,
      figure.value,
      figure.numerator,
      figure.denominator,
      figure.counted,
      figure.missing,
      methodOf(figure),
      before.get(figure.id)?.value ?? null,
      report.before.from,
      report.before.to,
    ]),
    [],
    [
      "post",
      "network",
      "published",
      "day",
      "paid",
      "likes",
      "comments",
      "shares",
      "quotes",
      "interactions",
      "read at",
      "followers then",
      "followers known by",
      `rate (${postFormula(report.formula)})`,
      "reach",
      "rate by reach",
      "settled",
      "deleted",
      "missing",
    ],
    ...report.posts.map(postLine),
  ]);
}

const askedFirst = ({ figures, asked }: Report): Figure[] =>
  asked ? figures.toSorted((a, b) => Number(b.formula === asked) - Number(a.formula === asked)) : figures;

const postLine = (post: PostFigures): (string | number | null)[] => [
  post.title,
  post.network,
  post.publishedAt,
  post.day,
  post.paid,
  post.parts.likes,
  post.parts.comments,
  post.parts.shares,
  post.parts.quotes,
  post.interactions,
  post.readAt,
  post.followers?.count ?? null,
  post.followers?.how ?? null,
  post.rate,
  post.reach,
  post.rateByReach,
  post.settled ? "yes" : "no",
  post.deleted ? "yes" : "no",
  post.missing,
];
