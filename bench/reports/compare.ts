import { isDeepStrictEqual } from "node:util";
import type { Report } from "#shared/reports/schema.ts";
import { plainReport } from "./plain.ts";
import { type BrandRows, ofCampaign, type Row } from "./plain-rows.ts";

/** What one comparison found: how many numbers were held against each other, and those that differ. */
export type Compared = { numbers: number; differences: string[] };

/** Holds a report against the plain recalculation, to the last digit. */
export function compareReport(all: BrandRows, report: Report, isRead: (channel: Row) => boolean): Compared {
  const found: Compared = { numbers: 0, differences: [] };
  const { from, to, formula, asOf: now, before } = report;
  const rows = ofCampaign(all, report.campaign);
  const plain = plainReport(rows, { from, to, formula, now, isRead });
  const plainBefore = plainReport(rows, { ...before, formula, now, isRead });
  const hold = (what: string, konak: unknown, reference: unknown) => {
    found.numbers += Math.max(1, count(reference));
    if (!isDeepStrictEqual(konak, reference))
      found.differences.push(`${what}: Konak ${JSON.stringify(konak)}, plain ${JSON.stringify(reference)}`);
  };
  const where = `${report.brand.slug} ${from}..${to} ${formula}${report.campaign ? ` ${report.campaign}` : ""}`;
  for (const [side, figures, reference] of [
    ["", report.figures, plain.figures],
    [" before", report.figuresBefore, plainBefore.figures],
  ] as const) {
    hold(
      `${where}${side} ids`,
      figures.map((figure) => figure.id),
      reference.map((figure) => figure.id),
    );
    for (const [at, figure] of reference.entries()) {
      const { formula: _f, aggregate: _a, unit: _u, scale: _s, ...konak } = figures[at] ?? ({} as never);
      hold(`${where}${side} ${figure.id}`, konak, figure);
    }
  }
  for (const [at, day] of plain.days.entries()) {
    const konak = report.days[at];
    const { posts, interactions, followers, received } = konak ?? ({} as never);
    hold(`${where} ${day.day}`, { day: konak?.day, posts, interactions, followers, received }, day);
  }
  const rates = new Map(report.posts.map((post) => [post.id, post.rate]));
  for (const { id, rate } of plain.rates)
    hold(`${where} post ${id}`, rates.get(id), rate === null ? null : (rate as { rate: number }).rate);
  hold(`${where} posts`, report.posts.length, plain.rates.length);
  return found;
}

const count = (value: unknown): number =>
  typeof value === "number"
    ? 1
    : value && typeof value === "object"
      ? Object.values(value).reduce((sum, one) => sum + count(one), 0)
      : 0;
