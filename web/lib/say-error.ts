import { type ErrorCode, errorCodes } from "#shared/errors.ts";
import { translate } from "#web/lib/i18n.ts";
import { errors } from "#web/lib/texts/en/errors.ts";

/** What failed, what is safe, and what the person can do about it. */
export type Sentence = { what: string; safe: string; todo: string };

/** A `Record` over the codes: a code of the server without a sentence does not compile. */
const sentences: Record<ErrorCode | "offline", Sentence> = errors;

const known = new Set<string>(errorCodes);

/** The code of anything that was thrown; `offline` when no answer of the server came at all. */
export function codeOf(error: unknown): ErrorCode | "offline" {
  const data = (error as { data?: { code?: unknown } | null } | null)?.data;
  if (typeof data?.code === "string") return known.has(data.code) ? (data.code as ErrorCode) : "unexpected";
  return error instanceof Error && /fetch|network|load failed/i.test(error.message) ? "offline" : "unexpected";
}

/** The details the server sent with a broken rule, such as the limit a text went over. */
export const detailsOf = (error: unknown): Record<string, unknown> =>
  (error as { data?: { details?: Record<string, unknown> } | null } | null)?.data?.details ?? {};

/** The sentence for an error in the person's language. */
export function sayError(error: unknown): Sentence & { code: ErrorCode | "offline" } {
  const code = codeOf(error);
  const details = detailsOf(error);
  const say = (part: keyof Sentence) => translate(`errors:${code}.${part}`, details) ?? sentences[code][part];
  return { code, what: say("what"), safe: say("safe"), todo: say("todo") };
}
