import { takenUp, tellingWords } from "#shared/replies/echo.ts";
import { graphemeLength } from "#shared/text.ts";

/** The least a reason for declining has to say, in graphemes (methods.md E3). */
export const leastReason = 40;

/**
 * Whether a reason answers an idea. `echoes`: it takes up a telling word of the idea in one form or another; null when
 * the idea has none, and then length alone decides. `words`: what could be taken up, at most five, the longest first.
 */
export type ReasonCheck = { ok: boolean; length: number; least: number; echoes: boolean | null; words: string[] };

const nobody: ReadonlySet<string> = new Set();

/**
 * The echo check of methods.md B and E1 (Piezunka & Dahlander: a rejection whose wording matches the idea's keeps people).
 * @param lang language of the idea; a reason in another language cannot share its words and is judged by `translated`,
 * the same idea in the language of the reason, or by its length when there is none
 */
export function reasonCheck(
  reason: string,
  idea: { text: string; lang: string | null },
  reasonLang: string | null = idea.lang,
  translated: string | null = null,
): ReasonCheck {
  const length = graphemeLength(reason.trim());
  const foreign = idea.lang !== null && reasonLang !== null && base(idea.lang) !== base(reasonLang);
  const text = foreign ? (translated ?? "") : idea.text;
  const theirs = tellingWords(text, foreign ? reasonLang : idea.lang, nobody);
  const words = [...new Map(theirs.map((word) => [word.text, text.slice(word.from, word.to)])).values()]
    .sort((a, b) => b.length - a.length)
    .slice(0, 5);
  const echoes = theirs.length === 0 ? null : takenUp(theirs, tellingWords(reason, reasonLang, nobody)).length > 0;
  return { ok: length >= leastReason && echoes !== false, length, least: leastReason, echoes, words };
}

const base = (lang: string): string => lang.split("-")[0] ?? lang;
