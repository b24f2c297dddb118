import { z } from "zod";
import { Fired } from "#shared/replies/learning.ts";
import { Warning } from "#shared/replies/schema.ts";

/** Words of a letter as a person wants them to leave; `fired`: the reasons that were shown while they were written. */
export const LetterWords = z.object({
  id: z.string().max(60),
  text: z.string().trim().min(1).max(10_000),
  fired: z.array(Fired).max(30).default([]),
});
export type LetterWords = z.infer<typeof LetterWords>;

/**
 * What stands against a letter: the reasons of the personalization check, each with its evidence. `echoes`: whether an
 * outcome takes up a word of the idea in its own sentences; null where words cannot be compared.
 */
export const LetterReasons = z.object({ id: z.string(), warnings: z.array(Warning), echoes: z.boolean().nullable() });
export type LetterReasons = z.infer<typeof LetterReasons>;

/** Whether a letter needs another word before it leaves with others: everything but hints, for nobody reads each. */
export const needsWord = ({ warnings, echoes }: Pick<LetterReasons, "warnings" | "echoes">): boolean =>
  echoes === false || warnings.some((warning) => warning.strength !== "hint");

/** `already`: letters that somebody else had sent meanwhile; `notSent`: those that could not leave, with the reason. */
export const LettersSent = z.object({
  sent: z.number().int(),
  already: z.number().int(),
  notSent: z.array(z.object({ id: z.string(), code: z.string(), message: z.string() })),
});
export type LettersSent = z.infer<typeof LettersSent>;
