import { useEffect, useState } from "react";
import { z } from "zod";
import { Outcome, Verdict } from "#shared/forwarding/schema.ts";

const Kept = z.object({
  verdict: Verdict.nullable(),
  answer: z.string(),
  name: z.string(),
  at: z.string(),
  outcome: Outcome.nullable().default(null),
  handToId: z.string().nullable().default(null),
});
export type AnswerDraft = z.infer<typeof Kept>;

// The beginning of a token tells questions apart and opens nothing.
const keyOf = (token: string): string => `konak.answer.${token.slice(0, 10)}`;

/** What was written on this device before, or null; a browser that keeps nothing is not an error. */
export function readDraft(token: string): AnswerDraft | null {
  try {
    return Kept.parse(JSON.parse(localStorage.getItem(keyOf(token)) ?? "null"));
  } catch {
    return null;
  }
}

/** Keeps a draft on this device; false when the browser does not let us. */
export function keepDraft(token: string, draft: AnswerDraft): boolean {
  try {
    localStorage.setItem(keyOf(token), JSON.stringify(draft));
    return true;
  } catch {
    return false;
  }
}

export function forgetDraft(token: string): void {
  try {
    localStorage.removeItem(keyOf(token));
  } catch {
    // nothing was kept, so there is nothing to forget
  }
}

/** The draft of one answer, kept a moment after the last key. `keptAt` is null until something was written. */
export function useAnswerDraft(token: string, name: string) {
  const [draft, setDraft] = useState<AnswerDraft>(
    () => readDraft(token) ?? { verdict: null, answer: "", name, at: "", outcome: null, handToId: null },
  );
  const [kept, setKept] = useState<{ at: string } | "not" | null>(() => (draft.at ? { at: draft.at } : null));
  const [dirty, setDirty] = useState(false);
  useEffect(() => {
    if (!dirty) return;
    const timer = setTimeout(() => {
      const at = new Date().toISOString();
      setKept(keepDraft(token, { ...draft, at }) ? { at } : "not");
      setDirty(false);
    }, 400);
    return () => clearTimeout(timer);
  }, [dirty, draft, token]);
  const change = (more: Partial<AnswerDraft>) => {
    setDraft((before) => ({ ...before, ...more }));
    setDirty(true);
  };
  return { draft, change, kept };
}
