import { figureName, sayDays, sayNumber } from "./say-figure.ts";
import type { Report } from "./schema.ts";
import type { OutTexts } from "./texts/out-texts.ts";

/** What a mail with a report says beside the figures. `link` is the report in Konak, `person` who asked for the mail. */
export type ReportMail = { report: Report; link: string; person: string; attached: boolean };
type MailBody = { subject: string; text: string; html: string };

/** The whole mail, as plain text and as HTML that says the same: the figures of the report, in the reader's language. */
export function reportMail({ report, link, person, attached }: ReportMail, texts: OutTexts): MailBody {
  const { mail } = texts;
  const period = sayDays(report, texts.locale);
  const brand = oneLine(report.brand.name);
  const lines = figureLines(report, texts);
  const intro = mail.intro(brand, period);
  const why = mail.why(oneLine(person), brand);
  const text = [
    intro,
    lines.map(({ name, value, before }) => `${name}: ${value} (${before})`).join("\n"),
    attached ? mail.attached : null,
    `${mail.open}:\n${link}`,
    why,
  ];
  const subject = mail.subject(brand, period);
  return {
    subject,
    text: `${text.filter((part) => part !== null).join("\n\n")}\n`,
    html: html(
      { subject, brand, intro, lines, attached: attached ? mail.attached : null, open: mail.open, link, why },
      texts,
    ),
  };
}

type Line = { name: string; value: string; before: string };
function figureLines(report: Report, texts: OutTexts): Line[] {
  const before = new Map(report.figuresBefore.map((figure) => [figure.id, figure.value]));
  return report.figures.map((figure) => {
    const why = figure.missing ? ` (${texts.missing[figure.missing]})` : "";
    return {
      name: figureName(figure, report, texts),
      value: `${sayNumber(figure.value, figure.unit, texts)}${why}`,
      before: texts.mail.before(sayNumber(before.get(figure.id) ?? null, figure.unit, texts)),
    };
  });
}

/** One line without control characters, so that no name can begin a header of its own. */
const oneLine = (text: string): string => text.replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, " ").trim();
const escapeHtml = (text: string): string => text.replace(/[&<>"'`]/g, (character) => `&#${character.codePointAt(0)};`);

const style = {
  page: "margin:0;padding:24px 12px;background:#f4f5f7;font:15px/23px -apple-system,'Segoe UI',Roboto,sans-serif;color:#15171c",
  card: "max-width:560px;margin:0 auto;padding:20px 24px 24px;background:#ffffff;border:1px solid #cdd1d9;border-radius:10px",
  from: "margin:0 0 12px;padding-bottom:12px;border-bottom:1px solid #e4e6eb;font-weight:600",
  name: "padding:8px 12px 8px 0;border-bottom:1px solid #e4e6eb;text-align:left;font-weight:400",
  value: "padding:8px 0;border-bottom:1px solid #e4e6eb;text-align:right;white-space:nowrap",
  small: "font-size:13px;line-height:19px;color:#5d626e",
  link: "display:block;margin:20px 0 0;padding:12px 16px;border-radius:6px;background:#2f4fd0;color:#ffffff;font-weight:600;text-align:center;text-decoration:none",
};

type Said = Record<"subject" | "brand" | "intro" | "open" | "link" | "why", string> & {
  lines: Line[];
  attached: string | null;
};

function html(said: Said, texts: OutTexts): string {
  const row = ({ name, value, before }: Line) =>
    `<tr><th scope="row" style="${style.name}">${escapeHtml(name)}</th><td style="${style.value}"><strong>${escapeHtml(value)}</strong><br><span style="${style.small}">${escapeHtml(before)}</span></td></tr>`;
  const small = (text: string | null) =>
    text ? `<p style="margin:12px 0 0;${style.small}">${escapeHtml(text)}</p>` : "";
  return `<!doctype html>
<html lang="${texts.locale.slice(0, 2)}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escapeHtml(said.subject)}</title></head>
<body style="${style.page}"><div style="${style.card}">
<p style="${style.from}">${escapeHtml(said.brand)}</p>
<p style="margin:0 0 12px">${escapeHtml(said.intro)}</p>
<table style="width:100%;border-collapse:collapse">${said.lines.map(row).join("\n")}</table>
${small(said.attached)}
<a href="${escapeHtml(said.link)}" style="${style.link}">${escapeHtml(said.open)}</a>
${small(said.why)}
</div></body></html>
`;
}
