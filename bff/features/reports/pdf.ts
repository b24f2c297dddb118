import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Content, TDocumentDefinitions } from "pdfmake/interfaces.js";
import { coverPages, figurePages, postPages, sourcePage } from "#bff/features/reports/pdf-pages.ts";
import { inkOf } from "#shared/reports/ink.ts";
import type { MailLanguage } from "#shared/reports/mail-languages.ts";
import { sayDays } from "#shared/reports/say-figure.ts";
import type { Report } from "#shared/reports/schema.ts";
import type { LookView } from "#shared/reports/sharing-schema.ts";
import { outTexts } from "#shared/reports/texts/out-texts.ts";

/** How a printed report looks and speaks. */
export type Print = { look: LookView; language: MailLanguage };

/** The report for print: cover, figures with their formulas, charts, posts, and where the numbers come from. */
export async function reportPdf(report: Report, { look, language }: Print): Promise<Buffer> {
  const texts = outTexts[language];
  const paper = { report, texts, ink: inkOf(look.color), logo: look.logo };
  const content: Content[] = [coverPages(paper), figurePages(paper), postPages(paper), sourcePage(paper)];
  const period = sayDays(report, texts.locale);
  const document: TDocumentDefinitions = {
    pageSize: "A4",
    pageMargins: [40, 46, 40, 46],
    language,
    info: { title: `${report.brand.name}: ${texts.page.title}, ${period}`, creator: "Konak", producer: "Konak" },
    defaultStyle: { font: "Roboto", fontSize: 9, color: "#15171c", lineHeight: 1.25 },
    styles: {
      h1: { fontSize: 15, bold: true, margin: [0, 0, 0, 8] },
      h2: { fontSize: 10.5, bold: true },
      quiet: { color: "#5d626e", fontSize: 8 },
      head: { color: "#5d626e", fontSize: 8, bold: true },
    },
    footer: (page, pages) =>
      page === 1
        ? null
        : {
            margin: [40, 14, 40, 0],
            style: "quiet",
            columns: [`${report.brand.name} · ${period}`, { text: texts.page.number(page, pages), alignment: "right" }],
          },
    content,
  };
  return await make(document);
}

const fonts = join(dirname(fileURLToPath(import.meta.resolve("pdfmake/package.json"))), "fonts/Roboto");

async function make(document: TDocumentDefinitions): Promise<Buffer> {
  const { default: pdfmake } = await import("pdfmake");
  // a document is made of our own words and pictures; nothing in it may fetch or read anything else
  pdfmake.setUrlAccessPolicy(() => false);
  pdfmake.setLocalAccessPolicy((path) => path.startsWith(fonts));
  pdfmake.setFonts({
    Roboto: {
      normal: join(fonts, "Roboto-Regular.ttf"),
      bold: join(fonts, "Roboto-Medium.ttf"),
      italics: join(fonts, "Roboto-Italic.ttf"),
      bolditalics: join(fonts, "Roboto-MediumItalic.ttf"),
    },
  });
  return Buffer.from(await pdfmake.createPdf(document).getBuffer());
}
