import { type Feedback, likeFrom, likeness, weightsOf } from "#shared/forwarding/like.ts";
import { fold, foldedWords } from "#shared/text.ts";

/** Why a department was suggested; the screen says it in words. */
export type Reason =
  | { kind: "words"; words: string[] }
  | { kind: "labels"; labelIds: string[] }
  | { kind: "earlier"; count: number; of: number }
  | { kind: "brand" };
export type Suggestion = { departmentId: string; score: number; sure: boolean; reasons: Reason[] };

export type SuggestDepartment = { id: string; topics: string[]; labelIds: string[]; brandIds: string[] | null };
/** A choice a person made before; `suggestedId` is what Konak had said then. */
export type EarlierChoice = Feedback & { departmentId: string; suggestedId: string | null };
export type ToForward = Feedback & { text: string; brandId: string };

const points = { word: 2, mostWords: 4, label: 3, mostLabels: 6, brand: 0.5, earlier: 8 } as const;
const nearest = 7;
const sureFrom = 4;
const sureLead = 2;

/**
 * Which department a feedback belongs to, best first; departments of other brands are left out, those with no reason too.
 * Points: 2 a topic word (4 at most), 3 a label (6 at most), 0.5 for a department of this brand alone, and up to 8 for the
 * seven likest earlier choices: each votes with its likeness for what was chosen and against what was overruled.
 * `sure`: at least 4 points, and 2 more than the next one; only then may a rule act by itself.
 */
export function suggestDepartments(
  feedback: ToForward,
  departments: readonly SuggestDepartment[],
  earlier: readonly EarlierChoice[],
): Suggestion[] {
  const votes = votesOf(feedback, earlier);
  const words = foldedWords(feedback.text);
  const found = departments
    .filter(({ brandIds }) => !brandIds || brandIds.includes(feedback.brandId))
    .map((department) => judge(department, feedback, words, votes))
    .filter((one) => one.score > 0 && one.reasons.some((reason) => reason.kind !== "brand"))
    .sort((a, b) => b.score - a.score || (a.departmentId < b.departmentId ? -1 : 1));
  const [first, second] = found;
  if (first) first.sure = first.score >= sureFrom && first.score - (second?.score ?? 0) >= sureLead;
  return found;
}

type Votes = { sum: number; of: number; byDepartment: Map<string, { points: number; count: number }> };

function votesOf(feedback: Feedback, earlier: readonly EarlierChoice[]): Votes {
  const weigh = weightsOf([feedback.stems, ...earlier.map((choice) => choice.stems)]);
  const likest = earlier
    .map((choice) => ({ choice, score: likeness(feedback, choice, weigh).score }))
    .filter(({ score }) => score >= likeFrom)
    .sort((a, b) => b.score - a.score)
    .slice(0, nearest);
  const byDepartment: Votes["byDepartment"] = new Map();
  const vote = (id: string, by: number, count: number) => {
    const before = byDepartment.get(id) ?? { points: 0, count: 0 };
    byDepartment.set(id, { points: before.points + by, count: before.count + count });
  };
  for (const { choice, score } of likest) {
    vote(choice.departmentId, score, 1);
    if (choice.suggestedId && choice.suggestedId !== choice.departmentId) vote(choice.suggestedId, -score, 0);
  }
  return {
    sum: Math.max(
      1,
      likest.reduce((sum, { score }) => sum + score, 0),
    ),
    of: likest.length,
    byDepartment,
  };
}

function judge(department: SuggestDepartment, feedback: ToForward, words: string[], votes: Votes): Suggestion {
  const topics = department.topics.filter((topic) => says(words, topic));
  const labelIds = department.labelIds.filter((id) => feedback.labelIds.includes(id));
  const vote = votes.byDepartment.get(department.id);
  const reasons: Reason[] = [];
  if (topics.length > 0) reasons.push({ kind: "words", words: topics });
  if (labelIds.length > 0) reasons.push({ kind: "labels", labelIds });
  if (vote && vote.count > 0) reasons.push({ kind: "earlier", count: vote.count, of: votes.of });
  if (department.brandIds) reasons.push({ kind: "brand" });
  const score =
    Math.min(points.mostWords, topics.length * points.word) +
    Math.min(points.mostLabels, labelIds.length * points.label) +
    (department.brandIds ? points.brand : 0) +
    points.earlier * ((vote?.points ?? 0) / votes.sum);
  return { departmentId: department.id, score, sure: false, reasons };
}

/** Whether words of a text begin with those of a topic, one after the other: `spare part` is said by "spare parts". */
function says(words: readonly string[], topic: string): boolean {
  const wanted = foldedWords(topic);
  if (wanted.length === 0) return false;
  return words.some((_, at) => wanted.every((word, n) => matches(words[at + n] ?? "", word)));
}

// A short word is its own only beginning: "lid" is no "lidar", while "kapak" begins "kapaklar".
const matches = (word: string, topic: string): boolean =>
  topic.length < 4 ? word === fold(topic) || word === `${fold(topic)}s` : word.startsWith(topic);
