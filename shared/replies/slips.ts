import { graphemeLength } from "../text.ts";
import { type CheckInput, type Draft, reason } from "./check-input.ts";
import { cuePattern, cueSpans, sentencesOf } from "./cues.ts";
import { signaturePattern } from "./normalize.ts";
import { findPlaceholders } from "./placeholder.ts";
import { findPrivate, type PrivateKind } from "./private.ts";
import type { Span, Warning } from "./schema.ts";

/** PLACEHOLDER: something was left to be filled in. */
export function placeholder({ text }: Draft): Warning | null {
  const spans = findPlaceholders(text);
  const [first] = spans;
  if (!first) return null;
  return reason("PLACEHOLDER", "ask", { found: text.slice(first.from, first.to).trim(), count: spans.length }, spans);
}

const privateNouns: [PrivateKind, RegExp][] = [
  [
    "email",
    cuePattern(
      "email|e-mail|email address|e-mail address|mail address|e-posta adres*|mail adres*|sähköpostiosoit*|adres e-mail|adres mailowy|adresu e-mail|adres email",
    ),
  ],
  [
    "phone",
    cuePattern(
      "phone number|telephone number|mobile number|cell number|contact number|telefon numara*|cep numara*|puhelinnumero*|numer telefonu|numeru telefonu",
    ),
  ],
  [
    "order",
    cuePattern(
      "order number|order no|order id|booking reference|tracking number|account number|sipariş numara*|sipariş no|takip numara*|tilausnumero*|asiakasnumero*|seurantakood*|numer zamówienia|nr zamówienia|numeru zamówienia|numer klienta|numer przesyłki",
    ),
  ],
  ["card", cuePattern("card number|last four digits|kart numara*|korttinumero*|numer karty")],
  [
    "identity",
    cuePattern(
      "social security number|passport number|date of birth|kimlik numara*|tc kimlik|henkilötunnu*|syntymäaika*|pesel|datę urodzenia|data urodzenia",
    ),
  ],
];
const postsHere = cuePattern(
  "reply with|reply here with|comment with|comment your|post your|write your|below|in the comments|in a comment|here in the thread|under this post|tweet us your|reply to this|yoruma|yorumlara|yorum olarak|yorumda|buraya|altına|kommentteihin|kommenttiin|kommentissa|tähän|tänne|tämän alle|w komentarzu|w komentarzach|tutaj|pod postem|pod spodem",
);
const inPrivate = cuePattern(
  "dm|dms|pm|private*|direct message*|inbox|özel mesaj*|özelden|dm'den|yksityisviest*|yv|viestillä|prywatn*|pw|priv|never|do not|don't|delete|remove|paylaşmayın|yazmayın|älä|älkää|nie podawaj*|nie publikuj*|nie wpisuj*",
);

/** Where the draft asks for a private detail to be written right here. */
function asksInPublic({ text, folded }: Draft): (Span & { kind: PrivateKind })[] {
  if (cueSpans(folded, inPrivate).length > 0) return [];
  return sentencesOf(text).flatMap(({ from, to }) => {
    const sentence = folded.slice(from, to);
    if (cueSpans(sentence, postsHere).length === 0) return [];
    return privateNouns.flatMap(([kind, nouns]) =>
      cueSpans(sentence, nouns).map((span) => ({ kind, from: span.from + from, to: span.to + from })),
    );
  });
}

/** PRIVATE_PUBLIC: a private detail that the brand did not publish itself where everyone can read it, or a wish to post one. */
export function privateInPublic(draft: Draft, input: CheckInput): Warning | null {
  if (!input.public) return null;
  const written = findPrivate(draft.text, input.allowedContacts);
  const found = written.length > 0 ? written : asksInPublic(draft);
  const [first] = found;
  if (!first) return null;
  const spans = found.map(({ from, to }) => ({ from, to }));
  const asks = written.length > 0 ? "no" : "yes";
  return reason("PRIVATE_PUBLIC", "ask", { kind: first.kind, count: found.length, asks }, spans);
}

/** OVER_LENGTH: more graphemes than the network takes; the part too much is marked. Counted on the text as it is sent. */
export function overLength({ draft, limit }: CheckInput): Warning | null {
  // A grapheme is at least one code unit, so most drafts need no counting.
  if (draft.length <= limit) return null;
  const length = graphemeLength(draft);
  if (length <= limit) return null;
  let from = 0;
  let count = 0;
  for (const { index } of new Intl.Segmenter("en", { granularity: "grapheme" }).segment(draft)) {
    from = index;
    if (count++ === limit) break;
  }
  return reason("OVER_LENGTH", "ask", { length, limit, over: length - limit }, [{ from, to: draft.length }]);
}

/**
 * LANG_MISMATCH: the last message of four words or more from outside is surely in another language than the draft, and
 * the thread's member does not write in the draft's language either (a bystander may have had the last word).
 */
export function languageMismatch(draft: Draft, { detect, thread, languages }: CheckInput): Warning | null {
  if (!detect || !draft.detected || thread.lang?.split("-")[0] === draft.detected) return null;
  for (const [at, { author, text, id }] of [...thread.messages.entries()].reverse()) {
    if (author !== "member") continue;
    const theirs = detect(text, { among: languages });
    if (!theirs) continue;
    if (!theirs.sure || theirs.lang === draft.detected) return null;
    const comment = { message: at, id: id ?? null, spans: [{ from: 0, to: text.length }] };
    return reason("LANG_MISMATCH", "warn", { draft: draft.detected, comment: theirs.lang }, [], { comment });
  }
  return null;
}

/** STALE_DRAFT: messages of the thread were sent after the draft was begun. */
export function staleDraft({ draftBegan, thread }: CheckInput): Warning | null {
  if (!draftBegan) return null;
  const began = Date.parse(draftBegan.at);
  const isLater = (sentAt: string | undefined) => sentAt !== undefined && Date.parse(sentAt) > began;
  const first = thread.messages.findIndex(({ sentAt }) => isLater(sentAt));
  const message = thread.messages[first];
  if (!message) return null;
  const count = thread.messages.filter(({ sentAt }) => isLater(sentAt)).length;
  const comment = { message: first, id: message.id ?? null, spans: [{ from: 0, to: message.text.length }] };
  return reason("STALE_DRAFT", "warn", { count }, [], { comment, help: { kind: "openThread", threadId: thread.id } });
}

/** SIGNATURE_OFF: the brand signs with initials and the draft ends in none. */
export function signatureOff({ text }: Draft, { signature }: CheckInput): Warning | null {
  if (!signature?.trim()) return null;
  const end = text.trimEnd();
  if (end.endsWith(signature.trim()) || signaturePattern.test(end.slice(-80))) return null;
  return reason("SIGNATURE_OFF", "hint", { signature }, [], {
    help: { kind: "insert", text: ` ${signature.trim()}`, at: end.length },
  });
}
