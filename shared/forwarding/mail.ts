import type { Quote } from "#shared/forwarding/schema.ts";
import type { MailTexts } from "#shared/forwarding/texts/en.ts";

/** Everything a mail to a department says. Times are ISO-8601 UTC and are told in the brand's time zone. */
export type ForwardMail = {
  brandName: string;
  timeZone: string;
  departmentName: string;
  personName: string;
  toName: string;
  question: string;
  /** followers who say it; the quotes may be examples */
  people: number;
  quotes: Quote[];
  post: string | null;
  dueAt: string | null;
  expiresAt: string;
  /** said above the question: who handed it on, or why it is sent again */
  lead: string | null;
  /** set on a reminder, instead of the question's own */
  subject: string | null;
  /** a reply to the mail finds its way back */
  mayReply: boolean;
  link: string;
};

export type MailBody = { subject: string; text: string; html: string };

const quotesInMail = 3;
const quoteLength = 600;

/** A moment as a mail says it: `Fri 20 Nov, 12:00`, in the given time zone. */
export function sayMoment(at: string, timeZone: string, locale: string): string {
  const day = new Intl.DateTimeFormat(locale, { timeZone, weekday: "short", day: "numeric", month: "short" });
  const time = new Intl.DateTimeFormat(locale, { timeZone, hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  return `${day.format(new Date(at)).replace(",", "")}, ${time.format(new Date(at))}`;
}

/** Characters that mean something in HTML become harmless text; nothing a follower wrote reaches a reader as markup. */
const escapeHtml = (text: string): string => text.replace(/[&<>"'`]/g, (character) => `&#${character.codePointAt(0)};`);

/** One line without control characters, so that nothing typed can begin a header of its own. */
const oneLine = (text: string): string => text.replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, " ").trim();

/** The text cut at a length in UTF-16 units, never through a character, with three dots where something is missing. */
export function shorten(text: string, length: number): string {
  if (text.length <= length) return text;
  return `${text
    .slice(0, length)
    .replace(/[\uD800-\uDBFF]$/, "")
    .trimEnd()}…`;
}

/** What stands in a mail: the subject, the first quotes and how many more wait on the answer page. */
export function mailParts(mail: Omit<ForwardMail, "link">, texts: MailTexts) {
  const due = mail.dueAt && sayMoment(mail.dueAt, mail.timeZone, texts.locale);
  const quotes = mail.quotes.slice(0, quotesInMail).map(({ translation, ...quote }) => ({
    ...quote,
    text: shorten(quote.text, quoteLength),
    translation: translation && {
      lang: translation.lang,
      by: texts.translatedBy(translation),
      text: shorten(translation.text, quoteLength),
    },
    attachments: quote.attachments.map(({ kind, name, url }) => ({
      said: oneLine([texts.attachment[kind], name].filter(Boolean).join(": ")),
      url,
    })),
  }));
  return {
    subject: oneLine(mail.subject ?? texts.subject(mail.people, due)),
    asks: texts.asks(mail.personName, mail.brandName, mail.departmentName),
    wrote: texts.wrote(mail.people, Math.min(mail.people, new Set(quotes.map(({ name }) => name)).size)),
    quotes,
    more: mail.quotes.length > quotes.length ? texts.more(mail.quotes.length - quotes.length) : null,
    post: mail.post && shorten(mail.post, quoteLength),
    due: due && texts.neededBy(due),
    until: texts.link(sayMoment(mail.expiresAt, mail.timeZone, texts.locale)),
    signed: texts.signed(mail.personName, mail.brandName),
  };
}
type Parts = ReturnType<typeof mailParts>;

/** The whole mail, as plain text and as HTML that says the same. */
export function forwardMail(mail: ForwardMail, texts: MailTexts): MailBody {
  const parts = mailParts(mail, texts);
  return { subject: parts.subject, text: plain(mail, parts, texts), html: html(mail, parts, texts) };
}

function plain(mail: ForwardMail, parts: Parts, texts: MailTexts): string {
  const quoted = (text: string) =>
    text
      .split(/\r?\n/)
      .map((line) => `> ${line}`)
      .join("\n");
  const blocks = [
    texts.greeting(mail.toName),
    mail.lead,
    parts.asks,
    mail.question,
    parts.due,
    parts.quotes.length > 0 && `${parts.wrote}:`,
    ...parts.quotes.map(({ text, name, url, attachments, translation }) =>
      [
        quoted(text),
        `> ${name}`,
        url && `> ${url}`,
        ...attachments.map((one) => `> ${[one.said, one.url].filter(Boolean).join(" ")}`),
        translation && `\n${translation.by}:\n\n${quoted(translation.text)}`,
      ]
        .filter(Boolean)
        .join("\n"),
    ),
    parts.more,
    parts.post && `${texts.underPost}:\n\n${quoted(parts.post)}`,
    `${texts.answerHere}\n${mail.link}`,
    mail.mayReply && texts.orReply,
    parts.until,
    parts.signed,
  ];
  return `${blocks.filter(Boolean).join("\n\n")}\n`;
}

const style = {
  page: "margin:0;padding:24px 12px;background:#f4f5f7;font:15px/23px -apple-system,'Segoe UI',Roboto,sans-serif;color:#15171c",
  card: "max-width:560px;margin:0 auto;padding:20px 24px 24px;background:#ffffff;border:1px solid #cdd1d9;border-radius:10px",
  from: "margin:0 0 12px;padding-bottom:12px;border-bottom:1px solid #e4e6eb;font-weight:600",
  title: "margin:0 0 12px;font-size:18px;line-height:25px",
  quote: "margin:12px 0;padding-left:12px;border-left:2px solid #cdd1d9;color:#454a55",
  small: "margin:12px 0 0;font-size:13px;line-height:19px;color:#5d626e",
  button:
    "display:block;margin:20px 0 0;padding:12px 16px;border-radius:6px;background:#2f4fd0;color:#ffffff;font-weight:600;text-align:center;text-decoration:none",
};

function html(mail: ForwardMail, parts: Parts, texts: MailTexts): string {
  const lines = (text: string) => escapeHtml(text).replace(/\r?\n/g, "<br>");
  const quote = (text: string, lang: string | null, under: string) =>
    `<blockquote style="${style.quote}"${lang ? ` lang="${escapeHtml(lang)}"` : ""}>${lines(text)}${under}</blockquote>`;
  const linked = (words: string, url: string | null) =>
    url && /^https?:\/\//i.test(url) ? `<a href="${escapeHtml(url)}">${escapeHtml(words)}</a>` : escapeHtml(words);
  const under = (words: string, url: string | null) =>
    `<br><span style="font-size:13px;color:#5d626e">${linked(words, url)}</span>`;
  const said = ({ text, lang, name, url, attachments, translation }: Parts["quotes"][number]) =>
    quote(text, lang, under(name, url) + attachments.map((one) => under(one.said, one.url)).join("")) +
    (translation ? small(`${translation.by}:`) + quote(translation.text, translation.lang, "") : "");
  const small = (text: string | null) => (text ? `<p style="${style.small}">${lines(text)}</p>` : "");
  return `<!doctype html>
<html lang="${texts.locale.slice(0, 2)}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escapeHtml(parts.subject)}</title></head>
<body style="${style.page}"><div style="${style.card}">
<p style="${style.from}">${escapeHtml(texts.from(mail.brandName))}</p>
<h1 style="${style.title}">${escapeHtml(parts.subject)}</h1>
${mail.lead ? `<p style="margin:0 0 12px">${lines(mail.lead)}</p>` : ""}
<p style="margin:0 0 4px;color:#454a55">${lines(parts.asks)}</p>
<p style="margin:0 0 12px;font-weight:600">${lines(mail.question)}</p>
${parts.quotes.length > 0 ? `<p style="${style.small}">${escapeHtml(parts.wrote)}</p>` : ""}
${parts.quotes.map(said).join("\n")}
${small(parts.more)}
${parts.post ? small(texts.underPost) + quote(parts.post, null, "") : ""}
<a href="${escapeHtml(mail.link)}" style="${style.button}">${escapeHtml(texts.button)}</a>
${mail.mayReply ? small(texts.orReply) : ""}
${small(parts.until)}
${small(parts.signed)}
</div></body></html>
`;
}

/** A short mail to the person who asked, with a way into Konak; nothing of it leads to the answer page. */
export function senderMail(
  mail: { subject: string; words: string; question: string; link: string },
  texts: MailTexts,
): MailBody {
  const text = `${mail.words}\n\n> ${mail.question.replace(/\n/g, "\n> ")}\n\n${texts.openLoop}\n${mail.link}\n`;
  const body = `<p>${escapeHtml(mail.words)}</p><blockquote style="${style.quote}">${escapeHtml(mail.question).replace(/\r?\n/g, "<br>")}</blockquote><a href="${escapeHtml(mail.link)}" style="${style.button}">${escapeHtml(texts.openLoop)}</a>`;
  return {
    subject: oneLine(mail.subject),
    text,
    html: `<!doctype html>\n<html lang="${texts.locale.slice(0, 2)}"><head><meta charset="utf-8"></head><body style="${style.page}"><div style="${style.card}">${body}</div></body></html>\n`,
  };
}
