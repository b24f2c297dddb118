import type { Column, Content, TableCell } from "pdfmake/interfaces.js";
import { printable, sayMoment } from "#bff/features/reports/print.ts";
import { networkNames } from "#shared/channels/network-names.ts";
import { chartSvg } from "#shared/reports/chart-svg.ts";
import { figureDefinition, figureName, sayDay, sayDays, sayNumber } from "#shared/reports/say-figure.ts";
import type { Figure, PostFigures, Report } from "#shared/reports/schema.ts";
import { formulaTexts } from "#shared/reports/texts/en.ts";
import type { OutTexts } from "#shared/reports/texts/out-texts.ts";

/** What every page needs: the figures, the words, the brand's colour (readable under white) and its logo. */
export type Paper = { report: Report; texts: OutTexts; ink: string; logo: string | null };

const postsPrinted = 60;
/** A report keeps so much of a post's first line. */
const titleLength = 120;
const line = "#dde1e8";

/** The cover: who, what, when; everything a reader needs before the first number. */
export function coverPages({ report, texts, ink, logo }: Paper): Content {
  const { page, locale } = texts;
  const white = "#ffffff";
  return [
    { canvas: [{ type: "rect", x: -40, y: -46, w: 596, h: 330, color: ink }] },
    ...(logo ? onCard(logo) : []),
    { text: page.title, color: white, fontSize: 30, bold: true, absolutePosition: { x: 60, y: 208 } },
    { text: printable(report.brand.name), color: white, fontSize: 16, absolutePosition: { x: 60, y: 252 } },
    { text: sayDays(report, locale), fontSize: 22, bold: true, absolutePosition: { x: 60, y: 362 } },
    {
      absolutePosition: { x: 60, y: 398 },
      stack: [
        ...(report.campaign ? [{ text: printable(page.campaign(report.campaign)), fontSize: 11 }] : []),
        { text: page.compared(sayDays(report.before, locale)), fontSize: 11 },
        {
          text: page.made(sayMoment(report.asOf, report.brand.timeZone, texts), report.brand.timeZone),
          style: "quiet",
        },
      ],
    },
    { text: "", pageBreak: "after" },
  ];
}

/** A logo may be dark, so it gets white paper of its own on the brand's colour. */
const onCard = (logo: string): Content[] => [
  { canvas: [{ type: "rect", x: 0, y: 0, w: 166, h: 86, r: 6, color: "#ffffff" }], absolutePosition: { x: 60, y: 56 } },
  { image: logo, fit: [142, 62], absolutePosition: { x: 72, y: 68 } },
];

/** The figures with their formulas, then the charts. */
export function figurePages({ report, texts, ink }: Paper): Content {
  const { page } = texts;
  const before = new Map(report.figuresBefore.map((figure) => [figure.id, figure]));
  const rows = report.figures.map((figure) => figureRow(figure, before.get(figure.id), report, texts));
  const head = [page.figure, page.value, page.before, page.counted].map((text, at) => ({
    ...{ text, style: "head" },
    ...(at > 0 && { alignment: "right" as const }),
  }));
  return [
    { text: page.figures, style: "h1" },
    { table: { headerRows: 1, widths: ["*", 92, 74, 56], body: [head, ...rows], dontBreakRows: true }, layout },
    ...(["interactions", "followers", "received"] as const).map((kind) => chart(kind, { report, texts, ink })),
  ];
}

function chart(kind: "interactions" | "followers" | "received", paper: Omit<Paper, "logo">): Content {
  const { page } = paper.texts;
  const { title, unit } = page.charts[kind];
  const svg = chartSvg(paper.report, kind, paper.ink, paper.texts);
  return {
    unbreakable: true,
    margin: [0, 14, 0, 0],
    stack: [
      {
        columns: [
          {
            text: [
              { text: title, style: "h2" },
              { text: `   ${unit}`, style: "quiet" },
            ],
            width: "*",
          },
          mark({ color: paper.ink }),
          { text: page.now, style: "quiet", width: "auto", margin: [0, 1, 12, 0] },
          mark({ lineColor: "#5d626e", lineWidth: 0.6 }),
          { text: page.earlier, style: "quiet", width: "auto", margin: [0, 1, 0, 0] },
        ],
        margin: [0, 0, 0, 4],
      },
      svg === null ? { text: page.noValues, style: "quiet" } : { svg, width: 515 },
    ],
  };
}

const mark = (paint: { color: string } | { lineColor: string; lineWidth: number }): Column => ({
  canvas: [{ type: "rect", x: 0, y: 3, w: 6.5, h: 6.5, ...paint }],
  width: 11,
});

const layout = {
  hLineWidth: (at: number) => (at === 0 ? 0 : 0.6),
  vLineWidth: () => 0,
  hLineColor: () => line,
  paddingLeft: () => 0,
  paddingRight: () => 8,
  paddingTop: () => 5,
  paddingBottom: () => 4,
};

function figureRow(figure: Figure, before: Figure | undefined, report: Report, texts: OutTexts): TableCell[] {
  const { page } = texts;
  const say = (value: number | null) => sayNumber(value, figure.unit, texts);
  const small: string[] = [figureDefinition(figure, report, texts)];
  if (figure.missing) small.push(`${page.missing}: ${texts.missing[figure.missing]}`);
  if (figure.spread) small.push(page.middleHalf(say(figure.spread.q1), say(figure.spread.q3)));
  if (figure.numerator !== null && figure.denominator !== null) small.push(quotient(figure, texts));
  const out = figure.leftOut.map(({ why, count }) => `${count} ${texts.leftOut[why]}`).join(", ");
  if (out) small.push(`${page.leftOut}: ${out}`);
  const end = { alignment: "right" as const };
  return [
    {
      stack: [
        { text: figureName(figure, report, texts), bold: true },
        { text: small.join(". "), style: "quiet" },
      ],
    },
    { text: say(figure.value), ...end, fontSize: 12, bold: true },
    { text: say(before?.value ?? null), ...end },
    { text: figure.counted.toLocaleString(texts.locale), ...end },
  ];
}

function quotient({ numerator, denominator, scale }: Figure, { locale }: OutTexts): string {
  const say = (value: number | null) => (value ?? 0).toLocaleString(locale, { maximumFractionDigits: 4 });
  return `${say(numerator)}${scale === 1 ? "" : ` × ${say(scale)}`} / ${say(denominator)}`;
}

/** The posts, newest first, as many as a printed page can bear. */
export function postPages({ report, texts }: Paper): Content {
  const { page } = texts;
  const titles = [page.post, page.published, page.interactions, page.followersThen, page.rate];
  const head = titles.map((text, at) => ({ text, style: "head", ...(at > 1 && { alignment: "right" as const }) }));
  const rest = report.posts.length - postsPrinted;
  return [
    { text: page.posts, style: "h1", pageBreak: "before" },
    report.posts.length === 0
      ? { text: page.noPosts }
      : {
          table: {
            headerRows: 1,
            widths: ["*", 62, 60, 66, 52],
            body: [head, ...report.posts.slice(0, postsPrinted).map((post) => postRow(post, report, texts))],
            dontBreakRows: true,
          },
          layout,
        },
    rest > 0 ? { text: page.more(rest), style: "quiet", margin: [0, 6, 0, 0] } : "",
    { text: page.marksMean, style: "quiet", margin: [0, 8, 0, 0] },
  ];
}

function postRow(post: PostFigures, report: Report, texts: OutTexts): TableCell[] {
  const { page } = texts;
  const { ad, partAd, deleted, settling } = page.marks;
  const marks = [
    post.paid === "paid" && ad,
    post.paid === "mixed" && partAd,
    post.deleted && deleted,
    !post.settled && settling,
  ].filter((mark) => mark !== false);
  const unit = report.figures.find(({ id }) => id === "rate-median")?.unit ?? "share";
  const end = { alignment: "right" as const };
  const title = printable(post.title) || page.untitled;
  const cut = post.title.length >= titleLength;
  return [
    {
      stack: [cut ? `${title}…` : title, { text: [networkNames[post.network], ...marks].join(" · "), style: "quiet" }],
    },
    sayDay(post.day, texts.locale),
    { text: sayNumber(post.interactions, "count", texts), ...end },
    { text: sayNumber(post.followers?.count ?? null, "count", texts), ...end },
    { text: sayNumber(post.rate, unit, texts), ...end },
  ];
}

/** Where the numbers come from: the formulas' sources, the readings, the days without one. */
export function sourcePage({ report, texts }: Paper): Content {
  const { page } = texts;
  const lastRead = report.posts
    .map((post) => post.readAt ?? "")
    .sort()
    .at(-1);
  const shown = new Set<string>(report.figures.map(({ id }) => id));
  const others = (["response-rate", "first-answer", "share-of-voice"] as const).filter((id) => shown.has(id));
  const formulas = [report.formula, ...others];
  const named = (id: (typeof formulas)[number]) =>
    id === "response-rate" || id === "first-answer" || id === "share-of-voice"
      ? { ...texts.figures[id], source: texts.ownCounts[id] }
      : {
          name: `${texts.rate} ${texts.formulas[id].name}`,
          definition: texts.formulas[id].definition,
          source: formulaTexts[id].source,
        };
  return [
    { text: page.sources, style: "h1", margin: [0, 22, 0, 8] },
    {
      ul: [
        page.made(sayMoment(report.asOf, report.brand.timeZone, texts), report.brand.timeZone),
        ...(lastRead ? [`${page.readings}: ${sayMoment(lastRead, report.brand.timeZone, texts)}`] : []),
        ...report.daysWithoutReading.map(
          ({ channelName, days }) => `${printable(channelName)}: ${page.noReading(days.length)}`,
        ),
      ],
    },
    ...formulas.map(
      (id): Content => ({
        unbreakable: true,
        margin: [0, 8, 0, 0],
        stack: [{ text: named(id).name, bold: true }, named(id).definition, { text: named(id).source, style: "quiet" }],
      }),
    ),
  ];
}
