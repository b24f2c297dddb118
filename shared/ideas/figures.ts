import type { CallFigures } from "#shared/ideas/report-schema.ts";

/** One idea as the report counts it. `personId`: the contributor, once merged; times ISO-8601 UTC. */
export type CountedIdea = {
  personId: string;
  createdAt: string;
  firstAnswerAt: string | null;
  decidedAt: string | null;
  verdict: string | null;
  merged: boolean;
  echoes: boolean | null;
};

/** What the report knows of people beyond the call: who was in an earlier one, and who came to a later one. */
export type Around = { earlier: ReadonlySet<string>; later: ReadonlySet<string> | null; cost: number | null };

/** My Starbucks Idea: about 300 of 150,000 ideas came to something, 1 in 500 (Hossain & Islam 2015). */
export const publishedScale = { rate: 1 / 500, source: "Hossain & Islam 2015, doi:10.1016/j.aebj.2015.09.001" };

/** Value at a share of a sorted list (nearest rank); null for an empty one. */
export function quantile(values: readonly number[], share: number): number | null {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? null;
}

/** Middle value, or the mean of the two middle ones; null for an empty list. */
export function median(values: readonly number[]): number | null {
  const sorted = [...values].sort((a, b) => a - b);
  const half = sorted.length >> 1;
  if (sorted.length === 0) return null;
  return sorted.length % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2;
}

/** Gini index of contributions: sum_i (2i - n - 1) x_i / (n sum x) over sorted counts (methods.md E3); null for none. */
export function gini(counts: readonly number[]): number | null {
  const sorted = [...counts].sort((a, b) => a - b);
  const sum = sorted.reduce((total, count) => total + count, 0);
  if (sum === 0) return null;
  const weighed = sorted.reduce((total, count, at) => total + (2 * (at + 1) - sorted.length - 1) * count, 0);
  return weighed / (sorted.length * sum);
}

/** Share of all contributions by the most active 1 % of people, at least one person; null for none. */
export function topShare(counts: readonly number[]): number | null {
  const sorted = [...counts].sort((a, b) => b - a);
  const sum = sorted.reduce((total, count) => total + count, 0);
  if (sum === 0) return null;
  const top = sorted.slice(0, Math.max(1, Math.ceil(sorted.length / 100)));
  return top.reduce((total, count) => total + count, 0) / sum;
}

const hoursBetween = (from: string, to: string): number => Math.max(0, Date.parse(to) - Date.parse(from)) / 3_600_000;
const share = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);

/** The figures of one call. Adoption counts ideas that were adopted, not those that were merged into them. */
export function callFigures(ideas: readonly CountedIdea[], around: Around): CallFigures {
  const perPerson = new Map<string, number>();
  for (const { personId } of ideas) perPerson.set(personId, (perPerson.get(personId) ?? 0) + 1);
  const counts = [...perPerson.values()];
  const newcomers = [...perPerson.keys()].filter((person) => !around.earlier.has(person));
  const adopted = ideas.filter((one) => one.verdict === "adopted" && !one.merged).length;
  const declined = ideas.filter((one) => one.verdict === "declined" && !one.merged);
  const judged = declined.filter((one) => one.echoes !== null);
  const answers = ideas.flatMap((one) => (one.firstAnswerAt ? [hoursBetween(one.createdAt, one.firstAnswerAt)] : []));
  const decisions = ideas.flatMap((one) => (one.decidedAt ? [hoursBetween(one.createdAt, one.decidedAt)] : []));
  const { later } = around;
  return {
    people: perPerson.size,
    newcomers: newcomers.length,
    ideas: ideas.length,
    merged: ideas.filter((one) => one.merged).length,
    answered: answers.length,
    decided: decisions.length,
    adopted,
    declined: declined.length,
    answeredShare: share(answers.length, ideas.length),
    adoptionRate: share(adopted, ideas.length),
    hoursToFirstAnswer: median(answers),
    hoursToFirstAnswerP90: quantile(answers, 0.9),
    hoursToDecision: median(decisions),
    gini: gini(counts),
    topShare: topShare(counts),
    returned: later && share(newcomers.filter((person) => later.has(person)).length, newcomers.length),
    reasonedDeclines: share(judged.filter((one) => one.echoes).length, judged.length),
    costPerAdopted: around.cost === null || adopted === 0 ? null : around.cost / adopted,
  };
}

type Reach = { publishedAt: string | null; closesOn: string | null; people: number; goal: number | null };

/**
 * The mid-term look of methods.md E3: from half of the call's time on, whether fewer people came than the goal and the
 * time gone let expect (people < goal * share of the time). Null before half-time, without a goal, and once it is over.
 */
export function behindGoal({ publishedAt, closesOn, people, goal }: Reach, now: Date): { gone: number } | null {
  if (!publishedAt || !closesOn || !goal) return null;
  const from = Date.parse(publishedAt);
  const gone = (now.getTime() - from) / (Date.parse(`${closesOn}T23:59:59Z`) - from);
  return gone >= 0.5 && gone < 1 && people < goal * gone ? { gone } : null;
}
