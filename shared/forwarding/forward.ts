import type { DepartmentView } from "#shared/forwarding/department.ts";
import type { ForwardState, Verdict } from "#shared/forwarding/schema.ts";

const day = 86_400_000;

/** Until when an answer link works: seven days after the answer was needed, fourteen days when no time was named. */
export function expiryOf(dueAt: string | null, now: Date): string {
  const from = dueAt ? Math.max(Date.parse(dueAt), now.getTime()) + 7 * day : now.getTime() + 14 * day;
  return new Date(from).toISOString();
}

/** The state a person sees: an unanswered link whose time is over has expired, whatever its row says. */
export function stateOf(row: { state: string; expiresAt: string }, now: string): ForwardState {
  if ((row.state === "sent" || row.state === "failed") && row.expiresAt <= now) return "expired";
  return row.state as ForwardState;
}

/** Whether an answer was needed and has not come. Withdrawn questions are nobody's debt. */
export const isOverdue = (row: { state: string; dueAt: string | null }, now: string): boolean =>
  (row.state === "sent" || row.state === "failed") && row.dueAt !== null && row.dueAt < now;

/**
 * How fast a department answers: the median of sent to answered in seconds (the mean of the middle two for an even
 * number) and how many came in time, over the answers given, newest twelve.
 */
export function paceOf(
  answers: { createdAt: string; answeredAt: string; dueAt: string | null }[],
): Pick<DepartmentView, "medianSeconds" | "onTime"> {
  const last = answers.toSorted((a, b) => (a.answeredAt < b.answeredAt ? 1 : -1)).slice(0, 12);
  const seconds = last
    .map((answer) => (Date.parse(answer.answeredAt) - Date.parse(answer.createdAt)) / 1000)
    .sort((a, b) => a - b);
  const middle = (seconds.length - 1) / 2;
  const [low, high] = [seconds[Math.floor(middle)], seconds[Math.ceil(middle)]];
  const dated = last.filter((answer) => answer.dueAt !== null);
  const count = dated.filter((answer) => answer.answeredAt <= (answer.dueAt as string)).length;
  return {
    medianSeconds: low === undefined || high === undefined ? null : (low + high) / 2,
    onTime: dated.length > 0 ? { count, of: dated.length } : null,
  };
}

/** Whether an answer begins with its short answer, as whole words: "Yes, we may." does with "Yes", "Nothing" not with "No". */
export function saysItself(short: string, answer: string): boolean {
  const said = answer.toLowerCase().match(/^[\p{L} ,]+/u)?.[0] ?? "";
  return new RegExp(`^${short.toLowerCase()}(?![\\p{L}])`, "u").test(said);
}

/**
 * The note an answer becomes on its thread: `Product quality, Marek Wójcik: Yes. Springs lose tension.` The verdict is
 * not said twice when the answer begins with it.
 */
export function answerNote(
  answer: { departmentName: string; name: string; verdict: Verdict | null; answer: string },
  verdicts: Record<Verdict, string>,
): string {
  const before = `${answer.departmentName}, ${answer.name}:`;
  if (!answer.verdict) return `${before} ${answer.answer}`;
  const short = verdicts[answer.verdict];
  const words = saysItself(short, answer.answer)
    ? answer.answer
    : [`${short}.`, answer.answer].filter(Boolean).join(" ");
  return `${before} ${words}`;
}

/** What a department may read as the writer's name: the first word, without the sign of a handle, or all of it. */
export const nameToTell = (name: string, firstOnly: boolean): string =>
  firstOnly
    ? (name
        .trim()
        .replace(/^@/, "")
        .split(/[\s@]+/)[0] ??
        "") ||
      "Customer"
    : name;
