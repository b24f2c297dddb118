import { type CheckInput, type Draft, reason } from "./check-input.ts";
import { normalizeReply } from "./normalize.ts";
import { openingOf } from "./opening.ts";
import { changedShare, commonWords, passages } from "./own-words.ts";
import type { NearestReply, Strength, Warning, WarningCode } from "./schema.ts";
import { outsideSlots, renderTemplate } from "./template.ts";
import { nearTemplates } from "./template-index.ts";
import { jaccard, trigramsOf } from "./trigrams.ts";
import { blankLegal, legalPassages } from "./verbatim.ts";
import { contentWords, type Word, wordsOf } from "./words.ts";

// From .50 on a reader calls a pair the same text (39 of 39), below only one in two; at .45 one reply in a hundred is a false alarm.
const sameText = 0.6;
const largelyReused = 0.5;
const sameInThread = 0.5;
const leastChanged = 0.15;
const lightlyChanged = 0.3;
const leastTemplateWords = 6;
const sameOpenings = 3;

const percent = (share: number) => Math.round(share * 100);

/** The evidence of a repetition: the words both share, and their passages in the draft. */
function repetition(code: WarningCode, strength: Strength, draft: Draft, found: NearestReply): Warning {
  const words = wordsOf(found.text, draft.lang);
  const kept = commonWords(
    words.map((word) => word.text),
    draft.words.map((word) => word.text),
  );
  const sharedWords = [...new Set(contentWords(kept.map((at) => draft.words[at]!)).map((word) => word.text))];
  const spans = passages(draft.words, kept, 3);
  const params = { similarity: percent(found.similarity), member: found.memberName };
  const help = { kind: "openEarlier" as const, replyId: found.id, threadId: found.threadId };
  return reason(code, strength, params, spans, { earlier: { ...found, sharedWords }, help });
}

/** Our most similar own reply in this thread, from the index or from the thread itself. */
export function nearestInThread(draft: Draft, { thread, earlier }: CheckInput): NearestReply | null {
  let best = earlier.nearest(draft.normal, { normalized: true, inThread: thread.id });
  const grams = trigramsOf(draft.normal);
  for (const { author, text, lang, id, sentAt } of thread.messages) {
    if (author !== "brand") continue;
    const similarity = jaccard(grams, trigramsOf(normalizeReply(text, lang ?? draft.lang)));
    if (similarity <= (best?.similarity ?? 0)) continue;
    best = {
      id: id ?? null,
      threadId: thread.id,
      memberName: thread.memberName,
      sentAt: sentAt ?? null,
      text,
      similarity,
    };
  }
  return best;
}

/** REPEAT_THREAD: .50 and more of one of our own replies in the same thread. */
export const repeatThread = (draft: Draft, found: NearestReply | null): Warning | null =>
  !draft.exempt && found && found.similarity >= sameInThread ? repetition("REPEAT_THREAD", "warn", draft, found) : null;

/** REPEAT_RECENT: .60 and more is the same text, .50 to .60 largely reused. */
export function repeatRecent(draft: Draft, found: NearestReply | null): Warning | null {
  if (draft.exempt || !found || found.similarity < largelyReused) return null;
  return repetition("REPEAT_RECENT", found.similarity >= sameText ? "warn" : "hint", draft, found);
}

/** Share of a template's words outside its slots that was changed, with the words that were kept; null: too short. */
function changedOf(draft: Draft, templateBody: string, { templateValues }: CheckInput) {
  const body = wordsOf(outsideSlots(templateBody), draft.lang);
  if (body.length < leastTemplateWords) return null;
  const { text, slots } = renderTemplate(templateBody, templateValues, draft.lang);
  const filled: Word[] = slots.flatMap(({ from, to }) => wordsOf(text.slice(from, to), draft.lang));
  const legal = legalPassages([templateBody]);
  const own = legal.length > 0 ? wordsOf(blankLegal(draft.text, legal), draft.lang) : draft.words;
  return { body, own, changed: changedShare(body, own, filled) };
}

/**
 * TEMPLATE_VERBATIM: under 15 % of the template's words outside its slots were changed; TEMPLATE_LIGHT: 15 to 30 %.
 * Looked for in the template chosen and, when it was pasted, in those of all templates that share its trigrams.
 */
export function templateKept(draft: Draft, input: CheckInput): Warning | null {
  const near = input.templates ? nearTemplates(input.templates, draft.normal) : [];
  const bodies = input.templateBody === null ? near : [input.templateBody, ...near];
  let best: NonNullable<ReturnType<typeof changedOf>> | null = null;
  for (const body of bodies) {
    const found = changedOf(draft, body, input);
    if (found && found.changed < (best?.changed ?? lightlyChanged)) best = found;
  }
  if (!best) return null;
  const kept = commonWords(
    best.body.map((word) => word.text),
    best.own.map((word) => word.text),
  );
  const spans = passages(best.own, kept, 2);
  const verbatim = best.changed < leastChanged;
  const params = { changed: percent(best.changed) };
  return reason(verbatim ? "TEMPLATE_VERBATIM" : "TEMPLATE_LIGHT", verbatim ? "warn" : "hint", params, spans);
}

/** SAME_OPENING: at least three of the last ten replies begin with the same five words. */
export function sameOpening(draft: Draft, { recentOpenings }: CheckInput): Warning | null {
  const opening = openingOf(draft.text, draft.lang);
  if (!opening) return null;
  const last = recentOpenings.slice(0, 10);
  const count = last.filter((text) => openingOf(text, draft.lang) === opening).length;
  if (count < sameOpenings) return null;
  const passage = new RegExp(opening.replaceAll(" ", "[^\\p{L}\\p{M}\\p{N}]+").replaceAll("0", "\\p{N}"), "iu").exec(
    draft.text,
  );
  const spans = passage ? [{ from: passage.index, to: passage.index + passage[0].length }] : [];
  return reason("SAME_OPENING", "hint", { count, of: last.length, opening }, spans);
}
