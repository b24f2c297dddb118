import type { TranslationInput } from "#shared/forwarding/translation.ts";

/** A translation being written; `drafted` is what a model wrote first, null where a person began. */
export type TranslationDraft = { lang: string; text: string; drafted: string | null };
/** By message. */
export type TranslationDrafts = Record<string, TranslationDraft>;

/** The translation of a message that goes along: into the department's language, and not empty. */
export function usedTranslation(drafts: TranslationDrafts, messageId: string, lang: string): TranslationDraft | null {
  const found = drafts[messageId];
  return found && found.lang === lang && found.text.trim() !== "" ? found : null;
}

/** Who made it: a model's draft that a person changed is by both. */
export const madeBy = ({ text, drafted }: TranslationDraft): TranslationInput["by"] =>
  drafted === null ? "person" : text.trim() === drafted.trim() ? "model" : "both";
