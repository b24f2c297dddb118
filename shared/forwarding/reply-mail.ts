import type { Verdict } from "#shared/forwarding/schema.ts";
import { fold } from "#shared/text.ts";

const months = "\\p{L}{2,12}";
/** Lines with which mail programs begin what was written before, in the languages our departments write. */
const before = [
  /^\s*-{2,}\s*(?:original message|forwarded message|alkuperäinen viesti|oryginalna wiadomość|wiadomość oryginalna|özgün ileti|orijinal mesaj)/iu,
  /^\s*_{10,}\s*$/u,
  /^\s*on\b.{4,120}\bwrote:\s*$/iu,
  /^\s*.{4,160}(?:kirjoitti|napisał(?:\(a\)|a)?|pisze|şunu yazdı|tarihinde yazdı|yazdı):\s*$/iu,
  new RegExp(`^\\s*(?:w dniu|dnia|pe|ma|ti|ke|to|la|su)\\b.{4,120}${months}.{0,80}:\\s*$`, "iu"),
  /^\s*(?:from|kimden|gönderen|lähettäjä|od|nadawca)\s*:\s*\S+.*$/iu,
];
const signature = /^-- ?$/u;
const phoneFooter =
  /^\s*(?:sent from my|get outlook for|lähetetty|wysłane z|iphone.?umdan gönderildi|.{0,20}cihazımdan gönderildi)/iu;

/**
 * What a person wrote in a reply, without what their program quoted below (or between) and without their signature.
 * Quoted lines (`>`), the line that introduces them, "Original message" blocks and phone footers go.
 */
export function ownWords(text: string): string {
  const lines = text.replace(/\r\n?/g, "\n").split("\n");
  const kept: string[] = [];
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] ?? "";
    // An introduction may be broken over two lines: "On Fri 20 Nov Konak <...>\nwrote:".
    const joined = `${line} ${lines[at + 1] ?? ""}`;
    if (signature.test(line) || phoneFooter.test(line)) break;
    if (before.some((pattern) => pattern.test(line))) break;
    if (/^\s*on\b/iu.test(line) && before[2]?.test(joined)) break;
    if (/^\s*>/.test(line)) continue;
    kept.push(line);
  }
  return kept
    .join("\n")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
}

const spoken: [Verdict, string[]][] = [
  [
    "not_ours",
    [
      "not ours",
      "not us",
      "not our department",
      "wrong department",
      "bizim degil",
      "bize ait degil",
      "ei meidan",
      "ei kuulu meille",
      "to nie my",
      "nie do nas",
      "nie nasz",
    ],
  ],
  ["yes", ["yes", "yep", "evet", "olur", "kylla", "joo", "tak", "owszem"]],
  ["no", ["no", "nope", "hayir", "olmaz", "ei", "nie", "niestety nie"]],
];

/** The short answer a reply begins with, in four languages; null when it only explains. "No problem, ..." is not a no. */
export function verdictOf(text: string): Verdict | null {
  const start = fold(text)
    .replace(/^[^\p{L}]+/u, "")
    .slice(0, 80);
  for (const [verdict, words] of spoken)
    for (const word of words) {
      const rest = start.startsWith(word) ? start.slice(word.length) : null;
      const ends =
        rest !== null && (verdict === "not_ours" ? !/^\p{L}/u.test(rest) : /^\s*(?:[,.;:!\n–—-]|$)/u.test(rest));
      if (ends) return verdict;
    }
  return null;
}

type Headers = { get(name: string): string | undefined };

/** Whether nobody wrote a mail: vacation notes, lists, and answers of machines (RFC 3834). */
export function isAutomatic(headers: Headers): boolean {
  const submitted = headers.get("auto-submitted")?.trim().toLowerCase();
  if (submitted && submitted !== "no") return true;
  if (/^(?:bulk|list|junk|auto_reply)/i.test(headers.get("precedence") ?? "")) return true;
  return ["x-autoreply", "x-autorespond", "x-auto-response-suppress", "list-id"].some(
    (name) => headers.get(name) !== undefined,
  );
}

/** Whether a mail says that one of ours was not delivered (RFC 3464). */
export const isBounce = (headers: Headers): boolean =>
  /multipart\/report/i.test(headers.get("content-type") ?? "") &&
  /delivery-status/i.test(headers.get("content-type") ?? "");
