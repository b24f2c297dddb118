import { z } from "zod";

/**
 * The words of a follower in a department's language, and who made them: a person, a language model (`model` is its
 * name), or both, a person having changed a model's draft. Always shown beside the original, never instead of it.
 */
export const Translation = z.object({
  lang: z.string(),
  text: z.string(),
  person: z.string().nullable(),
  model: z.string().nullable(),
});
export type Translation = z.infer<typeof Translation>;

/** A translation as it is sent along; the server says who the person and the model are. */
export const TranslationInput = z.object({
  messageId: z.string(),
  lang: z.string().min(2).max(35),
  text: z.string().trim().min(1).max(5000),
  by: z.enum(["person", "model", "both"]),
});
export type TranslationInput = z.infer<typeof TranslationInput>;

/** Whether words need translating for somebody: both languages known and not the same. */
export const needsTranslation = (lang: string | null, into: string): boolean =>
  lang !== null && lang.slice(0, 2).toLowerCase() !== into.slice(0, 2).toLowerCase();
