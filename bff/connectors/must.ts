import type { Outcome } from "./connector.ts";

type Failure = Exclude<Outcome<never>, { kind: "ok" }>;

class Stopped extends Error {
  outcome: Failure;
  constructor(outcome: Failure) {
    super(outcome.reason);
    this.outcome = outcome;
  }
}

/** The value of an outcome inside `whole`; any other outcome ends the work and becomes its outcome. */
export function must<T>(outcome: Outcome<T>): T {
  if (outcome.kind !== "ok") throw new Stopped(outcome);
  return outcome.value;
}

/** Work of several calls as one outcome: what `must` stopped at, or the value. Nothing of half a work is told. */
export async function whole<T>(work: () => Promise<T>): Promise<Outcome<T>> {
  try {
    return { kind: "ok", value: await work() };
  } catch (error) {
    if (error instanceof Stopped) return error.outcome;
    throw error;
  }
}
