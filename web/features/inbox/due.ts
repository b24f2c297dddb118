import type { Brand } from "#shared/team/schema.ts";
import { serviceClock } from "#shared/team/service-clock.ts";

const halfAnHour = 30 * 60;

/** How near the answer is due: `calm` over 30 minutes, `soon` up to then, `late` after. `seconds` is never negative. */
export type Due = { grade: "calm" | "soon" | "late"; seconds: number };
type Aiming = Pick<Brand, "answerAim" | "serviceHours" | "timeZone">;

const clocks = new WeakMap<Aiming, (from: string, to: string) => number>();

/**
 * When a thread that waits since `waitingSince` should be answered; null when nobody waits. The brand says within how
 * many minutes, and time outside its service hours does not run.
 */
export function dueOf(waitingSince: string | null, now: Date, brand: Aiming | undefined): Due | null {
  if (waitingSince === null || !brand) return null;
  const clock = clocks.get(brand) ?? serviceClock(brand.serviceHours, brand.timeZone);
  clocks.set(brand, clock);
  const left = brand.answerAim * 60 - clock(waitingSince, now.toISOString());
  const grade = left < 0 ? "late" : left <= Math.min(halfAnHour, brand.answerAim * 30) ? "soon" : "calm";
  return { grade, seconds: Math.abs(left) };
}
