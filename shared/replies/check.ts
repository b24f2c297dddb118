import { graphemeLength } from "../text.ts";
import { findGreeting } from "./greeting.ts";
import type { DetectLanguage } from "./language.ts";
import { isOneOf } from "./names.ts";
import type { EarlierIndex } from "./nearest.ts";
import { normalizeReply } from "./normalize.ts";
import { openingOf } from "./opening.ts";
import { changedShare, commonWords, ownWordShare, passages } from "./own-words.ts";
import { findPlaceholders } from "./placeholder.ts";
import { findPrivate } from "./private.ts";
import type { CheckResult, NearestReply, Span, Strength, Warning, WarningCode } from "./schema.ts";
import { outsideSlots, renderTemplate, type SlotValues } from "./template.ts";
import { jaccard, trigramsOf } from "./trigrams.ts";
import { contentWords, type Word, wordsOf } from "./words.ts";

/** One message of the thread; `id` and `sentAt` are shown as evidence when our own reply is repeated. */
export type CheckedMessage = {
  author: "member" | "brand";
  text: string;
  lang: string | null;
  id?: string;
  sentAt?: string;
};

/** Everything the check looks at. It reads no clock and asks no server: the same input gives the same answer. */
export type CheckInput = {
  draft: string;
  templateBody: string | null;
  templateValues: SlotValues;
  thread: {
    id: string;
    memberName: string;
    otherNames: readonly string[];
    messages: readonly CheckedMessage[];
    lang: string | null;
  };
  teamNames: readonly string[];
  earlier: EarlierIndex;
  /** Texts of the last ten replies, newest first. */
  recentOpenings: readonly string[];
  /** Longest reply the network takes, in graphemes. */
  limit: number;
  public: boolean;
  /** The brand's languages, BCP 47. */
  languages: readonly string[];
  allowedContacts: readonly string[];
  /** Texts of every template in use, so that one pasted in by hand is known too; `verbatim` blocks are left out. */
  templates?: readonly string[];
  /** Other open threads of the brand, for ANSWERS_OTHER; a hundred are plenty. */
  openThreads?: readonly { id: string; memberName: string; text: string }[];
  /** When the draft was begun and what has happened in the thread since; null or missing: not known. */
  draftBegan?: { at: string } | null;
  /** The brand signs with the person's initials ("^AB"); missing: it does not matter. */
  signature?: string | null;
  /** The brand is in a crisis: a cheerful tone asks first. */
  crisis?: boolean;
  /** Reasons people heeded in less than half of their last fifty: shown as hints. */
  demoted?: readonly WarningCode[];
  /** From `loadDetector`; null until it is loaded, and then languages are not compared. */
  detect: DetectLanguage | null;
};

// Measured: pairs from .50 on are called the same text by a reader (39 of 39), one in two of .45 to .50.
const sameText = 0.6;
const largelyReused = 0.45;
const sameInThread = 0.5;
const leastChanged = 0.15;
const leastContentWords = 6;
const sameOpenings = 3;

type Draft = { text: string; lang: string | null; detected: string | null; words: Word[]; exempt: boolean };

const warning = (
  code: WarningCode,
  strength: Strength,
  params: Warning["params"] = {},
  spans: Span[] = [],
  earlier: Warning["earlier"] = null,
): Warning => ({ code, strength, params, spans, earlier, comment: null, help: null, demoted: false });

const percent = (share: number) => Math.round(share * 100);

/** PLACEHOLDER: something was left to be filled in. */
function placeholder({ text }: Draft): Warning | null {
  const spans = findPlaceholders(text);
  const [first] = spans;
  if (!first) return null;
  return warning("PLACEHOLDER", "ask", { found: text.slice(first.from, first.to).trim(), count: spans.length }, spans);
}

/** WRONG_NAME: the greeting's name is none of the member, the people in the thread, the brand and the team. */
function wrongName({ text }: Draft, { thread, teamNames, templateValues }: CheckInput): Warning | null {
  const name = findGreeting(text)?.name;
  if (!name || thread.memberName.trim() === "") return null;
  const people = [thread.memberName, ...thread.otherNames, ...teamNames, templateValues["brand.name"] ?? ""];
  if (isOneOf(name, people)) return null;
  // A person who signs their comment with a name the network does not show may be called by it.
  const signed = thread.messages
    .filter((message) => message.author === "member")
    .map(({ text }) => text.slice(0, 2000));
  if (isOneOf(name, signed)) return null;
  const { from, to } = name;
  return warning("WRONG_NAME", "ask", { name: name.words.join(" "), member: thread.memberName }, [{ from, to }]);
}

/** PRIVATE_PUBLIC: a private detail that the brand did not publish itself, where everyone can read it. */
function privateInPublic({ text }: Draft, input: CheckInput): Warning | null {
  const found = input.public ? findPrivate(text, input.allowedContacts) : [];
  const [first] = found;
  if (!first) return null;
  const spans = found.map(({ from, to }) => ({ from, to }));
  return warning("PRIVATE_PUBLIC", "ask", { kind: first.kind, count: found.length }, spans);
}

/** OVER_LENGTH: more graphemes than the network takes; the part too much is marked. */
function overLength({ text }: Draft, { limit }: CheckInput): Warning | null {
  // A grapheme is at least one code unit, so most drafts need no counting.
  if (text.length <= limit) return null;
  const length = graphemeLength(text);
  if (length <= limit) return null;
  let from = 0;
  let count = 0;
  for (const { index } of new Intl.Segmenter("en", { granularity: "grapheme" }).segment(text)) {
    from = index;
    if (count++ === limit) break;
  }
  return warning("OVER_LENGTH", "ask", { length, limit, over: length - limit }, [{ from, to: text.length }]);
}

/** TEMPLATE_VERBATIM: under 15 % of the template's words outside its slots were changed. Five words or fewer are exempt. */
function templateVerbatim(draft: Draft, { templateBody, templateValues }: CheckInput): Warning | null {
  if (templateBody === null) return null;
  const body = wordsOf(outsideSlots(templateBody), draft.lang);
  if (body.length < leastContentWords) return null;
  const { text, slots } = renderTemplate(templateBody, templateValues);
  const filled = slots.flatMap(({ from, to }) => wordsOf(text.slice(from, to), draft.lang));
  const changed = changedShare(body, draft.words, filled);
  if (changed >= leastChanged) return null;
  const bodyWords = body.map((word) => word.text);
  const draftWords = draft.words.map((word) => word.text);
  const spans = passages(draft.words, commonWords(bodyWords, draftWords), 2);
  return warning("TEMPLATE_VERBATIM", "warn", { changed: percent(changed) }, spans);
}

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
  return warning(code, strength, params, spans, { ...found, sharedWords });
}

/** Our most similar own reply in this thread, from the index or from the thread itself. */
function nearestInThread(draft: Draft, { thread, earlier }: CheckInput): NearestReply | null {
  let best = earlier.nearest(draft.text, { lang: draft.lang, inThread: thread.id });
  const grams = trigramsOf(normalizeReply(draft.text, draft.lang));
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

/** REPEAT_RECENT: .60 and more is the same text, .45 to .60 largely reused. */
function repeatRecent(draft: Draft, found: NearestReply | null): Warning | null {
  if (!found || found.similarity < largelyReused) return null;
  return repetition("REPEAT_RECENT", found.similarity >= sameText ? "warn" : "hint", draft, found);
}

/**
 * LANG_MISMATCH: the last message of four words or more from outside is surely in another language than the draft, and
 * the thread's member does not write in the draft's language either (a bystander may have had the last word).
 */
function languageMismatch(draft: Draft, { detect, thread, languages }: CheckInput): Warning | null {
  if (!detect || !draft.detected || thread.lang?.split("-")[0] === draft.detected) return null;
  for (const { author, text } of thread.messages.toReversed()) {
    if (author !== "member") continue;
    const theirs = detect(text, { among: languages });
    if (!theirs) continue;
    if (!theirs.sure || theirs.lang === draft.detected) return null;
    return warning("LANG_MISMATCH", "warn", { draft: draft.detected, comment: theirs.lang });
  }
  return null;
}

/** SAME_OPENING: at least three of the last ten replies begin with the same five words. */
function sameOpening(draft: Draft, { recentOpenings }: CheckInput): Warning | null {
  const opening = openingOf(draft.text, draft.lang);
  if (!opening) return null;
  const last = recentOpenings.slice(0, 10);
  const count = last.filter((text) => openingOf(text, draft.lang) === opening).length;
  if (count < sameOpenings) return null;
  const passage = new RegExp(opening.replaceAll(" ", "[^\\p{L}\\p{M}\\p{N}]+").replaceAll("0", "\\p{N}"), "iu").exec(
    draft.text,
  );
  const spans = passage ? [{ from: passage.index, to: passage.index + passage[0].length }] : [];
  return warning("SAME_OPENING", "hint", { count, of: last.length, opening }, spans);
}

function readDraft({ draft, detect, thread, languages }: CheckInput): Draft {
  const guess = detect?.(draft, { among: languages }) ?? null;
  const lang = guess?.lang ?? thread.lang;
  const normal = wordsOf(normalizeReply(draft, lang), lang);
  return {
    text: draft,
    lang,
    detected: guess?.sure ? guess.lang : null,
    words: wordsOf(draft, lang),
    exempt: contentWords(normal).length < leastContentWords,
  };
}

const order: Record<Strength, number> = { ask: 0, warn: 1, hint: 2 };

/**
 * The personalization check of one draft: named reasons with their evidence, strongest first, and two plain meters.
 * Deterministic and offline; thresholds and measurements in `DECISIONS.md`. Replies of five content words or fewer
 * are not compared with earlier ones ("Thank you, Anna").
 */
export function checkReply(input: CheckInput): CheckResult {
  if (input.draft.trim() === "") return { warnings: [], ownWords: null, nearest: null, voice: [] };
  const draft = readDraft(input);
  const lookup = { lang: draft.lang, notInThread: input.thread.id };
  const recent = draft.exempt ? null : input.earlier.nearest(draft.text, lookup);
  const here = draft.exempt ? null : nearestInThread(draft, input);
  const warnings = [
    placeholder(draft),
    wrongName(draft, input),
    privateInPublic(draft, input),
    overLength(draft, input),
    here && here.similarity >= sameInThread ? repetition("REPEAT_THREAD", "warn", draft, here) : null,
    repeatRecent(draft, recent),
    templateVerbatim(draft, input),
    languageMismatch(draft, input),
    sameOpening(draft, input),
  ].filter((found) => found !== null);
  const rendered = input.templateBody === null ? null : renderTemplate(input.templateBody, input.templateValues).text;
  return {
    warnings: warnings.sort((a, b) => order[a.strength] - order[b.strength]),
    ownWords: rendered === null ? null : ownWordShare(wordsOf(rendered, draft.lang), draft.words),
    nearest: here && here.similarity >= (recent?.similarity ?? 0) ? here : recent,
    voice: [],
  };
}
