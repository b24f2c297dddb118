import type { DetectLanguage } from "./language.ts";
import type { Mood } from "./mood.ts";
import type { EarlierIndex } from "./nearest.ts";
import type { Span, Strength, Warning, WarningCode } from "./schema.ts";
import type { SlotValues } from "./template.ts";
import type { Word } from "./words.ts";

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
  /** Texts of every template in use, so that one pasted in by hand is known too; `[[legal]]` passages are left out. */
  templates?: readonly string[];
  /** Other open threads of the brand, for ANSWERS_OTHER; a hundred are plenty. */
  openThreads?: readonly { id: string; memberName: string; text: string }[];
  /** When the draft was begun; messages of the thread sent later make it stale. Null or missing: not known. */
  draftBegan?: { at: string } | null;
  /** The initials this person has to sign with ("^AB"); null or missing: the brand does not want any. */
  signature?: string | null;
  /** The brand is in a crisis: a cheerful tone asks first. */
  crisis?: boolean;
  /** Reasons people heeded in less than half of their last fifty: shown as hints. */
  demoted?: readonly WarningCode[];
  /** From `loadDetector`; null until it is loaded, and then languages are not compared. */
  detect: DetectLanguage | null;
};

/** The message or messages a draft answers: what the members wrote last, joined, with the way back to each. */
export type Answered = {
  text: string;
  /** `text` in lower case without marks, sign by sign */
  folded: string;
  lang: string | null;
  /** place in `thread.messages` and where its text begins in `text` */
  parts: { message: number; from: number; length: number; id: string | null }[];
  mood: Mood;
};

/** A draft as the rules see it: without invisible signs, its words, its language, and what it answers. */
export type Draft = {
  text: string;
  /** `text` in lower case without marks, sign by sign */
  folded: string;
  lang: string | null;
  detected: string | null;
  words: Word[];
  /** words left for comparing, legal passages cut out */
  normal: string;
  /** too short, or thanks for praise: not compared with earlier replies */
  exempt: boolean;
  answered: Answered;
};

/** A reason, with what most of them have not got filled in. */
export const reason = (
  code: WarningCode,
  strength: Strength,
  params: Warning["params"] = {},
  spans: Span[] = [],
  more: Partial<Pick<Warning, "earlier" | "comment" | "help">> = {},
): Warning => ({ code, strength, params, spans, earlier: null, comment: null, help: null, demoted: false, ...more });

/** Spans of the answered text as evidence in one message: that of the first span. */
export function evidenceIn(answered: Answered, spans: readonly Span[]): Warning["comment"] {
  const [first] = spans;
  const part = first && answered.parts.find(({ from, length }) => first.from >= from && first.to <= from + length);
  if (!part) return null;
  const inside = spans.filter(({ from, to }) => from >= part.from && to <= part.from + part.length);
  return {
    message: part.message,
    id: part.id,
    spans: inside.map(({ from, to }) => ({ from: from - part.from, to: to - part.from })),
  };
}
