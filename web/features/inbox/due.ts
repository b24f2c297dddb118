const minute = 60_000;
/** A team answers within an hour unless its brand says otherwise. */
const aim = 60 * minute;
const soon = 30 * minute;

/** How near the answer is due: `calm` over 30 minutes, `soon` up to then, `late` after. `seconds` is never negative. */
export type Due = { grade: "calm" | "soon" | "late"; seconds: number };

/** When a thread that waits since `waitingSince` should be answered; null when nobody waits. */
export function dueOf(waitingSince: string | null, now: Date): Due | null {
  if (waitingSince === null) return null;
  const left = Date.parse(waitingSince) + aim - now.getTime();
  const grade = left < 0 ? "late" : left <= soon ? "soon" : "calm";
  return { grade, seconds: Math.abs(left) / 1000 };
}
