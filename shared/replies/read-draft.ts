import type { Answered, CheckInput, Draft } from "./check-input.ts";
import { foldedInPlace } from "./cues.ts";
import { visible } from "./invisible.ts";
import { readMood } from "./mood.ts";
import { normalizeReply } from "./normalize.ts";
import { blankLegal, legalPassages } from "./verbatim.ts";
import { contentWords, wordsOf } from "./words.ts";

const leastWords = 6;
const mostRead = 6;

/** What members wrote since our last answer, or the last thing they wrote when we had the last word. */
function answeredIn({ thread, detect, languages }: CheckInput, draftLang: string | null): Answered {
  const { messages } = thread;
  const lastOurs = messages.findLastIndex(({ author }) => author === "brand");
  const theirs = messages.map((message, at) => ({ ...message, at })).filter(({ author }) => author === "member");
  const since = theirs.filter(({ at }) => at > lastOurs);
  const read = (since.length > 0 ? since : theirs.slice(-1)).slice(-mostRead);
  let text = "";
  const parts: Answered["parts"] = [];
  for (const message of read) {
    if (text !== "") text += "\n";
    parts.push({ message: message.at, from: text.length, length: message.text.length, id: message.id ?? null });
    text += message.text;
  }
  const known = read.findLast(({ lang }) => lang !== null)?.lang ?? null;
  const lang = known ?? detect?.(text, { among: languages })?.lang ?? thread.lang ?? draftLang;
  return { text, folded: foldedInPlace(text), lang, parts, mood: readMood(text, lang) };
}

/** Reads a draft once for all rules. Offsets are in the visible text; the check maps them back. */
export function readDraft(input: CheckInput): { draft: Draft; back: (at: number) => number } {
  const { detect, thread, languages, templateBody, templates = [] } = input;
  const { text, back } = visible(input.draft);
  const guess = detect?.(text, { among: languages }) ?? null;
  const lang = guess?.lang ?? thread.lang;
  const legal = legalPassages(templateBody === null ? templates : [templateBody, ...templates]);
  const normal = normalizeReply(blankLegal(text, legal), lang);
  const words = wordsOf(normal, lang);
  const answered = answeredIn(input, lang);
  const { complaint, asks } = answered.mood;
  const isShort = contentWords(words).length < leastWords;
  const draft: Draft = {
    text,
    folded: foldedInPlace(text),
    lang,
    detected: guess?.sure ? guess.lang : null,
    words: wordsOf(text, lang),
    normal,
    exempt: words.length < leastWords || (isShort && complaint.length === 0 && !asks),
    answered,
  };
  return { draft, back };
}
