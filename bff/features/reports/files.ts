import { reportCsv } from "#bff/features/reports/export.ts";
import { lookOf } from "#bff/features/reports/look-queries.ts";
import { reportPdf } from "#bff/features/reports/pdf.ts";
import { brandOf } from "#bff/features/reports/queries.ts";
import { daySheet, postSheet, type Sheet } from "#bff/features/reports/sheets.ts";
import { reportXlsx } from "#bff/features/reports/xlsx.ts";
import type { Ctx } from "#bff/platform/context.ts";
import { toCsv } from "#shared/reports/csv.ts";
import type { MailLanguage } from "#shared/reports/mail-languages.ts";
import type { Report } from "#shared/reports/schema.ts";

/** A report as a file: what it is called after the brand and period, what it is, and its bytes. */
export type FileKind = "csv" | "posts.csv" | "days.csv" | "xlsx" | "pdf";
type Writer = {
  type: string;
  write(ctx: Ctx, report: Report, language: MailLanguage): Promise<Uint8Array> | Uint8Array;
};

const csvType = "text/csv; charset=utf-8";
// Spreadsheet programs take a file for UTF-8 only with the mark before it.
const csv = (text: string): Uint8Array => new TextEncoder().encode(`\uFEFF${text}`);
const sheetCsv = ({ head, rows }: Sheet): Uint8Array => csv(toCsv([head, ...rows]));

/** Every kind of file a report can be; all are written from the same report that the screen shows. */
export const fileKinds: Record<FileKind, Writer> = {
  csv: { type: csvType, write: (_ctx, report) => csv(reportCsv(report)) },
  "posts.csv": { type: csvType, write: (_ctx, report) => sheetCsv(postSheet(report)) },
  "days.csv": { type: csvType, write: (_ctx, report) => sheetCsv(daySheet(report)) },
  xlsx: {
    type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    write: (_ctx, report) => reportXlsx(report),
  },
  pdf: {
    type: "application/pdf",
    write: async (ctx, report, language) => {
      const brand = await brandOf(ctx, report.brand.slug);
      return await reportPdf(report, { look: await lookOf(ctx.db.read, brand.id), language });
    },
  },
};

export const fileName = ({ brand, from, to }: Report, kind: FileKind): string =>
  `${brand.slug}-${from}-${to}${kind.includes(".") ? `-${kind}` : `.${kind}`}`;
