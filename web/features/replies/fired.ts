import { useEffect } from "react";
import type { Fired } from "#shared/replies/learning.ts";
import type { Warning } from "#shared/replies/schema.ts";
import type { Checked } from "./use-check.ts";

type Shown = Pick<Warning, "code" | "strength"> & { text: string };

// A reason counts as said when a person had the time to read it; half a word typed in passing is no draft yet.
const readingTime = 2500;

const shown = new Map<string, Map<Warning["code"], Shown>>();

/** Remembers which reasons stood long enough to be read while the draft of this key was written. */
export function useFired(key: string, checked: Checked | null, text: string): void {
  useEffect(() => {
    if (!checked || checked.text !== text) return;
    const timer = setTimeout(() => noteShown(key, checked.result.warnings, text), readingTime);
    return () => clearTimeout(timer);
  }, [key, checked, text]);
}

/** Notes reasons as said about a text; the first time counts. */
export function noteShown(key: string, warnings: readonly Warning[], text: string): void {
  const ofDraft = shown.get(key) ?? new Map<Warning["code"], Shown>();
  shown.set(key, ofDraft);
  for (const { code, strength } of warnings) if (!ofDraft.has(code)) ofDraft.set(code, { code, strength, text });
}

/** What was said about a draft, and whether it was changed after that. */
export const firedOf = (key: string, text: string): Fired[] =>
  [...(shown.get(key)?.values() ?? [])].map((one) => ({
    code: one.code,
    strength: one.strength,
    edited: one.text.trim() !== text.trim(),
  }));

/** Forgets a draft that was sent or thrown away. */
export const forgetFired = (key: string): void => void shown.delete(key);
