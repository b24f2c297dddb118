import { findPhoneNumbersInText } from "libphonenumber-js/min";
import { fold } from "../text.ts";
import { isCard, isHetu, isIban, isPesel, isTckn } from "./checksums.ts";
import type { Span } from "./schema.ts";

/** What must not stand in public. `identity` is a Turkish, Polish or Finnish personal number. */
export type PrivateKind = "email" | "phone" | "iban" | "card" | "identity" | "order";

/** A private detail and where it stands. */
export type PrivateSpan = Span & { kind: PrivateKind };

const emailPattern = /(?<![\p{L}\p{N}._%+-])[\p{L}\p{N}._%+-]{1,64}@(?:[\p{L}\p{N}-]{1,63}\.){1,5}\p{L}{2,24}/gu;
const urlPattern = /(?:https?:\/\/|www\.)\S+/g;
const ibanPattern = /\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{2,4}){3,9}\b/g;
const longNumber = /(?<![\p{L}\p{N}])\d(?:[ -]?\d){10,18}(?![\p{L}\p{N}])/gu;
const hetuPattern = /(?<![\p{L}\p{N}])\d{6}[-+A-FU-Ya-fu-y]\d{3}[0-9A-Ya-y](?![\p{L}\p{N}])/gu;

// "order no. 12345", "sipariş numaranız: 12345", "tilausnumero 12345", "zamówienie nr 12345", "order #A-1234".
const orderLabel =
  "(?:(?:order|purchase|booking|invoice)(?:\\s+(?:number|no|nr|id|ref(?:erence)?)\\b)?|sipariş\\p{L}*(?:\\s+(?:no|numara)\\p{L}*)?|fatura\\p{L}*\\s+(?:no|numara)\\p{L}*|tilaus(?:numero\\p{L}*|nro|\\p{L}*(?:\\s+(?:nro|numero)\\p{L}*)?)|lasku(?:n\\s+)?numero\\p{L}*|(?:zamówieni|faktur)\\p{L}*(?:\\s+(?:nr|numer)\\p{L}*)?)";
const orderPattern = new RegExp(
  `(?<![\\p{L}\\p{N}])${orderLabel}[.:]?\\s*(?:(?:is|on|to|is:)\\s+)?(?:#\\s*|№\\s*|:\\s*)?((?:\\p{Lu}{1,4}-?)?\\d[\\d/-]{3,17}\\d?)(?![\\p{L}\\p{N}])`,
  "giu",
);

// What looks like a phone number and is none: dates, times, versions, sums of money, ranges of years.
const notPhones = [
  /\b\d{4}[-./]\d{1,2}[-./]\d{1,2}\b|\b\d{1,2}[-./]\d{1,2}[-./]\d{2,4}\b|\b\d{1,2}[:.]\d{2}\b(?!\.?\d)/g,
  /\b(?:19|20)\d{2}\s?[-–]\s?(?:19|20)\d{2}\b/g,
  /\b\d{1,9}(?:\.\d{1,9}){3,6}\b/g,
  /(?:[$€£₺]|\b(?:usd|eur|gbp|try|tl|pln|zł)\s)\s?\d[\d .,]{0,20}/giu,
  /(?<![\d.,] ?)\d[\d .,]{0,20}\s?(?:[$€£₺%]|(?:usd|eur|euros?|euroa|gbp|tl|lira|pln|zł|złotych|km|kg|g|ml|l|w|kwh)(?![\p{L}]))/giu,
  /#\s?\d+/g,
];
const cue =
  /(?:call|phone|tel|mobile|whatsapp|text|ring|dial|ara|arayın|telefon|numara|cep|puh|puhelin|soita|numero|zadzwoń|dzwoń|tel\.?|kom\.?|nr)[^\p{L}\p{N}]{0,4}(?:\p{L}{1,8}[^\p{L}\p{N}]{1,3}){0,3}$/iu;
const countries = ["TR", "FI", "PL", "US", "GB"] as const;

const blank = (text: string, pattern: RegExp): string => text.replace(pattern, (found) => " ".repeat(found.length));

/** Whether a number is written as people write phone numbers: +, a leading zero, groups, or a word like "call" before it. */
function readsAsPhone(text: string, from: number, to: number): boolean {
  const written = text.slice(from, to);
  const digits = written.replace(/\D/g, "");
  if (/^\+/.test(written)) return true;
  if (digits.length < 9 || digits.length > 13) return false;
  return (
    /^\(?0\d/.test(written) ||
    (written.match(/[ ().-]+/g)?.length ?? 0) >= 2 ||
    cue.test(text.slice(Math.max(0, from - 40), from))
  );
}

// The phone library reads five countries' rules; no public reply worth sending is longer.
const searched = 10_000;

function findPhones(text: string): Span[] {
  const plain = notPhones.reduce(blank, text.slice(0, searched));
  if ((plain.match(/\d/g)?.length ?? 0) < 8) return [];
  const spans: Span[] = [];
  for (const defaultCountry of countries) {
    for (const { startsAt, endsAt } of findPhoneNumbersInText(plain, { defaultCountry })) {
      const known = spans.find((span) => startsAt < span.to && endsAt > span.from);
      if (known) {
        known.from = Math.min(known.from, startsAt);
        known.to = Math.max(known.to, endsAt);
      } else if (readsAsPhone(plain, startsAt, endsAt)) spans.push({ from: startsAt, to: endsAt });
    }
  }
  return spans;
}

/** Whether the brand published it: the same address, any address of an allowed domain ("@brand.com"), the same number. */
function isAllowed(found: string, allowed: readonly string[]): boolean {
  const text = fold(found);
  const digits = found.replace(/\D/g, "");
  return allowed.some((contact) => {
    const own = fold(contact.trim());
    if (own.startsWith("@")) return text.endsWith(own);
    const ownDigits = contact.replace(/\D/g, "");
    if (ownDigits.length < 7 || own.includes("@")) return text === own;
    // National and international ways of writing share their last nine digits.
    return digits.length >= 7 && digits.slice(-9) === ownDigits.slice(-9);
  });
}

function identityKind(text: string): PrivateKind | null {
  if (isCard(text)) return "card";
  return /^\d{11}$/.test(text) && (isTckn(text) || isPesel(text)) ? "identity" : null;
}

/**
 * Private details in a text: mail addresses, phone numbers, IBAN, cards, TCKN, PESEL, henkilötunnus (each by its
 * checksum) and labelled order numbers. Links are not looked into.
 * @param allowed contacts the brand published itself: "help@brand.com", "@brand.com", "0850 222 11 33"
 */
export function findPrivate(text: string, allowed: readonly string[] = []): PrivateSpan[] {
  const found: PrivateSpan[] = [];
  let plain = blank(text, urlPattern);
  if (!/[@\d]/.test(plain)) return found;
  // Whatever was recognised is blanked, allowed or not, so that no part of it is taken for something else.
  const take = (kind: PrivateKind, from: number, to: number) => {
    if (!isAllowed(text.slice(from, to), allowed)) found.push({ kind, from, to });
    plain = plain.slice(0, from) + " ".repeat(to - from) + plain.slice(to);
  };
  for (const match of plain.matchAll(emailPattern)) take("email", match.index, match.index + match[0].length);
  for (const match of plain.matchAll(ibanPattern)) {
    if (isIban(match[0])) take("iban", match.index, match.index + match[0].length);
  }
  for (const match of plain.matchAll(hetuPattern)) {
    if (isHetu(match[0])) take("identity", match.index, match.index + match[0].length);
  }
  for (const match of plain.matchAll(longNumber)) {
    const kind = identityKind(match[0]);
    if (kind) take(kind, match.index, match.index + match[0].length);
  }
  for (const match of plain.matchAll(orderPattern)) {
    const from = match.index + match[0].lastIndexOf(match[1]!);
    take("order", from, from + match[1]!.length);
  }
  for (const { from, to } of findPhones(plain)) take("phone", from, to);
  return found.sort((a, b) => a.from - b.from);
}
