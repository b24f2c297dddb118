import { z } from "zod";
import { Strength, type Warning, WarningCode } from "./schema.ts";

/** A reason that stood under a draft; `edited`: the draft changed after it was shown. */
export const Fired = z.object({ code: WarningCode, strength: Strength, edited: z.boolean() });
export type Fired = z.infer<typeof Fired>;

/**
 * What became of a reason by the time the reply went out. `heeded`: it was gone. `overridden`: it asked, and a reason
 * was given. `kept`: it was said, and the reply went out all the same.
 */
export const Outcome = z.enum(["heeded", "overridden", "kept"]);
export type Outcome = z.infer<typeof Outcome>;

/** How a reason fared: a person's answer to it, and whether they touched the draft at all after it was shown. */
export type Fared = Fired & { outcome: Outcome };

/** How many of the newest firings are looked at before a reason becomes a hint. */
export const firingsJudged = 50;

// What would leave as a raw slot, tell a secret or be refused by the network asks whatever people thought of it before;
// `check.ts` holds to the same.
const neverDemoted: readonly WarningCode[] = ["PLACEHOLDER", "PRIVATE_PUBLIC", "OVER_LENGTH"];

/**
 * How every reason of one reply fared: those that stood while it was written and those that stand at the end.
 * @param fired what the composer showed, each code once
 * @param standing what the check says about the text that is sent
 * @param overridden whether a reason was given for sending it anyway
 */
export function faredOf(fired: readonly Fired[], standing: readonly Warning[], overridden: boolean): Fared[] {
  const shown = new Map(fired.map((one) => [one.code, one]));
  const still = standing.map(({ code, strength }): Fared => {
    const outcome = overridden && strength === "ask" ? "overridden" : "kept";
    return { code, strength, edited: shown.get(code)?.edited ?? false, outcome };
  });
  const gone = [...shown.values()].filter((one) => !standing.some(({ code }) => code === one.code));
  return [...still, ...gone.map((one): Fared => ({ ...one, edited: true, outcome: "heeded" }))];
}

/**
 * Whether a reason becomes a hint: heeded in less than half of its last fifty firings (methods.md B5.4).
 * @param outcomes newest first, none older than the day a lead wanted it counted anew; fewer than fifty decide nothing
 */
export function becomesHint(code: WarningCode, outcomes: readonly Outcome[]): boolean {
  if (neverDemoted.includes(code) || outcomes.length < firingsJudged) return false;
  const last = outcomes.slice(0, firingsJudged);
  return last.filter((outcome) => outcome === "heeded").length * 2 < firingsJudged;
}

/**
 * Wilson score interval of a share, 95 %: (p + z²/2n ± z √(p(1-p)/n + z²/4n²)) / (1 + z²/n).
 * @returns null for none of none, because a share of nothing is not known
 */
export function wilson(hits: number, of: number): { low: number; high: number } | null {
  if (of === 0) return null;
  const z2 = 1.959964 ** 2;
  const share = hits / of;
  const middle = share + z2 / (2 * of);
  const reach = Math.sqrt(z2) * Math.sqrt((share * (1 - share)) / of + z2 / (4 * of * of));
  return { low: Math.max(0, (middle - reach) / (1 + z2 / of)), high: Math.min(1, (middle + reach) / (1 + z2 / of)) };
}
