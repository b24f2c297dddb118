import { convert } from "html-to-text";
import { type AddressObject, type ParsedMail, simpleParser } from "mailparser";
import type { MailIn } from "#bff/features/forwarding/mail-in-commands.ts";

/** Longest mail that is read, in bytes; what is longer is not an answer to a question. */
export const longestMail = 2 * 1024 * 1024;

// Tables, pictures and addresses of links say nothing an answer needs.
const htmlWords = {
  wordwrap: false as const,
  limits: { maxInputLength: 1_000_000, maxDepth: 200, maxChildNodes: 20_000 },
  selectors: [
    { selector: "img", format: "skip" },
    { selector: "a", options: { ignoreHref: true } },
    { selector: "blockquote", format: "skip" },
    { selector: "div.gmail_quote", format: "skip" },
    { selector: "div#appendonsend", format: "skip" },
  ],
};

/** Reads a raw mail: its plain words, from the text part or else out of the HTML, and what tells where it belongs. */
export async function parseMail(raw: Buffer): Promise<MailIn> {
  const mail = await simpleParser(raw, { skipHtmlToText: true, skipTextToHtml: true, skipImageLinks: true });
  const from = mail.from?.value[0];
  const headers = headersOf(mail);
  return {
    messageId: mail.messageId ?? null,
    from: { name: from?.name ?? "", mail: from?.address ?? "" },
    to: [
      ...addressesOf(mail.to),
      ...addressesOf(mail.cc),
      headers.get("delivered-to") ?? "",
      headers.get("x-original-to") ?? "",
    ],
    references: [mail.inReplyTo ?? "", ...[mail.references ?? []].flat()],
    subject: mail.subject ?? "",
    text: mail.text?.trim() ? mail.text : htmlToWords(mail.html || ""),
    headers,
    enclosed: mail.attachments
      .map((part) =>
        part.contentType.startsWith("message/") || part.contentType.startsWith("text/")
          ? part.content.toString("utf8").slice(0, 20_000)
          : "",
      )
      .join("\n"),
    size: raw.length,
  };
}

/** The words of an HTML mail without its markup, its scripts and what it quotes. */
export const htmlToWords = (html: string): string => convert(html, htmlWords).trim();

const addressesOf = (field: AddressObject | AddressObject[] | undefined): string[] =>
  [field ?? []].flat().flatMap((one) => one.value.flatMap((address) => address.address ?? []));

function headersOf(mail: ParsedMail): Map<string, string> {
  const found = new Map<string, string>();
  for (const { key, line } of mail.headerLines)
    if (!found.has(key)) found.set(key, line.slice(line.indexOf(":") + 1).trim());
  return found;
}
