import { findPrivate, type PrivateKind } from "./private.ts";

const blanks: Record<PrivateKind, string> = {
  email: "[email]",
  phone: "[phone number]",
  iban: "[number]",
  card: "[number]",
  identity: "[number]",
  order: "[order number]",
};

// Invisible characters between the letters would hide an address from every pattern.
const invisible = /[\u00AD\u200B-\u200F\u2060-\u2064\uFEFF]/gu;
// In links too, and where somebody writes "(at)": rather one blank too many than one address too few.
const anyMail =
  /[\p{L}\p{N}._%+-]{1,64}\s?(?:@|%40|[([{]\s?(?:at|ät|małpa)\s?[)\]}])\s?(?:[\p{L}\p{N}-]{1,63}\.){1,5}\p{L}{2,24}/giu;
const longNumber = /\p{Nd}(?:[ .()/-]{0,2}\p{Nd}){6,}/gu;

/**
 * A text that may leave the house for a language model: mail addresses, phone, bank, card, identity and order numbers
 * and any other number of seven digits or more are blanks, which the check finds again should they come back.
 */
export function maskPrivate(text: string): { text: string; replaced: number } {
  const plain = text.replace(invisible, "");
  let masked = "";
  let read = 0;
  let replaced = 0;
  for (const { kind, from, to } of findPrivate(plain)) {
    if (from < read) continue;
    masked += plain.slice(read, from) + blanks[kind];
    read = to;
    replaced++;
  }
  masked += plain.slice(read);
  const blank = (by: string) => () => {
    replaced++;
    return by;
  };
  return { text: masked.replace(anyMail, blank("[email]")).replace(longNumber, blank("[number]")), replaced };
}
