import type { Figure, FigureId } from "#shared/reports/schema.ts";
import { duration } from "./say.ts";

/** How a number moved since the period before. `by` is a share (percent, points), a count or seconds. */
type Change = {
  by: number;
  unit: "percent" | "points" | "count" | "seconds";
  verdict: "better" | "worse" | "neutral" | "same";
};

/** What more of it means: more posts are neither good nor bad, more time to an answer is worse. */
const more: Record<FigureId, "better" | "worse" | "neutral"> = {
  followers: "better",
  posts: "neutral",
  interactions: "better",
  "rate-median": "better",
  "rate-mean": "better",
  "rate-sum": "better",
  "response-rate": "better",
  "first-answer": "worse",
  "first-answer-p90": "worse",
  "share-of-voice": "better",
};

/** Decimals a share is said with: engagement rates are small, answered threads are most of them. */
export const digitsOf = (id: FigureId): number => (id === "response-rate" || id === "share-of-voice" ? 1 : 2);

/** Null when one of the two periods has no value: there is nothing to compare then. */
export function changeOf(now: Figure, before: Figure | undefined): Change | null {
  if (now.value === null || !before || before.value === null) return null;
  const { by, unit, step } = difference(now.id, now.unit, now.value, before.value);
  if (Math.abs(by) < step / 2) return { by: 0, unit, verdict: "same" };
  const rise = more[now.id];
  const fall = rise === "neutral" ? "neutral" : rise === "better" ? "worse" : "better";
  return { by, unit, verdict: by > 0 ? rise : fall };
}

// `step` is the smallest difference that can be read off the screen.
function difference(id: FigureId, unit: Figure["unit"], now: number, before: number) {
  const by = now - before;
  if (unit === "share") return { by, unit: "points" as const, step: 0.01 * 10 ** -digitsOf(id) };
  if (unit === "seconds") return { by, unit: "seconds" as const, step: Math.max(now, before) < 60 ? 1 : 60 };
  if (before === 0) return { by, unit: "count" as const, step: 1 };
  return { by: by / before, unit: "percent" as const, step: 0.001 };
}

type ChangeWords = { key: "same" | "percent" | "points" | "newCount" | "faster" | "slower"; amount: string };

/** Which sentence says the change, and its amount with its sign. */
export function changeWords(change: Change, id: FigureId, locale: string): ChangeWords {
  const signed = (value: number, options: Intl.NumberFormatOptions) =>
    value.toLocaleString(locale, { signDisplay: "always", ...options }).replace("-", "−");
  const fixed = (digits: number) => ({ minimumFractionDigits: digits, maximumFractionDigits: digits });
  if (change.verdict === "same") return { key: "same", amount: "" };
  switch (change.unit) {
    case "points":
      return { key: "points", amount: signed(change.by * 100, fixed(digitsOf(id))) };
    case "percent":
      return { key: "percent", amount: signed(change.by, { style: "percent", ...fixed(1) }) };
    case "count":
      return { key: "newCount", amount: signed(change.by, {}) };
    case "seconds":
      return { key: change.by < 0 ? "faster" : "slower", amount: duration(Math.abs(change.by), locale) };
  }
}
